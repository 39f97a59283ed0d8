"""Which PostgreSQL the workspace stands on: the one that DATABASE_URL names, else one of its own in a folder."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from article60.web.common.cluster import running

OWNER, WEB = "postgres", "article60_web"
"""In a PostgreSQL of its own: who owns the tables, and in whose name pages are answered."""
SECRET_BYTES = 48


@dataclass(frozen=True, slots=True)
class Addresses:
    """For libpq: of the database for who owns its tables, and for pages.

    Where DATABASE_URL names it, both are the same: whoever runs a server names the one that a job needs, and prepares it.
    """

    owner: str
    web: str
    prepared_here: bool


@contextmanager
def database(folder: Path) -> Iterator[Addresses]:
    """The database while the block lasts; one in a folder is made there if there is none. Raises NoPostgres."""
    named = os.environ.get("DATABASE_URL", "")
    if named:
        yield Addresses(named, named, prepared_here=False)
        return
    folder.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("ARTICLE60_SECRET", _secret(folder / "secret"))
    with running(folder / "postgresql", lasting=True) as cluster:
        owner, web = (cluster.address(user=user, database="postgres") for user in (OWNER, WEB))
        yield Addresses(owner, web, prepared_here=True)


def _secret(file: Path) -> str:
    """The key of a workspace on this machine, made once: under another, nobody's second factor could be read."""
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(SECRET_BYTES), encoding="utf-8")
    return file.read_text(encoding="utf-8")

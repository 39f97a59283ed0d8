"""Which PostgreSQL the workspace stands on: the one that DATABASE_URL names, else one of its own in a folder."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from article60.web.common.cluster import NoPostgres, running

OWNER, WEB, WORKER = "postgres", "article60_web", "article60_worker"
"""In a PostgreSQL of its own: who owns the tables, in whose name pages are answered, and in whose the outbox is served."""
SECRET_BYTES = 48


@dataclass(frozen=True, slots=True)
class Addresses:
    """For libpq: of the database for who owns its tables, for pages, and for the worker.

    Where DATABASE_URL names it, all are the same: whoever runs a server names the one that a job needs, and prepares it.
    """

    owner: str
    web: str
    worker: str
    prepared_here: bool


@contextmanager
def database(folder: Path) -> Iterator[Addresses]:
    """The database while the block lasts; one in a folder is made there if there is none. Raises NoPostgres."""
    named = os.environ.get("DATABASE_URL", "")
    if named:
        _must_name_a_database(named)
        yield Addresses(named, named, named, prepared_here=False)
        return
    folder.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("ARTICLE60_SECRET", _secret(folder / "secret"))
    for name, place in (("RECEIVED", "received"), ("RUNS", "runs")):
        os.environ.setdefault(f"ARTICLE60_{name}", str((folder / place).resolve()))
    os.environ.setdefault("ARTICLE60_MAIL", f"folder:{(folder / 'mail').resolve()}")
    with running(folder / "postgresql", lasting=True) as cluster:
        owner, web, worker = (cluster.address(user=user, database="postgres") for user in (OWNER, WEB, WORKER))
        yield Addresses(owner, web, worker, prepared_here=True)


def _must_name_a_database(address: str) -> None:
    try:
        known = conninfo_to_dict(address)
    except ProgrammingError:
        known = {}
    if not known.get("dbname"):  # the address may hold a password, and is not repeated
        raise NoPostgres("DATABASE_URL names no database; write it as postgresql://USER@HOST:5432/NAME, or leave it out")


def _secret(file: Path) -> str:
    """The key of a workspace on this machine, made once: under another, nobody's second factor could be read."""
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(SECRET_BYTES), encoding="utf-8")
    return file.read_text(encoding="utf-8")

"""Which programs and settings make the answers: whatever changes one of them changes the mark of every answer."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from django.conf import settings

import article60

PACKAGE = Path(article60.__file__).parent
_USED = ("babel", "django", "jinja2", "snowballstemmer", "vl-convert-python")
"""Packages of others whose work a reader sees."""
_SHOWN = ("ARTICLE60_OPERATOR", "ARTICLE60_CORRECTIONS")
"""Settings that stand in pages."""
_MAKING = ("__init__.py", "charts", "codes", "domain", "figures", "publication", "tables", "text", "web")
"""What of this package makes pages and lists; the rest makes Releases."""


@dataclass(frozen=True, slots=True)
class Programs:
    """The programs of this process: a hash of their bytes, and when the last of them was put here, in seconds since 1970."""

    mark: str
    placed_at: int


@cache
def programs() -> Programs:
    """Every file of the package that makes answers, and the versions of what these use; worked out once for each process."""
    made = hashlib.sha256("\0".join(f"{name} {_version(name)}" for name in _USED).encode())
    placed_at = 0
    for path in _files():
        content = path.read_bytes()
        made.update(f"\0{path.relative_to(PACKAGE).as_posix()} {len(content)}\0".encode() + content)
        placed_at = max(placed_at, int(path.stat().st_mtime))
    return Programs(mark=made.hexdigest(), placed_at=placed_at)


def shown_settings() -> str:
    """The settings that stand in pages."""
    return "\0".join(str(getattr(settings, name)) for name in _SHOWN)


def _files() -> Iterator[Path]:
    for name in _MAKING:
        part = PACKAGE / name
        some = sorted(part.rglob("*")) if part.is_dir() else [part]
        yield from (path for path in some if path.is_file() and path.suffix != ".pyc")


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""

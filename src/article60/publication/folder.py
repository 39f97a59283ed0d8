"""Puts a finished folder in the place of an older one in one step, and never over something that is no such folder."""

import ctypes
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from article60.domain.answerable import Answerable

MARK = "release.json"
BUILDING, OLDER = ".building", ".older"
"""What the names of folders end in that stand beside another one for a moment."""
_HERE, _EXCHANGE = -100, 2
"""Of Linux: that a path is taken from where the process is, and that two paths change places."""


class WouldOverwrite(Answerable, ValueError):
    """The folder named for what is to be written holds something else."""


@contextmanager
def replacing(out: Path, *, mark: str = MARK, what: str = "Release") -> Iterator[Path]:
    """Yield an empty folder beside `out`; what stands in it at the end takes the place of `out`, or nothing does on an error.

    `mark` is the file by which an older one is known. Raises WouldOverwrite where `out` is a file, or a folder that holds
    something without it.
    """
    _check(out, mark, what)
    out.parent.mkdir(parents=True, exist_ok=True)
    building = Path(tempfile.mkdtemp(prefix=f".{out.name}.", suffix=BUILDING, dir=out.parent))
    try:
        yield building
        building.chmod(0o755)
        _swap(building, out)
    except BaseException:
        shutil.rmtree(building, ignore_errors=True)
        raise


def _check(out: Path, mark: str, what: str) -> None:
    if not out.exists():
        return
    if not out.is_dir():
        raise WouldOverwrite(f"{out}: is a file; name a folder for the {what}")
    if any(out.iterdir()) and not (out / mark).is_file():
        raise WouldOverwrite(f"{out}: holds files and is no {what}; name an empty or a new folder")


def _swap(building: Path, out: Path) -> None:
    """In one step where the system can: whoever is killed at any moment leaves one of the two there, and whole."""
    if not out.exists():
        building.rename(out)
    elif _exchanged(building, out):
        shutil.rmtree(building)
    else:
        _one_after_the_other(building, out)


def _exchanged(one: Path, other: Path) -> bool:
    """Have two folders change places; no where the system or the disk has no such step."""
    change = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if change is None:
        return False
    return bool(change(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0)


def _one_after_the_other(building: Path, out: Path) -> None:
    older = Path(tempfile.mkdtemp(prefix=f".{out.name}.", suffix=OLDER, dir=out.parent))
    out.rename(older)
    try:
        building.rename(out)
    except OSError:
        older.rename(out)
        raise
    shutil.rmtree(older)


def sweep(out: Path) -> None:
    """Take away what was left beside a folder by who was killed while putting another in its place; for who alone does so."""
    for left in out.parent.glob(f".{out.name}.*"):
        if left.suffix in (BUILDING, OLDER):
            shutil.rmtree(left)

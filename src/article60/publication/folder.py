"""Puts a finished folder in the place of an older one in one step, and never over something that is no such folder."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MARK = "release.json"


class WouldOverwrite(ValueError):
    """The folder named for what is to be written holds something else."""


@contextmanager
def replacing(out: Path, *, mark: str = MARK, what: str = "Release") -> Iterator[Path]:
    """Yield an empty folder beside `out`; what stands in it at the end takes the place of `out`, or nothing does on an error.

    `mark` is the file by which an older one is known. Raises WouldOverwrite where `out` is a file, or a folder that holds
    something without it.
    """
    _check(out, mark, what)
    out.parent.mkdir(parents=True, exist_ok=True)
    building = Path(tempfile.mkdtemp(prefix=f".{out.name}.", suffix=".building", dir=out.parent))
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
    if not out.exists():
        building.rename(out)
        return
    older = Path(tempfile.mkdtemp(prefix=f".{out.name}.", suffix=".older", dir=out.parent))
    out.rename(older)
    try:
        building.rename(out)
    except OSError:
        older.rename(out)
        raise
    shutil.rmtree(older)

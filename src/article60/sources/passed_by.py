"""What of a folder is read by nobody: said by name, so that nobody takes a file of another name for one that was read."""

from collections.abc import Callable
from pathlib import Path

from article60.domain.run_note import RunNote

_FEW = 10


def passed_by(folder: Path, *, is_other: Callable[[Path], bool], names: str) -> list[RunNote]:
    """One note on the files and folders in a folder that are others than those read, but for hidden ones; none where none is.

    `names` says which are read. It is for who holds the folder, and enters no Release.
    """
    others = [path for path in sorted(folder.glob("*")) if not path.name.startswith(".") and is_other(path)]
    if not others:
        return []
    said = [f"{path.name}/" if path.is_dir() else path.name for path in others[:_FEW]]
    more = f" and {len(others) - _FEW} more" if len(others) > _FEW else ""
    message = f"not read: {', '.join(said)}{more}; read are {names}"
    return [RunNote(step="collect", severity="info", subject=str(folder), line=None, message=message)]

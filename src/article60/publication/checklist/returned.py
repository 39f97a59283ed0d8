"""What a process of its own, limited and without secrets, reads in a workbook that came back."""

from pathlib import Path
from typing import Any

from article60 import apart

_READER = "article60.publication.checklist.reading"
_BOUNDS = apart.Bounds(answer_bytes=32 * 1024 * 1024)


def told(path: Path) -> dict[str, Any]:
    """State, version, what was changed and what is wrong, as `reading.Returned` has it; or `refused`. Raises apart.NoAnswer."""
    found: dict[str, Any] = apart.ask(_READER, {"path": str(path.absolute())}, bounds=_BOUNDS)
    return found

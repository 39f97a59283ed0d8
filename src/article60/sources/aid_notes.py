"""What is said of activities that are refused or stand in a file more than once, wherever in the file they stand."""

import re
from dataclasses import replace

from article60.domain.run_note import RunNote

IDENTICAL = "identical to an earlier activity of the file"
SAME_IDENTIFIER = "an earlier activity of the file, with other content, has the same identifier"
_FROM = "activity from line {}: "
_FROM_LINE = re.compile(re.escape(_FROM).replace(r"\{\}", r"(\d+)"))


def refused(file: str, *, line: int, begins: int, why: str) -> RunNote:
    """The note on an activity that cannot be read: the line on which that shows, and the one on which it begins."""
    return RunNote(step="extract", severity="refused", subject=file, line=line, message=_FROM.format(begins) + why)


def is_of_activity(note: RunNote) -> bool:
    """Whether a note is on a whole activity that cannot be read; such a one is counted among those of its file."""
    return note.severity == "refused" and _FROM_LINE.match(note.message) is not None


def moved(note: RunNote, *, lines: int) -> RunNote:
    """The note on an activity that stands so many lines further down."""
    if note.line is None:
        return note
    begun = _FROM_LINE.match(note.message)
    message = note.message if begun is None else _FROM.format(int(begun[1]) + lines) + note.message[begun.end() :]
    return replace(note, line=note.line + lines, message=message)


def repeated(*, known: bool, identical: bool) -> str | None:
    """What to say of an activity whose identifier, or all of which, stood in the file before."""
    if identical:
        return IDENTICAL
    return SAME_IDENTIFIER if known else None

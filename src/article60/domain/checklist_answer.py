"""An answer in a cell of a checklist: its text as it is kept, its hash, and what comes of two people writing in one cell."""

import hashlib
import json
import re
import unicodedata
from enum import StrEnum

from article60.domain.checklist import LONGEST_TEXT, Cell

EMPTY = ""
_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_NO_WORDS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Characters that no spreadsheet and no page can hold."""


class Unusable(ValueError):
    """A value cannot stand in its cell; `why` is `NOT_LISTED` or `TOO_LONG`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


NOT_LISTED, TOO_LONG = "not_listed", "too_long"


class Merged(StrEnum):
    """What comes of a value that somebody hands in, and of what stands in the cell meanwhile."""

    UNCHANGED = "unchanged"
    """Nobody has changed anything."""
    OURS = "ours"
    """Only what stands here was changed: it stays."""
    THEIRS = "theirs"
    """Only what is handed in was changed: it is taken."""
    SAME = "same"
    """Both were changed to the same."""
    CONFLICT = "conflict"
    """Both were changed, each to something else: a person decides."""


def normal(text: str) -> str:
    """An answer as it is kept: one form of letters and of line ends, nothing that cannot be shown, no blanks around it."""
    lines = _LINE_ENDS.sub("\n", _NO_WORDS.sub("", text)).split("\n")
    return unicodedata.normalize("NFC", "\n".join(line.rstrip() for line in lines)).strip()


def usable(cell: Cell, value: str) -> str:
    """The value as it is kept. Raises Unusable where it cannot stand in the cell."""
    kept = normal(value)
    if cell.answers and kept and kept not in cell.answers:
        raise Unusable(NOT_LISTED)
    if len(kept) > LONGEST_TEXT:
        raise Unusable(TOO_LONG)
    return kept


def answer_hash(*, state: str, checklist: str, key: str, value: str) -> str:
    """SHA-256 of what a State answers in a cell, hexadecimal: the same answer has the same hash, whoever wrote it when."""
    told = json.dumps([state, checklist, key, value], ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()


def merge(*, base: str, ours: str | None, theirs: str) -> Merged:
    """What comes of a cell, from the hashes of what was there when somebody began, of what is here now, of what is handed in.

    `ours` is None where the cell was never answered: then nothing that stands here can be lost.
    """
    if theirs == base:
        return Merged.UNCHANGED if ours in (None, base) else Merged.OURS
    if ours is None or ours == base:
        return Merged.THEIRS
    return Merged.SAME if ours == theirs else Merged.CONFLICT

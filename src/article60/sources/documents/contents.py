"""Tables of contents: the words that head them and their columns, and the look of an entry."""

import csv
import re
from functools import cache
from importlib.resources import files

from article60.sources.documents.labels import EUROPEAN

LEADERS = re.compile(r"(?:[.·]\s?){4,}|…{2,}")
_NUMBER_LAST = re.compile(r"\s\d{1,3}$")
_NUMBER_ALONE = re.compile(r"\d{1,3}(?:[-–]\d{1,3})?")
LONGEST_ENTRY = 160


@cache
def _words() -> dict[str, frozenset[str]]:
    text = (files("article60.sources.documents") / "contents.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    return {kind: frozenset(row["words"] for row in rows if row["kind"] == kind) for kind in ("title", "column")}


def is_title(text: str) -> bool:
    """Whether the text heads a table of contents, in one of the six languages."""
    return text.strip().casefold() in _words()["title"]


def is_entry(text: str, *, under_title: bool) -> bool:
    """Whether the text is an entry, a column head or a number of a table of contents."""
    bare = text.strip().translate(EUROPEAN)
    if LEADERS.search(bare):
        return True
    if not under_title or len(bare) > LONGEST_ENTRY:
        return False
    return bool(_NUMBER_ALONE.fullmatch(bare) or _NUMBER_LAST.search(bare)) or bare.casefold() in _words()["column"]

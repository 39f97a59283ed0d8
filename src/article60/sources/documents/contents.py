"""Tables of contents: the words that head them and their columns, the look of an entry; the words that head a table."""

import csv
import re
from functools import cache
from importlib.resources import files

from article60.sources.documents.labels import EUROPEAN

LEADERS = re.compile(r"(?:[.·]\s?){4,}|…{2,}")
_LEADS_TO_NUMBER = re.compile(
    rf"(?:{LEADERS.pattern})\s*(?:\d{{1,4}}(?:\s?[-–]\s?\d{{1,4}})?|[ivxlc]{{1,6}})\s*$", re.IGNORECASE
)
_NUMBER_LAST = re.compile(r"\s\d{1,3}$")
_NUMBER_ALONE = re.compile(r"\d{1,3}(?:[-–]\d{1,3})?")
LONGEST_ENTRY, _LONGEST_CAPTION = 160, 250


@cache
def _words() -> dict[str, frozenset[str]]:
    text = (files("article60.sources.documents") / "contents.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    return {kind: frozenset(row["words"] for row in rows if row["kind"] == kind) for kind in ("title", "column", "caption")}


def is_title(text: str) -> bool:
    """Whether the text heads a table of contents, in one of the six languages."""
    return text.strip().casefold() in _words()["title"]


def is_led(text: str) -> bool:
    """Whether dots lead to a page number at the end of the text; without one they are a blank to be filled in."""
    return bool(_LEADS_TO_NUMBER.search(text.strip().translate(EUROPEAN)))


def is_caption(text: str) -> bool:
    """Whether the text is or begins the caption of a numbered table."""
    found = re.match(r"(?:ال)?([^\W\d_]+)\s?\d", text.strip().translate(EUROPEAN).casefold())
    return found is not None and found.group(1) in _words()["caption"] and len(text) <= _LONGEST_CAPTION


def is_entry(text: str, *, under_title: bool) -> bool:
    """Whether the text is an entry, a column head or a number of a table of contents."""
    bare = text.strip().translate(EUROPEAN)
    if is_led(bare) or (under_title and LEADERS.search(bare)):
        return True
    if not under_title or len(bare) > LONGEST_ENTRY:
        return False
    return bool(_NUMBER_ALONE.fullmatch(bare) or _NUMBER_LAST.search(bare)) or bare.casefold() in _words()["column"]

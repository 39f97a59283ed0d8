"""Words of a returned sheet that differ from the sheet that was sent, in places where nothing is to be filled in."""

import re
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from article60.publication.reports import word
from article60.publication.reports.clearance_sheet import CLEARANCE_SHEET
from article60.publication.reports.clearance_workbook import Altered
from article60.publication.reports.making import About, make
from article60.publication.reports.word.reading import Read, part_of, stand_for
from article60.publication.reports.word.tags import FIELD, TICK
from article60.publication.reports.word.xml import named

_DROPPED = re.compile(r"[\s\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
_PLACE = "\0"
"""Begins the line that stands for a row of boxes, which no words of a sheet can."""


class NotCompared(ValueError):
    """The words around the answers cannot be compared: the file no longer says whose sheet it is, or its language."""


def altered(sheet: Path, held: Read, release: Path, *, state: str | None, templates: Path | None = None) -> list[Altered]:
    """Each place whose words were changed, put in or struck out; parts that did not come back are none.

    The sheet is made anew from the Release from which it was made, and compared paragraph by paragraph. Raises NotCompared.
    """
    if state is None or not held.language:
        raise NotCompared
    made = make(CLEARANCE_SHEET, release, about=About(state=state), language=held.language, templates=templates)
    with tempfile.TemporaryDirectory(prefix="article60-") as folder:
        sent = Path(folder) / "sent.docx"
        word.write(made, sent)
        return list(_differing(_lines(sent), _lines(sheet)))


def _differing(sent: Sequence[str], came: Sequence[str]) -> Iterator[Altered]:
    keys = [[_DROPPED.sub("", line) for line in lines] for lines in (sent, came)]
    for what, first, last, begin, end in SequenceMatcher(None, keys[0], keys[1], autojunk=False).get_opcodes():
        before = [line for line in sent[first:last] if line and not line.startswith(_PLACE)]
        now = [line for line in came[begin:end] if line and not line.startswith(_PLACE)]
        part_gone = any(line.startswith(_PLACE) for line in sent[first:last])
        if what != "equal" and now:
            yield Altered(now=" / ".join(now), before="" if part_gone else " / ".join(before))
        elif what != "equal" and before and not part_gone:
            yield Altered(now="", before=" / ".join(before))


def _lines(path: Path) -> list[str]:
    """Each paragraph outside places to fill in as text; rows of boxes by their key."""
    with zipfile.ZipFile(path) as archive:
        root, names = part_of(archive, "word/document.xml"), stand_for(archive)
    return [_line(one, names) for one in root.iter(named("w:p")) if not _in_place(one, names)]


def _line(paragraph: Any, names: Mapping[str, str]) -> str:
    boxes = next((whole for whole in _named(paragraph, names) if whole.startswith(TICK)), None)
    if boxes is not None:
        return _PLACE + boxes.rpartition("/")[0]
    return " ".join("".join(one.text or "" for one in paragraph.iter(named("w:t"))).split())


def _in_place(paragraph: Any, names: Mapping[str, str]) -> bool:
    """Whether a paragraph stands in the cell of a place for words."""
    cell = next(paragraph.iterancestors(named("w:tc")), None)
    return cell is not None and any(whole.startswith(FIELD) for whole in _named(cell, names))


def _named(element: Any, names: Mapping[str, str]) -> Iterator[str]:
    for one in element.iter(named("w:tag"), named("w:bookmarkStart")):
        whole = one.get(named("w:val"), "") or names.get(one.get(named("w:name"), ""), "")
        yield names.get(whole, whole)

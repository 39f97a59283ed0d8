"""Footnotes of a page: small type at the foot, below a short rule, or led by a mark."""

import re
from collections import Counter
from collections.abc import Sequence

from article60.sources.documents.pdf import columns
from article60.sources.documents.pdf.bars import Bar, bars
from article60.sources.documents.pdf.lines import Line
from article60.sources.documents.pdf.page import PageLines

_DASHES = re.compile(r"[_‗—–\-]{5,}")
_MARKED = re.compile(r"(\*{1,4}|[†‡]|\d{1,3}|[٠-٩]{1,3}|[a-z])(?=[.)\s])[.)]?\s*")


def set_aside(page: PageLines, *, body_size: float) -> None:
    """Move the footnotes of a page out of its lines: those at its foot, else those at the foot of each of its columns."""
    blocks = columns.blocks(page, page.lines)
    whole = sorted(page.lines, key=lambda line: line.top)
    found = _notes(page, whole, body_size=body_size, alone=len(blocks) > 1)
    if not found and len(blocks) > 1:
        found = [line for block in blocks for line in _notes(page, block.lines, body_size=body_size, alone=False)]
    away = {id(line) for line in found}
    page.notes = [line for line in found if not _DASHES.fullmatch(line.text)]
    page.lines = [line for line in page.lines if id(line) not in away and not _DASHES.fullmatch(line.text)]


def _notes(page: PageLines, lines: Sequence[Line], *, body_size: float, alone: bool) -> list[Line]:
    """Lines of notes among lines from top to bottom; `alone`: nothing but small type may stand below the first of them."""
    rules = bars(page.rules)
    for i, line in enumerate(lines):
        if line.top < page.height * 0.3:
            continue
        below = [other for other in lines if other.top >= line.top - 0.5]
        ruled = _ruled_above(page, line, below, rules) or any(
            _DASHES.fullmatch(o.text) and 0 < line.top - o.top < 2.5 * body_size for o in lines[:i]
        )
        small = all(o.size < 0.93 * body_size for o in below)
        marked = bool(_MARKED.match(line.text) or line.text.startswith("*") or line.marks or line.note)
        low = line.top > page.height * 0.55
        if _is_tabular(below):
            continue
        if marked and (small or (low and not alone)) and (ruled or (small and low)):
            return below
        if ruled and small:
            return below
    return []


def _is_tabular(lines: Sequence[Line]) -> bool:
    """Whether a good part of the rows is made of several pieces, as rows of a table are."""
    pieces = Counter(line.row for line in lines)
    return sum(times > 1 for times in pieces.values()) * 3 > len(pieces)


def _ruled_above(page: PageLines, line: Line, below: Sequence[Line], rules: Sequence[Bar]) -> bool:
    """Whether a short line is drawn above the first note; where more lines follow below it, they draw a table."""
    above = [
        bar
        for bar in rules
        if -1 <= line.top - bar.top < 2.2 * line.size and 30 < bar.right - bar.left < 0.45 * page.width and not line.underlined
    ]
    last = max(other.bottom for other in below)
    return bool(above) and not any(line.top < bar.top < last and bar.covers(above[0].left, above[0].right) for bar in rules)


def label_and_words(text: str) -> tuple[str | None, str]:
    """Mark and words of a footnote's first line."""
    found = re.match(r"(\*{1,4}|[†‡]|\d{1,3}|[٠-٩]{1,3})[.)]?\s+(?=\S)", text) or re.match(r"(\*{1,4})(?=\S)", text)
    return (found.group(1), text[found.end() :].strip()) if found else (None, text)

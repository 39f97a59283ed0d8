"""Which rows at the head or foot of pages repeat themselves by rule, and not by chance as headings do."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from article60.sources.documents.labels import EUROPEAN
from article60.sources.documents.pdf.lines import Line
from article60.sources.documents.pdf.page import PageLines

# Of the rows at a height of running heads more than MOSTLY repeat themselves; one that is text too stands on OFTEN of them.
MOSTLY, OFTEN = 0.6, 0.4
# So ends a line of text, and no running head or foot.
_GOES_ON = re.compile(r"[;,:；،؛，：]$")
Spot = tuple[str, int]
Bands = Mapping[tuple[int, bool], Sequence[Sequence[Line]]]


def shape(row: Sequence[Line]) -> str:
    """The words of a row without regard to case and figures."""
    joined = " ".join(sorted(line.text for line in row))
    return re.sub(r"\d+", "#", joined.translate(EUROPEAN)).casefold()


def _places(row: Sequence[Line]) -> tuple[int, int]:
    """Height of a row in steps of four points, rounded both ways so that neighbours meet."""
    return int(row[0].baseline // 4), int((row[0].baseline + 2) // 4)


def repeated(pages: Sequence[PageLines], bands: Bands) -> set[Spot]:
    """Texts (figures left out), each with a height at which it stands on several pages and most other rows repeat too.

    A text that also stands between head and foot of a page is a heading or a question of a form, unless a good part of the
    pages repeats it at one height, and more of them than hold it further in: headings fall to the top of a page by chance,
    running heads by rule. A row of several pieces that stands further in is the head of a table.
    """
    seen = Counter(spot for rows in bands.values() for row in rows for spot in spots(row))
    inner = [spots(row) for (index, _), rows in bands.items() if index > 0 for row in rows]
    there = Counter(place for row in inner for _, place in row)
    again = Counter(place for row in inner for text, place in row if seen[text, place] > 1)
    within = _within(pages, bands)
    several = {shape(row) for rows in bands.values() for row in rows if len(row) > 1}
    return {
        (text, place)
        for (text, place), times in seen.items()
        if times > 1
        and not _GOES_ON.search(text)
        and again[place] > MOSTLY * there[place]
        and (not within[text] or (text not in several and times >= OFTEN * there[place] and times > within[text]))
    }


def spots(row: Sequence[Line]) -> set[Spot]:
    """The words of a row at each of its heights."""
    return {(shape(row), place) for place in _places(row)}


def _within(pages: Sequence[PageLines], bands: Bands) -> Counter[str]:
    """How many pages hold a text between the bands; of the cover only rows of several pieces count, as heads of tables."""
    edges = {id(line) for rows in bands.values() for row in rows for line in row}
    found: Counter[str] = Counter()
    for page in pages:
        rows: dict[int, list[Line]] = {}
        for line in page.lines:
            if id(line) not in edges:
                rows.setdefault(line.row, []).append(line)
        whole = {shape(row) for row in rows.values() if page.index > 0 or len(row) > 1}
        found.update(whole | {shape([line]) for row in rows.values() for line in row if page.index > 0})
    return found

"""Which rows at the head or foot of pages repeat themselves by rule, and not by chance as headings do."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from article60.sources.documents.labels import EUROPEAN
from article60.sources.documents.pdf.lines import Line
from article60.sources.documents.pdf.page import PageLines

# Of the rows at a height of running heads more than MOSTLY repeat themselves; one that is text too stands on OFTEN of them.
MOSTLY, OFTEN = 0.6, 0.4
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

    A text that also stands between head and foot of a page is a heading, unless a good part of the pages repeats it: headings
    fall to the top of a page by chance, running heads by rule.
    """
    seen = Counter(spot for rows in bands.values() for row in rows for spot in spots(row))
    inner = [spots(row) for (index, _), rows in bands.items() if index > 0 for row in rows]
    there = Counter(place for row in inner for _, place in row)
    again = Counter(place for row in inner for text, place in row if seen[text, place] > 1)
    within = _within(pages, bands)
    return {
        (text, place)
        for (text, place), times in seen.items()
        if times > 1 and again[place] > MOSTLY * there[place] and (text not in within or times >= OFTEN * there[place])
    }


def spots(row: Sequence[Line]) -> set[Spot]:
    """The words of a row at each of its heights."""
    return {(shape(row), place) for place in _places(row)}


def _within(pages: Sequence[PageLines], bands: Bands) -> set[str]:
    """Texts of the lines between the bands, the cover left out."""
    edges = {id(line) for rows in bands.values() for row in rows for line in row}
    return {shape([line]) for page in pages if page.index > 0 for line in page.lines if id(line) not in edges}

"""Tells the review cycle and its year: from the symbol, from what the body says, and from the chapters reviewed."""

import re
from collections.abc import Sequence

from article60.domain.passage import Passage
from article60.domain.provision import cycle_of
from article60.extraction.documents.phrases import find
from article60.extraction.documents.sections import Placed
from article60.extraction.documents.sentences import sentences
from article60.extraction.documents.symbols import cycle_in
from article60.text.normalise import fold

_YEARS = range(1, 6)
_CYCLE_YEARS = re.compile(r"\b(20[12]\d)\s?-\s?(20[12]\d)\b")
_OPENING = 40


def cycle_and_year(
    passages: Sequence[Passage], *, symbol: str | None, placed: Sequence[Placed], tongues: Sequence[str]
) -> tuple[int | None, int | None, list[str]]:
    """Cycle, year of the cycle, and doubts where symbol and body disagree; None for what nothing tells."""
    cycle, year = cycle_in(symbol)
    by_chapters = _by_chapters(placed)
    known = cycle or by_chapters
    said = [pair for pair in _said(passages, tongues) if known is None or pair[0] in (None, known)]
    doubts = []
    if cycle is not None and by_chapters not in (None, cycle):
        doubts.append(f"the symbol is of cycle {cycle}, the chapters are those of cycle {by_chapters}")
    years = [said_year for _, said_year in said if said_year is not None]
    if year is not None and years and year not in years:
        doubts.append(f"the symbol is of year {year} of the cycle, the text says year {years[0]}")
    if known is None and said:
        known = said[0][0]
    return known or _by_dates(passages), year or (years[0] if years else None), doubts


def _by_chapters(placed: Sequence[Placed]) -> int | None:
    cycles = {cycle_of(each.place.chapter) for each in placed if each.place.chapter} - {None}
    return cycles.pop() if len(cycles) == 1 else None


def _said(passages: Sequence[Passage], tongues: Sequence[str]) -> list[tuple[int | None, int | None]]:
    """Cycle and year as each sentence near the beginning says them, the sentence on the present review first."""
    found = []
    for passage in passages[: 2 * _OPENING]:
        if passage.kind == "footnote":
            continue
        for start, end in sentences(passage.text):
            folded = fold(passage.text[start:end])
            cycle = next((n for n in (1, 2) if find(folded, "head_words", f"cycle_{n}", tongues)), None)
            year = next((n for n in _YEARS if find(folded, "head_words", f"year_{n}", tongues)), None)
            if cycle is not None:
                found.append((find(folded, "head_words", "present", tongues) is None, cycle, year))
    return [(cycle, year) for _, cycle, year in sorted(found, key=lambda each: each[0])]


def _by_dates(passages: Sequence[Passage]) -> int | None:
    """The cycle whose years a title gives, as `for the review cycle 2010-2015`."""
    for passage in passages[:_OPENING]:
        years = _CYCLE_YEARS.search(fold(passage.text))
        if years is not None:
            return 1 if int(years.group(1)) < 2015 else 2
    return None

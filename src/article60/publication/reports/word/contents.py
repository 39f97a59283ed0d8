"""The list of headings: a field that Word brings up to date, with the headings already in it.

Nobody knows the pages before Word has laid the text out. Word could be told to ask at once whether it may bring fields up to
date, but the question sounds like a warning to whoever opens the file; so the list is of headings that lead to their places,
and the pages come when an author updates it (right click, or F9), or prints.
"""

from collections.abc import Iterator, Sequence

from article60.publication.reports.model import Contents, Report, Text
from article60.publication.reports.word.runs import Runs
from article60.publication.reports.word.xml import Element, letters, paragraph, w

LEVELS = 2
_FIRST = 60_000_000


def anchor(place: int) -> str:
    """The name of the bookmark of a heading, by its place among the headings from 0."""
    return f"_Toc{_FIRST + place}"


def headings(report: Report) -> list[Text]:
    """The headings of a report in their order."""
    return [block for block in report.blocks if isinstance(block, Text) and block.kind == "heading"]


def contents(block: Contents, runs: Runs) -> list[Element]:
    """The list under its title, as Word keeps it: with a handle to update it."""
    listed = [(place, one) for place, one in enumerate(headings(runs.report)) if one.level <= LEVELS]
    entries = list(_entries(listed, runs))
    part = w("docPartObj", w("docPartGallery", val="Table of Contents"), w("docPartUnique"))
    content = w("sdtContent", paragraph("TOCHeading", *runs.words(block.title)), *entries)
    return [w("sdt", w("sdtPr", w("id", val=_FIRST), part), content)]


def _entries(listed: Sequence[tuple[int, Text]], runs: Runs) -> Iterator[Element]:
    start = [_mark("begin"), _instruction(f' TOC \\o "1-{LEVELS}" \\h \\z \\u '), _mark("separate")]
    for number, (place, heading) in enumerate(listed):
        link = w("hyperlink", *runs.plain(heading.line), anchor=anchor(place), history=1)
        last = [_mark("end")] if number == len(listed) - 1 else []
        yield paragraph(f"Toc{heading.level}", *(start if number == 0 else []), link, *last)


def _mark(kind: str) -> Element:
    return w("r", w("fldChar", fldCharType=kind))


def _instruction(words: str) -> Element:
    return w("r", letters("w:instrText", words))

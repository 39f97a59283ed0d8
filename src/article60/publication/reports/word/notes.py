"""The footnotes of a Word file."""

from article60.publication.reports.word.runs import REFERENCE_STYLE, Runs
from article60.publication.reports.word.xml import Element, paragraph, part, run_properties, w

SEPARATORS = (("separator", -1), ("continuationSeparator", 0))
TEXT_STYLE = "FootnoteText"


def footnotes(runs: Runs) -> bytes:
    """The part that holds the report's notes, numbered from 1 in their order."""
    rules = [w("footnote", w("p", w("r", w(kind))), type=kind, id=place) for kind, place in SEPARATORS]
    notes = [_note(number, words, runs) for number, words in enumerate(runs.report.notes, start=1)]
    return part(w("footnotes", *rules, *notes))


def _note(number: int, words: str, runs: Runs) -> Element:
    mark = w("r", run_properties(w("rStyle", val=REFERENCE_STYLE)), w("footnoteRef"))
    return w("footnote", paragraph(TEXT_STYLE, mark, w("r", w("tab")), *runs.words(words)), id=number)

"""The lines of a passage in which the quoted words stand."""

from collections.abc import Callable
from dataclasses import replace

from article60.domain.passage import Passage
from article60.extraction.documents.evidence import covered, printed_page

_LINES = ((3, 50.0, 700.0, 450.0, 712.0), (3, 50.0, 714.0, 450.0, 726.0), (4, 50.0, 60.0, 450.0, 72.0))


def test_words_in_the_last_third_stand_on_the_last_line(page: Callable[[str, str], list[Passage]]) -> None:
    passage = replace(page("P | " + "word " * 60, "en")[0], boxes=_LINES, page=12, page_index=3)
    length = len(passage.text)

    assert covered(passage, length - 20, length) == _LINES[2:]
    assert covered(passage, 0, 20) == _LINES[:1]
    assert covered(passage, 0, length) == _LINES


def test_printed_page_is_counted_on_over_a_page_break(page: Callable[[str, str], list[Passage]]) -> None:
    passage = replace(page("P | words", "en")[0], page=12, page_index=3)

    assert printed_page(passage, _LINES[2:]) == 13
    assert printed_page(replace(passage, page=None), _LINES) is None

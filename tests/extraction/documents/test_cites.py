"""Provisions as words cite them."""

import pytest

from article60.extraction.documents.cites import cites, finest


@pytest.mark.parametrize(
    ("named", "left"),
    [
        (("32", "32(1)", "32(2)"), ("32(1)", "32(2)")),
        (("32(1)", "9", "32"), ("32(1)", "9")),
        (("46(9)", "46(9)(b)"), ("46(9)", "46(9)(b)")),
        (("9", "8", "9"), ("9", "8")),
        ((), ()),
    ],
)
def test_article_gives_way_to_its_paragraphs(named: tuple[str, ...], left: tuple[str, ...]) -> None:
    assert finest(named) == left


def test_paragraph_of_the_article_is_of_the_article_above() -> None:
    assert cites("Training on paragraph 4 of the article", language="en", carried="46") == ("46(4)",)

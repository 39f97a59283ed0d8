"""What a person should look at is named with its words, and what is clear is not."""

from collections.abc import Callable

import pytest

from article60.domain.passage import Passage
from article60.extraction.documents import extract

_ABOVE = "H2 | Ndara\nH3 2. | Chapter III: criminalization and law enforcement\nH4 {heading}\nP | {text}"
_NEEDS, _OBSERVATIONS = "2.4. | Technical assistance needs", "2.1. | Observations on the implementation of the articles"


def notes(page: Callable[[str, str], list[Passage]], heading: str, text: str) -> list[str]:
    passages = page(_ABOVE.format(heading=heading, text=text), "en")
    found = extract(passages, file="f.txt", sha256="0" * 64, media_type="text/plain", pages=None)
    return [note for note in found.document.notes if "«" in note]


def test_sentence_under_the_needs_heading_that_was_read_as_nothing_is_named(page: Callable[..., list[Passage]]) -> None:
    found = notes(page, _NEEDS, "Nobody there has ever seen a beneficial owner from close by.")

    assert found == [
        "page 1, under the needs heading, read as nothing: «Nobody there has ever seen a beneficial owner from close by.»"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Training of judges is needed (art. 11).",
        "Ndara thanked UNODC for its support.",
        "The following needs were identified:",
        "No technical assistance needs were identified.",
        "See above.",
    ],
)
def test_what_is_clear_under_the_needs_heading_raises_no_doubt(page: Callable[..., list[Passage]], text: str) -> None:
    assert notes(page, _NEEDS, text) == []


def test_wish_for_assistance_outside_the_needs_sections_is_named(page: Callable[..., list[Passage]]) -> None:
    found = notes(page, _OBSERVATIONS, "Ndara would welcome technical assistance in training its judges.")

    assert [note.split(":")[0] for note in found] == ["page 1, outside the needs sections, may state a need"]


def test_recommendation_raises_no_doubt(page: Callable[..., list[Passage]]) -> None:
    assert notes(page, _OBSERVATIONS, "It is recommended that Ndara seek technical assistance for training its judges.") == []

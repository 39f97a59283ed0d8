"""Places that words cite, and the provisions of the Convention for which they stand."""

from collections.abc import Iterator
from dataclasses import dataclass

from article60.domain.provision import exists


@dataclass(frozen=True, slots=True)
class Part:
    """What is cited within an article: a paragraph, subparagraphs as letters, or both; neither is the whole article."""

    paragraph: int | None = None
    letters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """An article as cited, and the part of it."""

    article: int
    part: Part = Part()


WHOLE = Part()


def provision_of(place: Place) -> str | None:
    """The clause cited, or the nearest one above it that the Convention has; None where there is no such article."""
    return next((written for written in _written(place) if exists(written)), None)


def exact(place: Place) -> bool:
    """Whether the Convention has just this clause."""
    return exists(next(_written(place)))


def _written(place: Place) -> Iterator[str]:
    """The place as `46(9)(b)`, then the clauses above it, nearest first."""
    article, paragraph, letters = str(place.article), place.part.paragraph, place.part.letters
    numbered = article if paragraph is None else f"{article}({paragraph})"
    for count in range(len(letters), 0, -1):
        yield numbered + "".join(f"({letter})" for letter in letters[:count])
    yield numbered
    # "art. 15, para. 1 (a)": the article has no numbered paragraphs, but it has the letter
    if letters:
        yield f"{article}({letters[0]})"
    yield article

"""Finds the body that would benefit from the assistance, where it is named with a definite name."""

import re
from functools import cache

from article60.extraction.documents.nominative import nominative
from article60.extraction.documents.parties import with_article
from article60.extraction.documents.phrases import compiled, rows
from article60.text.normalise import fold


def beneficiary(text: str, language: str) -> str | None:
    """The body as printed, without its article (in Russian in the nominative); None for bodies in general, laws, or none."""
    if is_general(text, language):
        return None
    found = (_named(part, text, language) for part in ("acronym", "subject", "body", "common"))
    return next((name for name in found if name is not None), None)


def _named(part: str, text: str, language: str) -> str | None:
    pattern, bodies = _pattern(part, language), compiled("bodies", None, language)
    if pattern is None or bodies is None:
        return None
    for found in pattern.finditer(text):
        name = found["name"].strip(" .,;")
        if (part == "acronym" or bodies.search(fold(name))) and not _gives(name, language) and not _is_law(found, language):
            return nominative(name, bodies) if language == "ru" else without_article(with_article(name), language)
    return None


def is_general(text: str, language: str) -> bool:
    """Whether the words speak of bodies in general: those responsible for something, all of them."""
    generic = _pattern("generic", language)
    return generic is not None and generic.search(text) is not None


def without_article(name: str, language: str) -> str:
    """The name of a body without the article before it; in Arabic it is part of the name."""
    article = _pattern("article", language)
    return name if article is None else article.sub("", name, count=1)


def _is_law(found: re.Match[str], language: str) -> bool:
    """Whether the name is that of a law or plan, or stands in the title of one: `the Act on Corporate Bodies`."""
    law, title = _pattern("law", language), _pattern("of_law", language)
    before = found.string[: found.start("name")]
    return (law is not None and law.match(found.string, found.start("name")) is not None) or (
        title is not None and title.search(before) is not None
    )


def _gives(name: str, language: str) -> bool:
    """Whether the name is that of an organisation that gives assistance."""
    givers = compiled("providers", None, language)
    return givers is not None and givers.match(fold(name)) is not None


@cache
def _pattern(part: str, language: str) -> re.Pattern[str] | None:
    """The pattern of `beneficiaries.csv`, which is over text as printed: capitals tell a name."""
    chosen = (row["pattern"] for row in rows("beneficiaries") if row["part"] == part and row["language"] == language)
    pattern = next(chosen, None)
    return None if pattern is None else re.compile(pattern)

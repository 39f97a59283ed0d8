"""Finds the body that would benefit from the assistance, where it is named with a definite name."""

import re
from functools import cache

from article60.extraction.documents.nominative import nominative
from article60.extraction.documents.parties import with_article
from article60.extraction.documents.phrases import compiled, rows
from article60.text.normalise import fold


def beneficiary(text: str, language: str) -> str | None:
    """The body as printed (with its article in English, in the nominative in Russian); None for bodies in general or none."""
    generic = _pattern("generic", language)
    if generic is not None and generic.search(text):
        return None
    found = (_named(part, text, language) for part in ("acronym", "subject", "body", "common"))
    return next((name for name in found if name is not None), None)


def _named(part: str, text: str, language: str) -> str | None:
    pattern, bodies = _pattern(part, language), compiled("bodies", None, language)
    if pattern is None or bodies is None:
        return None
    for found in pattern.finditer(text):
        name = found["name"].strip(" .,;")
        if (part == "acronym" or bodies.search(fold(name))) and not _gives(name, language):
            named = nominative(name, bodies) if language == "ru" else with_article(name)
            return f"{found['article'] or ''}{named}"
    return None


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

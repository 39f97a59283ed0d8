"""Notions: the same idea whatever words name it, in six languages."""

from collections.abc import Sequence
from functools import cache

from article60.text.data import rows
from article60.text.lexicon import Entry, Lexicon
from article60.text.normalise import fold_with_offsets, is_chinese

Span = tuple[int, int]

Place = tuple[str, int, int]
"""A notion, and where in folded text what names it starts and ends."""


def places(folded: str, languages: Sequence[str]) -> list[Place]:
    """Where a folded text in one of the languages names notions."""
    return [(entry.label, start, end) for language in languages for start, end, entry in _lexicon(language).spans(folded)]


def notions(folded: str, languages: Sequence[str]) -> list[tuple[str, Span]]:
    """The notions that a folded text in one of the languages names, and the whole words that name them."""
    return [(notion, _whole_words(folded, start, end)) for notion, start, end in places(folded, languages)]


def printed(text: str, found: Sequence[Place]) -> dict[str, str]:
    """Notions that stand in these places of the folded text, each with the words, as printed, that first name it."""
    if not found:
        return {}
    way_back, first = fold_with_offsets(text), dict[str, Span]()
    for notion, start, end in found:
        span = _whole_words(way_back.text, start, end)
        first[notion] = min(first.get(notion, span), span)
    there = {notion: way_back.span(*span) for notion, span in first.items()}
    return {notion: text[start:end] for notion, (start, end) in sorted(there.items(), key=lambda one: one[1])}


@cache
def _lexicon(language: str) -> Lexicon:
    named = (row for row in rows("notions") if row["language"] == language)
    return Lexicon(Entry(term, label=row["notion"]) for row in named for term in row["terms"].split("|"))


def _whole_words(folded: str, start: int, end: int) -> Span:
    """The span with the clitics before it and the ending after it."""
    while start and _goes_on(folded[start - 1], folded[start]):
        start -= 1
    while end < len(folded) and _goes_on(folded[end - 1], folded[end]):
        end += 1
    return start, end


def _goes_on(one: str, following: str) -> bool:
    return one.isalpha() and following.isalpha() and not is_chinese(one) and not is_chinese(following)

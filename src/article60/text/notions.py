"""Notions: the same idea whatever words name it, in six languages."""

from collections.abc import Sequence
from functools import cache

from article60.text.data import rows
from article60.text.lexicon import Entry, Lexicon
from article60.text.normalise import fold, fold_with_offsets, is_chinese

Span = tuple[int, int]


def notions(folded: str, languages: Sequence[str]) -> list[tuple[str, Span]]:
    """The notions that a folded text in one of the languages names, and the whole words that name them."""
    found = (hit for language in languages for hit in _lexicon(language).spans(folded))
    return [(entry.label, _whole_words(folded, start, end)) for start, end, entry in found]


def ideas(folded: str, languages: Sequence[str]) -> frozenset[str]:
    """The notions alone that a folded text in one of the languages names."""
    return frozenset(entry.label for language in languages for _, _, entry in _lexicon(language).spans(folded))


def named(text: str, languages: Sequence[str]) -> dict[str, str]:
    """The notions that a text in one of the languages names, each with the words, as printed, that first name it."""
    found: dict[str, tuple[int, int]] = {}
    for notion, span in notions(fold(text), languages):
        found[notion] = min(found.get(notion, span), span)
    if not found:
        return {}
    way_back = fold_with_offsets(text)
    places = {notion: way_back.span(*span) for notion, span in found.items()}
    return {notion: text[start:end] for notion, (start, end) in sorted(places.items(), key=lambda one: one[1])}


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

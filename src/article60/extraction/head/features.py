"""Cuts folded text into what the head weighs: short runs of letters within words, and notions named by whole terms."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from article60.extraction import rulebook
from article60.text.lexicon import Entry, Lexicon
from article60.text.normalise import CHINESE, is_chinese

Span = tuple[int, int]

# The edge of a word; the sign itself stands in no word.
_EDGE = "_"
_PIECE = re.compile(rf"[{CHINESE}]+|[^\W\d_{CHINESE}]+")
_LETTERS = range(2, 6)
_CHARACTERS = range(1, 4)


def pieces(folded: str) -> Iterator[tuple[int, str]]:
    """The words of a folded text and where each begins; Chinese characters that stand together are one piece."""
    return ((found.start(), found.group()) for found in _PIECE.finditer(folded))


def ngrams(piece: str) -> list[tuple[str, Span]]:
    """The runs of letters in a piece and the place each speaks for: the whole word; in Chinese the characters themselves."""
    if is_chinese(piece[0]):
        return [(piece[i : i + n], (i, i + n)) for n in _CHARACTERS for i in range(len(piece) - n + 1)]
    word, whole = f"{_EDGE}{piece}{_EDGE}", (0, len(piece))
    return [(word[i : i + n], whole) for n in _LETTERS for i in range(len(word) - n + 1)]


def notions(folded: str, languages: Sequence[str]) -> list[tuple[str, Span]]:
    """The notions that a folded text in one of the languages names, and the whole words that name them."""
    found = (hit for language in languages for hit in _lexicon(language).spans(folded))
    return [(entry.label, _whole_words(folded, start, end)) for start, end, entry in found]


@cache
def _lexicon(language: str) -> Lexicon:
    rows = (row for row in rulebook.table("notions") if row["language"] == language)
    return Lexicon(Entry(term, label=row["notion"]) for row in rows for term in row["terms"].split("|"))


def _whole_words(folded: str, start: int, end: int) -> Span:
    """The span with the clitics before it and the ending after it."""
    while start and _goes_on(folded[start - 1], folded[start]):
        start -= 1
    while end < len(folded) and _goes_on(folded[end - 1], folded[end]):
        end += 1
    return start, end


def _goes_on(one: str, following: str) -> bool:
    return one.isalpha() and following.isalpha() and not is_chinese(one) and not is_chinese(following)

"""Cuts folded text into what the head weighs beside notions: short runs of letters within words."""

import re
from collections.abc import Iterator

from article60.text.normalise import CHINESE, is_chinese

Span = tuple[int, int]

# The edge of a word; the sign itself stands in no word.
_EDGE = "_"
_PIECE = re.compile(rf"[{CHINESE}]+|[^\W\d_{CHINESE}]+")
# The same in text of ASCII alone, found in half the time.
_ASCII_PIECE = re.compile("[A-Za-z]+")
_LETTERS = range(2, 6)
_CHARACTERS = range(1, 4)


def pieces(folded: str) -> list[str]:
    """The words of a folded text; Chinese characters that stand together are one piece."""
    return _pattern(folded).findall(folded)


def pieces_and_places(folded: str) -> Iterator[tuple[int, str]]:
    """The pieces of a folded text and where each begins."""
    return ((found.start(), found.group()) for found in _pattern(folded).finditer(folded))


def _pattern(folded: str) -> re.Pattern[str]:
    return _ASCII_PIECE if folded.isascii() else _PIECE


def ngrams(piece: str) -> list[tuple[str, Span]]:
    """The runs of letters in a piece and the place each speaks for: the whole word; in Chinese the characters themselves."""
    if is_chinese(piece[0]):
        return [(piece[i : i + n], (i, i + n)) for n in _CHARACTERS for i in range(len(piece) - n + 1)]
    word, whole = f"{_EDGE}{piece}{_EDGE}", (0, len(piece))
    return [(word[i : i + n], whole) for n in _LETTERS for i in range(len(word) - n + 1)]

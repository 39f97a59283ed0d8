"""How much room words take in a chart, near enough to break them into lines: no font is asked."""

import unicodedata
from collections.abc import Iterator

SIZE = 13
"""Height of letters, in pixels; the smallest size of words on the site."""

_MARKS = frozenset(("Mn", "Me", "Cf"))
_ISOLATE, _POP = "\N{RIGHT-TO-LEFT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"


def room(words: str) -> float:
    """Width of words in one line, in pixels, rather too much than too little."""
    return sum(_room(letter) for letter in words) * SIZE


def lines(words: str, *, within: float) -> list[str]:
    """Words in as many lines as they need; a language written without blanks breaks between any two letters."""
    return list(_lines(words, within))


def directed(words: str, *, rtl: bool) -> str:
    """Words that run from right to left, whatever the picture around them does."""
    return f"{_ISOLATE}{words}{_POP}" if rtl and words else words


def breaks_anywhere(words: str) -> bool:
    """Whether words are written without blanks, with letters that are all as wide as high."""
    return any(unicodedata.east_asian_width(letter) in "WF" for letter in words)


def _room(letter: str) -> float:
    if unicodedata.category(letter) in _MARKS:
        return 0
    if unicodedata.east_asian_width(letter) in "WF":
        return 1
    if letter in " .,:;'’|()-ijlItf":
        return 0.36
    return 0.66 if letter.isupper() or "\u0400" <= letter <= "\u04ff" else 0.58


def _lines(words: str, within: float) -> Iterator[str]:
    line = ""
    for piece in _pieces(words):
        if line and room((line + piece).strip()) > within:
            yield line.strip()
            line = ""
        line += piece
    yield line.strip()


def _pieces(words: str) -> list[str]:
    if breaks_anywhere(words):
        return list(words)
    return [f"{word} " for word in words.split()]

"""Where on a page quoted words stand: lines narrowed to the letters that the words are made of."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from sys import maxsize

import pypdfium2 as pdfium

from article60.sources.documents.blocks import PageBox
from article60.sources.documents.pdf import order
from article60.sources.documents.pdf.glyphs import Glyph, Letters, glyphs
from article60.text.normalise import fold

_EDGE = 0.3  # points by which a letter may lie outside the line that it belongs to
_OPENING = "([{（［【《«<"
_BRACKETS = str.maketrans({**dict.fromkeys(_OPENING, "("), **dict.fromkeys(")]}）］】》»>", "(")})
# Letters in a row that are no chance where words cannot be found as a whole, and the share of the words that must be found.
_NO_CHANCE, _ENOUGH = 6, 0.8


@dataclass(frozen=True, slots=True)
class Wanted:
    """Quoted words, the lines that are said to hold them, and all lines of the passages from which they come, in order."""

    quote: str
    stated: tuple[PageBox, ...]
    lines: tuple[PageBox, ...]


@dataclass(frozen=True, slots=True)
class _Letter:
    """One folded letter, which of the lines it stands in, and its left and right edge in points."""

    text: str
    line: int
    left: float
    right: float


@lru_cache(maxsize=4096)
def letters_of(text: str) -> str:
    """Text reduced to what stays when lines are joined: folded, without blanks, hyphens, borders; brackets turn in Arabic."""
    return "".join(c for c in fold(text).translate(_BRACKETS) if not c.isspace() and c not in "-|")


def letters_on(document: pdfium.PdfDocument, wanted: Sequence[Wanted]) -> Letters:
    """Letters of the pages on which the quotes are said to stand."""
    pages = sorted({line[0] for one in wanted for line in one.lines})
    return {index: glyphs(document, index) for index in pages if index < len(document)}


def marked(letters: Letters, wanted: Sequence[Wanted]) -> Iterator[tuple[PageBox, ...]]:
    """Yield for each quote one box a line that covers its words alone; the lines as stated where the page does not tell."""
    pages = {line[0] for one in wanted for line in one.lines}
    drawn = {index: _Drawn(letters[index]) for index in pages if index in letters}
    for one in wanted:
        yield _marked(one, [letter for n, line in enumerate(one.lines) for letter in _letters(drawn, n, line)])


class _Drawn:
    """Letters of a page, found by height: a line asks for a few of the thousands."""

    def __init__(self, glyphs: Sequence[Glyph]) -> None:
        self.glyphs = glyphs
        self.by_height = sorted(((g.top + g.bottom) / 2, place) for place, g in enumerate(glyphs))

    def within(self, line: PageBox) -> list[Glyph]:
        """Those whose middle lies in a line, in stream order."""
        _, left, top, right, bottom = line
        first, last = bisect_left(self.by_height, (top - _EDGE, -1)), bisect_right(self.by_height, (bottom + _EDGE, maxsize))
        held = (self.glyphs[place] for place in sorted(place for _, place in self.by_height[first:last]))
        return [g for g in held if left - _EDGE <= (g.left + g.right) / 2 <= right + _EDGE]


def _letters(drawn: Mapping[int, _Drawn], number: int, line: PageBox) -> Iterator[_Letter]:
    """Letters of a line in logical order."""
    held = drawn[line[0]].within(line) if line[0] in drawn else []
    backwards = sum(order.is_right_to_left(g.text) for g in held) * 2 > sum(g.text.isalpha() for g in held)
    for glyph in order.right_to_left(held, swap=False) if backwards else order.left_to_right(held):
        for text in letters_of(glyph.text):
            yield _Letter(text, number, glyph.left, glyph.right)


def _marked(one: Wanted, letters: Sequence[_Letter]) -> tuple[PageBox, ...]:
    whole, words = "".join(letter.text for letter in letters), letters_of(one.quote)
    if not words or not whole:
        return one.stated
    places = list(_places(whole, words))
    if places:
        stated = set(one.stated)
        held = [sum(one.lines[letter.line] in stated for letter in letters[at : at + len(words)]) for at in places]
        at = places[held.index(max(held))]
        return _boxes(one.lines, letters[at : at + len(words)])
    if Counter(whole) == Counter(words):  # cells of a table, line by line
        return one.lines
    return _pieces(one, letters, words) or one.stated


def _places(whole: str, words: str) -> Iterator[int]:
    at = whole.find(words)
    while at >= 0:
        yield at
        at = whole.find(words, at + 1)


def _pieces(one: Wanted, letters: Sequence[_Letter], words: str) -> tuple[PageBox, ...]:
    """Lines, each narrowed to what of it stands in the words; none where that is not nearly all of them."""
    found: list[_Letter] = []
    for number in range(len(one.lines)):
        line = [letter for letter in letters if letter.line == number]
        text = "".join(letter.text for letter in line)
        if text in words:
            found.extend(line)
            continue
        for block in SequenceMatcher(None, text, words, autojunk=False).get_matching_blocks():
            if block.size >= _NO_CHANCE or block.size * 2 > len(text):
                found.extend(line[block.a : block.a + block.size])
    return _boxes(one.lines, found) if _ENOUGH * len(words) <= len(found) else ()


def _boxes(lines: Sequence[PageBox], letters: Sequence[_Letter]) -> tuple[PageBox, ...]:
    """One box for each line in which some of the letters stand, as high as the line, as wide as the letters."""
    held: dict[int, list[_Letter]] = {}
    for letter in letters:
        held.setdefault(letter.line, []).append(letter)
    return tuple(_box(lines[number], some) for number, some in sorted(held.items()))


def _box(line: PageBox, letters: Sequence[_Letter]) -> PageBox:
    page, _, top, _, bottom = line
    left, right = min(letter.left for letter in letters), max(letter.right for letter in letters)
    return page, round(left, 1), top, round(right, 1), bottom

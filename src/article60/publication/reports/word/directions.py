"""Where a line of words turns its direction, so that symbols, dates and words of other scripts stand as they are read."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

LRM, RLM = "\N{LEFT-TO-RIGHT MARK}", "\N{RIGHT-TO-LEFT MARK}"
_OPENED = re.compile("([\u2066\u2067\u2068])([^\u2066-\u2069]*)\u2069")
_SAYS = {"\N{LEFT-TO-RIGHT ISOLATE}": "L", "\N{RIGHT-TO-LEFT ISOLATE}": "R"}
_RIGHT = frozenset(("R", "AL"))
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBER = re.compile(r"([0-9]+(?:[.,\u00a0\u202f][0-9]+)*)")
_CLOSING = {")": "(", "]": "[", "}": "{"}


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one direction. `number`: digits within words that run from right to left."""

    text: str
    rtl: bool
    number: bool = False


def pieces(words: str, *, rtl: bool) -> Iterator[Piece]:
    """Words in pieces of one direction, within a line that runs from right to left or does not.

    An isolate becomes a piece of its own, in the direction that it says or, where it says none, of its first letter. What has
    no letter and no figure, as a dash between two names, is held to the direction of the line.
    """
    if rtl and words.strip() and not any(_side(letter) or letter.isdigit() for letter in words):
        yield Piece(f"{RLM}{words}{RLM}", True)
        return
    for text, from_the_right in _parts(words, rtl=rtl):
        if from_the_right:
            yield from (Piece(one, not place % 2, bool(place % 2)) for place, one in enumerate(_NUMBER.split(text)) if one)
        else:
            yield Piece(text, False)


def _parts(words: str, *, rtl: bool) -> Iterator[tuple[str, bool]]:
    at = 0
    for isolated in _OPENED.finditer(words):
        yield from _turns(words[at : isolated.start()], rtl=rtl)
        yield from _one(isolated[2], says=_SAYS.get(isolated[1]), rtl=rtl)
        at = isolated.end()
    yield from _turns(words[at:], rtl=rtl)


def _one(words: str, *, says: str | None, rtl: bool) -> Iterator[tuple[str, bool]]:
    first = says or next((side for side in map(_side, words) if side), "R" if rtl else "L")
    if words:
        yield _kept(words) if rtl and first == "L" else words, first == "R"


def _turns(words: str, *, rtl: bool) -> Iterator[tuple[str, bool]]:
    at = 0
    for start, end in _other_way(words, rtl=rtl):
        if start > at:
            yield words[at:start], rtl
        yield _kept(words[start:end]) if rtl else words[start:end], not rtl
        at = end
    if at < len(words):
        yield words[at:], rtl


def _kept(words: str) -> str:
    """Words that run from left to right whatever stands beside them, marked where they begin or end with no letter."""
    return f"{'' if _side(words[0]) else LRM}{words}{'' if _side(words[-1]) or words[-1].isdigit() else LRM}"


def _other_way(words: str, *, rtl: bool) -> Iterator[tuple[int, int]]:
    """Stretches that run against the line: from their first letter to their last one or its number, with their brackets."""
    other = "L" if rtl else "R"
    start = end = -1
    for place, letter in enumerate(words):
        side = _side(letter)
        if side == other or (rtl and start < 0 and _DAY.match(words, place)):
            start, end = (_from(words, place) if start < 0 else start), max(end, place + 1)
        elif side and start >= 0:
            yield start, end
            start = end = -1
        elif start >= 0 and (letter.isdigit() or (_CLOSING.get(letter, "") in words[start:place] and letter in _CLOSING)):
            end = place + 1
    if start >= 0:
        yield start, end


def _from(words: str, place: int) -> int:
    """Where the token begins whose first letter stands at a place: its digits and strokes belong to it."""
    while place and (words[place - 1].isdigit() or words[place - 1] in "-/._"):
        place -= 1
    return place


def _side(letter: str) -> str:
    """`L` or `R` of a letter; empty of what takes the direction around it."""
    kind = unicodedata.bidirectional(letter)
    return "L" if kind == "L" else "R" if kind in _RIGHT else ""

"""Glyphs of one line into reading order: right-to-left scripts made logical, ligatures undone, marks attached."""

import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise

from article60.sources.documents.pdf.glyphs import Glyph

_ALEFS = frozenset("اأإآٱ")
_OPEN_CLOSE = str.maketrans("()[]{}<>«»（）［］【】《》", ")(][}{><»«）（］［】【》《")
_OPENING, _CLOSING = "([{«（［【《", ")]}»）］】》"


def is_right_to_left(text: str) -> bool:
    """Whether a character belongs to a script that runs from right to left."""
    return any("\u0590" <= c <= "\u08ff" for c in text)


def ligatures_reversed(glyphs: Sequence[Glyph]) -> bool:
    """Whether ligatures came out back to front: an alef before the lam with which it shares one box (never so in writing)."""
    return any(a.text in _ALEFS and b.text == "ل" and _same_box(a, b) for a, b in pairwise(glyphs))


def _same_box(a: Glyph, b: Glyph) -> bool:
    slack = 0.1 * a.size
    return abs(a.left - b.left) < slack and abs(a.right - b.right) < slack and abs(a.baseline - b.baseline) < 0.5


def left_to_right(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """Glyphs by their left edge; a combining mark stays with the glyph before it."""
    return [g for group in sorted(_clusters(glyphs), key=lambda c: c[0].left) for g in group]


def right_to_left(glyphs: Iterable[Glyph], *, swap: bool) -> list[Glyph]:
    """Glyphs in logical order of a right-to-left line; runs of digits and Latin letters are read from left to right."""
    glyphs = list(glyphs)
    if not any(_kind(g.text) == "R" or unicodedata.bidirectional(g.text[0]) == "AN" for g in glyphs) and not _leans_right(
        glyphs
    ):
        return left_to_right(glyphs)
    clusters = sorted(_stacks(glyphs, swap=swap), key=lambda c: (c[0].left + c[0].right) / 2, reverse=True)
    ordered: list[Glyph] = []
    i = 0
    while i < len(clusters):
        end = _end_of_left_to_right_run(clusters, i)
        ordered.extend(g for cluster in reversed(clusters[i:end]) for g in cluster)
        if end == i:
            ordered.extend(clusters[i])
            end = i + 1
        i = end
    return ordered


def _leans_right(glyphs: Sequence[Glyph]) -> bool:
    """Whether Latin words are set in a right-to-left line: their stop is at the left or their mark at the right."""
    seen = sorted((g for g in glyphs if not g.text.isspace()), key=lambda g: g.left)
    return bool(seen) and (seen[0].text in ".;:،؛" or seen[-1].text in "*•–")


def _end_of_left_to_right_run(clusters: Sequence[Sequence[Glyph]], start: int) -> int:
    end, latin = start, False
    arabic_before = any(_kind(c[0].text) == "R" for c in clusters[:start])
    for i in range(start, len(clusters)):
        kind = _kind(clusters[i][0].text)
        if kind in ("L", "N"):
            end, latin = i + 1, latin or kind == "L"
        elif kind == "R" or end == start or not _joins(clusters, i, latin=latin, arabic_before=arabic_before):
            break
    return end


def _kind(text: str) -> str:
    bidi = unicodedata.bidirectional(text[0])
    if bidi in ("R", "AL"):
        return "R"
    if bidi in ("EN", "AN"):
        return "N"
    return "L" if bidi == "L" else "o"


def _joins(clusters: Sequence[Sequence[Glyph]], i: int, *, latin: bool, arabic_before: bool) -> bool:
    """Whether a neutral glyph belongs to the left-to-right run in which it stands, as the bidirectional algorithm has it."""
    after = [_kind(c[0].text) for c in clusters[i + 1 : i + 3]]
    if after and after[0] == "L":
        return True
    if latin:
        return bool(after) and (after[0] in ("L", "N") or (after[0] == "o" and len(after) > 1 and after[1] in ("L", "N")))
    if not after or after[0] != "N" or _kind(clusters[i - 1][0].text) != "N":
        return False
    european = all(unicodedata.bidirectional(clusters[k][0].text) == "EN" for k in (i - 1, i + 1))
    return clusters[i][0].text in ".,:/" or (clusters[i][0].text in "-+" and european and not arabic_before)


def mirrored(text: str) -> str:
    """The text with its brackets turned round."""
    return text.translate(_OPEN_CLOSE)


def well_nested(text: str) -> int:
    """How many pairs of brackets open before they close, less those that close first."""
    balance = depth = 0
    for character in text:
        if character in _OPENING:
            depth += 1
        elif character in _CLOSING:
            balance += 1 if depth else -1
            depth = max(0, depth - 1)
    return balance


def _clusters(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    found: list[list[Glyph]] = []
    for glyph in glyphs:
        if found and unicodedata.combining(glyph.text[0]):
            found[-1].append(glyph)
        else:
            found.append([glyph])
    return found


def _stacks(glyphs: Iterable[Glyph], *, swap: bool) -> list[list[Glyph]]:
    """Base letters that share one box (ligatures) in one stack, then marks put to the letter under or over them."""
    stacks: list[list[Glyph]] = []
    marks: list[Glyph] = []
    for glyph in glyphs:
        if unicodedata.combining(glyph.text[0]):
            marks.append(glyph)
        elif stacks and _same_box(stacks[-1][0], glyph) and is_right_to_left(glyph.text):
            stacks[-1].append(glyph)
        else:
            stacks.append([glyph])
    stacks = [_in_order(stack, swap=swap) for stack in stacks]
    for mark in marks:
        if stacks:
            _nearest(stacks, mark).append(mark)
    return stacks


def _in_order(stack: list[Glyph], *, swap: bool) -> list[Glyph]:
    """The letters of a ligature as they are written: lam before alef, others as the producer of the file stores them."""
    if len(stack) == 2 and any(g.text in _ALEFS for g in stack) and any(g.text == "ل" for g in stack):
        return sorted(stack, key=lambda g: g.text in _ALEFS)
    return stack[::-1] if swap else stack


def _nearest(stacks: Sequence[list[Glyph]], mark: Glyph) -> list[Glyph]:
    centre = (mark.left + mark.right) / 2
    letters = [s for s in stacks if is_right_to_left(s[0].text)] or stacks
    return min(letters, key=lambda s: abs((s[0].left + s[0].right) / 2 - centre))

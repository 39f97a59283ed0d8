"""Finds terms of rules in many texts at once: first where they seem to stand, then where those that are asked for do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from article60.extraction.rules import SENTENCE_ENDS, ends_between
from article60.text.bounded import Bounded, Signs
from article60.text.lexicon import Entry, Key, Words, keys_of
from article60.text.links import Links
from article60.text.together import Strung

Flags = NDArray[np.bool_]
Numbers = NDArray[np.int64]

Pair = tuple[Numbers, Numbers]

_SURROGATES = "surrogatepass"
_ANYTHING = -1
_FIRST_BEYOND_ASCII = 128


class Texts:
    """Folded texts, strung together. Each has a stretch of places of its own: its letters are counted from where it begins."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self.written = [text.encode(errors=_SURROGATES) for text in texts]
        self.strung = Strung.of(self.written)
        self.signs = Signs(self.strung.folded)
        self.begins = self.strung.begins + 1

    @cached_property
    def in_ascii(self) -> Flags:
        """Which of them have a byte for each letter."""
        return np.array([text.isascii() for text in self.texts], dtype=np.bool_)

    def divided(self, text: Numbers, one: Pair, other: Pair) -> Flags:
        """Whether a sentence ends between two words of a text, of which each is told from where to where it stands."""
        start, end = np.sort((np.minimum(one[1], other[1]), np.maximum(one[0], other[0])), axis=0)
        found = _any_between(self._ends_with_blank, start, end - 1) | _any_between(self._ends_of_line, start, end)
        for row in np.flatnonzero(~self.in_ascii[text]).tolist():
            number, first = text[row], self.begins[text[row]]
            found[row] = ends_between(start[row] - first, end[row] - first, self.texts[number])
        return found

    @cached_property
    def _ends_with_blank(self) -> Numbers:
        """Where in texts in ASCII a sentence ends with a sign before a blank."""
        signs = self.signs.where(*(mark[:1].encode() for mark in SENTENCE_ENDS if mark.endswith(" ")))
        before_blank: Numbers = signs[self.signs.at(signs + 1) == ord(" ")]
        return before_blank

    @cached_property
    def _ends_of_line(self) -> Numbers:
        return self.signs.where(b"\n")


def _any_between(places: Numbers, start: Numbers, end: Numbers) -> Flags:
    """Whether there are places from start to end, itself included."""
    return np.searchsorted(places, end, side="right") > np.searchsorted(places, start)


@dataclass(frozen=True, slots=True)
class Seen:
    """Terms that seem to stand somewhere: text, byte, number of the spelling, and a group to which the term belongs."""

    text: Numbers
    begins: Numbers
    spelling: Numbers
    group: Numbers

    def of(self, chosen: Flags | Numbers) -> "Seen":
        """Some of them."""
        return Seen(self.text[chosen], self.begins[chosen], self.spelling[chosen], self.group[chosen])


@dataclass(frozen=True, slots=True)
class Spans:
    """Terms that stand somewhere: text, group, and the place at which they begin and end."""

    text: Numbers
    group: Numbers
    begins: Numbers
    ends: Numbers


class TermsAtOnce:
    """Terms, and the groups to which each belongs, as tables."""

    def __init__(self, groups_of: Sequence[Mapping[str, Sequence[int]]]) -> None:
        """Each of `groups_of` tells for folded terms the numbers of their groups."""
        self._spellings: list[tuple[bytes, Key]] = []
        groups = []
        for of_term in groups_of:
            for key, found in keys_of(Entry(term, term) for term in of_term).items():
                for spelling in found:
                    groups += [(len(self._spellings), group) for group in of_term[spelling.entry.term]]
                    self._spellings.append((key.encode(), spelling))
        keys = {key: number for number, key in enumerate(dict.fromkeys(key for key, _ in self._spellings))}
        self._words = Bounded(tuple(keys), begin=[True] * len(keys))
        self._of_key = Links(len(keys), [(keys[key], number) for number, (key, _) in enumerate(self._spellings)])
        self._groups = Links(len(self._spellings), groups)
        self._length = np.array([len(key) for key, _ in self._spellings])
        rests = [spelling.rest for _, spelling in self._spellings]
        self._starred = np.array([bool(rest) for rest in rests])
        self._simple = np.array([_simple(key, spelling.rest) for key, spelling in self._spellings])
        self._next = np.array([_next(key, spelling.rest) for key, spelling in self._spellings])

    def seen(self, texts: Texts) -> Seen:
        """Where terms seem to stand: all that do, and some of which only the beginning is there."""
        numbers, begins, closed = self._words.find(texts.strung.folded)
        text = texts.strung.at(begins)
        hit, spelling = self._of_key.follow(numbers)
        chosen = self._starred[spelling] | closed[hit]
        hit, spelling = hit[chosen], spelling[chosen]
        chosen = self._go_on(texts.signs, begins[hit] + self._length[spelling], spelling)
        hit, spelling = hit[chosen], spelling[chosen]
        link, group = self._groups.follow(spelling)
        hit, spelling = hit[link], spelling[link]
        return Seen(text[hit], begins[hit], spelling, group)

    def _go_on(self, signs: Signs, after: Numbers, spelling: Numbers) -> Flags:
        """Which terms may go on behind their first star as they must, by the two bytes there."""
        going = np.ones(len(spelling), dtype=np.bool_)
        asked = np.flatnonzero(self._next[spelling, 0] != _ANYTHING)
        ends = signs.ends(after[asked])
        first, second = self._next[spelling[asked]].T
        there = signs.at(ends)
        same = (there == first) & ((second == _ANYTHING) | (signs.at(ends + 1) == second))
        going[asked] = same | (there >= _FIRST_BEYOND_ASCII)
        return going

    def spans(self, texts: Texts, seen: Seen) -> Spans:
        """Those that do stand there, in the order in which a lexicon finds them."""
        after = seen.begins + self._length[seen.spelling]
        order = np.lexsort((-self._length[seen.spelling], after))
        seen, after = seen.of(order), after[order]
        ends = np.where(self._starred[seen.spelling], texts.signs.ends(after), after)
        certain = self._simple[seen.spelling] & ~texts.signs.beyond_ascii(seen.begins - 1) & ~texts.signs.beyond_ascii(ends)
        stands = certain.copy()
        first = texts.signs.letters(texts.begins)[seen.text]
        begins, ends = (texts.begins[seen.text] + texts.signs.letters(places) - first for places in (seen.begins, ends))
        known = _ANYTHING
        for row in np.flatnonzero(~certain).tolist():
            text, (key, spelling) = int(seen.text[row]), self._spellings[seen.spelling[row]]
            if text != known:
                known, words = text, Words(texts.texts[text])
            start = int(begins[row] - texts.begins[text])
            end = words.end(start + len(key.decode()), spelling.rest) if words.begins(start) else None
            if end is not None:
                stands[row], ends[row] = True, texts.begins[text] + end
        return Spans(seen.text[stands], seen.group[stands], begins[stands], ends[stands])


def _simple(key: bytes, rest: Sequence[str]) -> bool:
    """Whether a term is a word, the beginning of one, or several words, whose first and last signs are of ASCII."""
    return rest in ((), ("",)) and max(key[0], key[-1]) < _FIRST_BEYOND_ASCII


def _next(key: bytes, rest: Sequence[str]) -> tuple[int, int]:
    """The two bytes that must follow the word of a first star; _ANYTHING where they, or the word's end, are not certain."""
    if not rest or not rest[0] or key[-1] >= _FIRST_BEYOND_ASCII:
        return _ANYTHING, _ANYTHING
    first, *others = rest[0].encode()
    return first, others[0] if others else _ANYTHING

"""Finds words in a long run of folded text, all of them in one pass, other than within longer ones."""

import string
from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from article60.text.beginnings import AT_ONCE, Beginnings
from article60.text.needles import Needles, Places

Flags = NDArray[np.bool_]
Numbers = NDArray[np.int64]

_FIRST_BEYOND_ASCII = 0x80
_OTHER, _LETTER, _DIGIT = range(3)


def _kind(byte: int) -> int:
    if chr(byte) in string.ascii_letters:
        return _LETTER
    return _DIGIT if chr(byte) in string.digits else _OTHER


_KIND_OF = bytes(map(_kind, range(256)))
_KINDS = np.frombuffer(_KIND_OF, dtype=np.uint8)


class Signs:
    """The bytes of folded text, and where words of ASCII letters and numbers stand in it."""

    def __init__(self, folded: bytes) -> None:
        self._bytes = np.frombuffer(b"\n" + folded + b"\n\n", dtype=np.uint8)

    def at(self, places: Numbers) -> NDArray[np.uint8]:
        """The bytes at some places, of which one may be before the first byte and two behind the last."""
        return self._bytes[places + 1]

    def kinds(self, places: Numbers) -> NDArray[np.uint8]:
        """What is there: nothing of a word, a letter or a digit; letters other than those of ASCII are none."""
        return _KINDS[self.at(places)]

    def ends(self, places: Numbers) -> Numbers:
        """For each place the end of the word, or number, before it."""
        ends = places.copy()
        kinds = self.kinds(places - 1)
        going = np.flatnonzero(kinds != _OTHER)
        while len(going := going[self.kinds(ends[going]) == kinds[going]]):
            ends[going] += 1
        return ends

    def where(self, *signs: bytes) -> Numbers:
        """The places at which one of some bytes stands, in order."""
        chosen: Flags = np.logical_or.reduce([self._bytes[1:-2] == ord(sign) for sign in signs])
        return np.flatnonzero(chosen)

    def beyond_ascii(self, places: Numbers) -> Flags:
        """Whether the bytes at some places belong to letters or signs other than those of ASCII."""
        return self.at(places) >= _FIRST_BEYOND_ASCII

    def letters(self, places: Numbers) -> Numbers:
        """How many letters and signs stand before each of some places."""
        return places - np.searchsorted(self._followers, places)

    @cached_property
    def _followers(self) -> Numbers:
        """The places of bytes that are not the first of a letter or sign."""
        beyond = np.flatnonzero(self._bytes[1:-2] >= _FIRST_BEYOND_ASCII)
        followers: Numbers = beyond[(self._bytes[beyond + 1] & 0xC0) == _FIRST_BEYOND_ASCII]
        return followers


class Bounded:
    """Pieces of terms, as UTF-8, some of which must begin with a word; each is known by its place in the list.

    Of letters other than those of ASCII it is not known whether they belong to the same word: they part words here.
    """

    def __init__(self, pieces: Sequence[bytes], *, begin: Sequence[bool]) -> None:
        """`begin` tells for each piece whether a word must begin with it."""
        self._lengths = np.array([len(piece) for piece in pieces])
        self._firsts = np.array([_kind(piece[0]) if begins else _OTHER for piece, begins in zip(pieces, begin, strict=True)])
        self._lasts = np.array([_kind(piece[-1]) for piece in pieces])
        with_word = [
            begins and piece.isascii() and len(piece) >= AT_ONCE and _kind(piece[0]) != _OTHER
            for piece, begins in zip(pieces, begin, strict=True)
        ]
        self._with_word, self._others = np.flatnonzero(with_word), np.flatnonzero(np.logical_not(with_word))
        self._beginnings = Beginnings([pieces[number] for number in self._with_word.tolist()])
        self._needles = Needles([pieces[number] for number in self._others.tolist()]) if len(self._others) else None

    def find(self, folded: bytes) -> tuple[Numbers, Numbers, Flags]:
        """Which pieces begin where, and whether no word of ASCII letters, or number, goes on behind them."""
        signs = Signs(folded)
        parts = [self._with_words(folded), *([] if self._needles is None else [self._anywhere(self._needles, folded, signs)])]
        numbers, places = (np.concatenate(column) for column in zip(*parts, strict=True))
        lasts = self._lasts[numbers]
        return numbers, places, (lasts == _OTHER) | (signs.kinds(places + self._lengths[numbers]) != lasts)

    def _with_words(self, folded: bytes) -> Places:
        kinds = np.frombuffer(bytes([_OTHER]) + folded.translate(_KIND_OF), dtype=np.uint8)
        begins = np.flatnonzero((kinds[1:] != kinds[:-1]) & (kinds[1:] != _OTHER))
        numbers, places = self._beginnings.find(folded, begins)
        return self._with_word[numbers], places

    def _anywhere(self, needles: Needles, folded: bytes, signs: Signs) -> Places:
        numbers, places = needles.find(folded)
        numbers = self._others[numbers]
        firsts = self._firsts[numbers]
        chosen = (firsts == _OTHER) | (signs.kinds(places - 1) != firsts)
        return numbers[chosen], places[chosen]

"""Finds where words of a long run of bytes begin as they should, all of them at once, letter by letter."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from article60.text.needles import Places

Numbers = NDArray[np.int64]

AT_ONCE = 3
"""The letters that are looked at together: of most words these are enough to pass them over."""


class Beginnings:
    """Pieces of ASCII, each of at least AT_ONCE letters, as a tree in which every letter leads on; known by their places."""

    def __init__(self, pieces: Sequence[bytes]) -> None:
        if len(set(pieces)) != len(pieces) or not all(piece.isascii() and len(piece) >= AT_ONCE for piece in pieces):
            raise ValueError(f"give pieces of ASCII with at least {AT_ONCE} letters, each once")
        alphabet = sorted(set(b"".join(pieces)))
        self._letters = bytes(alphabet.index(byte) + 1 if byte in alphabet else 0 for byte in range(256))
        self._bits = len(alphabet).bit_length()
        # What is reached with a whole piece has the number of the piece and one more; 0 is reached with nothing.
        reached = {piece: number for number, piece in enumerate(pieces, start=1)}
        self._whole = len(reached)
        for piece in pieces:
            for end in range(AT_ONCE, len(piece)):
                reached.setdefault(piece[:end], len(reached) + 1)
        small = np.min_scalar_type(len(reached))  # of most lexicons half as large as would do for all
        self._first = np.zeros(1 << AT_ONCE * self._bits, dtype=small)
        self._next = np.zeros((len(reached) + 1) << self._bits, dtype=small)
        for letters, number in reached.items():
            if len(letters) == AT_ONCE:
                self._first[self._joined(0, letters)] = number
            else:
                self._next[self._joined(reached[letters[:-1]], letters[-1:])] = number

    def _joined(self, number: int, letters: bytes) -> int:
        for letter in letters:
            number = number << self._bits | self._letters[letter]
        return number

    def find(self, data: bytes, begins: Numbers) -> Places:
        """Which pieces stand at some places."""
        letters = np.frombuffer(data.translate(self._letters) + bytes(AT_ONCE), dtype=np.uint8)
        together: Numbers = np.zeros(len(begins), dtype=np.int64)
        for further in range(AT_ONCE):
            together = together << self._bits | letters.take(begins + further)
        reached, end = self._first.take(together), AT_ONCE
        numbers, places = [begins[:0]], [begins[:0]]
        while len(live := np.flatnonzero(reached)):
            begins, reached = begins.take(live), reached.take(live).astype(np.int64)
            whole = np.flatnonzero(reached <= self._whole)
            numbers.append(reached.take(whole) - 1)
            places.append(begins.take(whole))
            reached = self._next.take(reached << self._bits | letters.take(begins + end))
            end += 1
        return np.concatenate(numbers), np.concatenate(places)

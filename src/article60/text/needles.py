"""Finds fixed byte strings in a long run of bytes, all of them in one pass."""

from collections.abc import Sequence
from functools import cached_property
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import ahocorasick
import numpy as np
from numpy.typing import NDArray

from article60.memory import give_back

hyperscan: Any = None if find_spec("hyperscan") is None else import_module("hyperscan")
"""It may be there or not: what is found is the same."""

Places = tuple[NDArray[np.int64], NDArray[np.int64]]
"""Which needle, by its number, and where it begins; the places of each needle are in order."""

_LITERALLY = b"".join(b"\\x%02x" % byte for byte in range(256))


class Needles:
    """Byte strings to look for; each is known by its place in the list."""

    def __init__(self, needles: Sequence[bytes], *, fast: bool = hyperscan is not None) -> None:
        """`fast` tells whether Hyperscan looks for them, which finds the same as the other way, several times as fast."""
        if not needles or not all(needles) or len(set(needles)) != len(needles):
            raise ValueError("give needles that are not empty, each once")
        self._needles = tuple(needles)
        self._fast = fast

    def find(self, data: bytes) -> Places:
        """Every place of every needle, also of those inside one another."""
        which, ends = self._by_hyperscan(data) if self._fast else self._by_automaton(data)
        numbers, last = np.array(which, dtype=np.int64), np.array(ends, dtype=np.int64)
        return numbers, last - self._lengths[numbers]

    @cached_property
    def _lengths(self) -> NDArray[np.int64]:
        return np.array([len(needle) for needle in self._needles], dtype=np.int64)

    @cached_property
    def _database(self) -> Any:
        database = hyperscan.Database()
        patterns = [b"".join(_LITERALLY[4 * byte : 4 * byte + 4] for byte in needle) for needle in self._needles]
        database.compile(expressions=patterns, ids=list(range(len(patterns))), elements=len(patterns), flags=0)
        give_back()  # compiling takes twenty times as much as what is compiled
        return database

    def _by_hyperscan(self, data: bytes) -> tuple[list[int], list[int]]:
        which: list[int] = []
        ends: list[int] = []

        def found(needle: int, _begin: int, end: int, _flags: int, _context: object) -> None:
            which.append(needle)
            ends.append(end)

        self._database.scan(data, match_event_handler=found)
        return which, ends

    @cached_property
    def _automaton(self) -> Any:
        automaton = ahocorasick.Automaton()
        for number, needle in enumerate(self._needles):
            automaton.add_word(needle.decode("latin-1"), number)
        automaton.make_automaton()
        return automaton

    def _by_automaton(self, data: bytes) -> tuple[list[int], list[int]]:
        # Latin-1 has a character for each byte, so that an automaton over text finds bytes.
        found = list(self._automaton.iter(data.decode("latin-1")))
        return [number for _, number in found], [last + 1 for last, _ in found]

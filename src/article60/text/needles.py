"""Finds fixed byte strings in a long run of bytes, all of them in one pass."""

from array import array
from collections.abc import Sequence
from functools import cached_property
from importlib import import_module
from importlib.util import find_spec
from itertools import chain
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
        numbers, ends = self._by_hyperscan(data) if self._fast else self._by_automaton(data)
        return numbers, ends - self._lengths[numbers]

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

    def _by_hyperscan(self, data: bytes) -> Places:
        which, ends = array("q"), array("q")
        with_needle, with_end = which.append, ends.append

        def found(needle: int, _begin: int, end: int, _flags: int, _context: object) -> None:
            with_needle(needle)
            with_end(end)

        self._database.scan(data, match_event_handler=found)
        return np.frombuffer(which, dtype=np.int64), np.frombuffer(ends, dtype=np.int64)

    @cached_property
    def _automaton(self) -> Any:
        automaton = ahocorasick.Automaton()
        for number, needle in enumerate(self._needles):
            automaton.add_word(needle.decode("latin-1"), number)
        automaton.make_automaton()
        return automaton

    def _by_automaton(self, data: bytes) -> Places:
        # Latin-1 has a character for each byte, so that an automaton over text finds bytes.
        found = self._automaton.iter(data.decode("latin-1"))
        last, numbers = np.fromiter(chain.from_iterable(found), dtype=np.int64).reshape(-1, 2).T
        return numbers, last + 1

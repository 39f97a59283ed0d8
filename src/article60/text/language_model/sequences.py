"""Finds which of many short sequences of bytes end at each place of a text, all places walked to at once."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Table = NDArray[np.int32]

NONE = -1
_BYTES = 256
"""How many values a byte may have."""
_NOWHERE = b"\xff"
"""A byte that stands in no text and in no sequence."""
_ROOT = 0
_SHORTEST = 2
"""Bytes of a sequence at least: two are walked at once."""
_TRIED_AT_ONCE = 4096
"""Places at which room for the children of a node is looked for in one step."""


class Sequences:
    """Numbered sequences as a tree of bytes, in three tables.

    The node that a byte leads to from a node stands at `base[node] + byte`; it is there if `parent` at that place names the
    node. `number` is that of the longest sequence with which the bytes on the way to a node end, or NONE. `longest` is how many
    bytes the longest sequence has.
    """

    def __init__(self, *, base: Table, parent: Table, number: Table, longest: int) -> None:
        self.base, self.parent, self.number, self.longest = base, parent, number, longest
        self._pairs = self._after_two_bytes()

    @classmethod
    def of(cls, numbers: Mapping[bytes, int]) -> "Sequences":
        """Lay out sequences by their numbers. Raises ValueError for one that is not two bytes, or more, of a text."""
        wrong = [sequence for sequence in numbers if len(sequence) < _SHORTEST or _NOWHERE in sequence]
        if wrong:
            raise ValueError(f"not two bytes of a text: {wrong[0]!r}")
        return _Layout(numbers).laid_out()

    def ending(self, text: bytes) -> list[int]:
        """The number of the longest sequence that ends at each place of a text, in order; nothing where none does."""
        given = np.frombuffer(text + _NOWHERE * self.longest, dtype=np.uint8).astype(np.int32)
        found = np.full(len(given), NONE, dtype=np.int32)
        nodes = self._pairs.take((given[: len(text)] << 8) + given[1 : len(text) + 1])
        begun = np.flatnonzero(nodes != NONE)
        nodes, ends = nodes.take(begun), begun + 1
        found[ends] = self.number.take(nodes)
        for _ in range(_SHORTEST, self.longest):
            # What is found now is longer, and takes the place of a shorter sequence with the same end.
            ends += 1
            there = self.base.take(nodes) + given.take(ends)
            going_on = np.flatnonzero(self.parent.take(there) == nodes)
            nodes, ends = there.take(going_on), ends.take(going_on)
            found[ends] = self.number.take(nodes)
        met: list[int] = found[found != NONE].tolist()
        return met

    def _after_two_bytes(self) -> Table:
        """The node to which each two bytes lead, NONE where they lead nowhere."""
        pairs = np.full((_BYTES, _BYTES), NONE, dtype=np.int32)
        every = np.arange(_BYTES)
        for byte in np.flatnonzero(self.parent[self.base[_ROOT] + every] == _ROOT).tolist():
            node = self.base[_ROOT] + byte
            there = self.base[node] + every
            pairs[byte] = np.where(self.parent[there] == node, there, NONE)
        return pairs.ravel()


class _Layout:
    """Finds a place for every node: for many brothers first, while there is most room."""

    def __init__(self, numbers: Mapping[bytes, int]) -> None:
        self._numbers = numbers
        nodes = sorted({sequence[:length] for sequence in numbers for length in range(1, len(sequence) + 1)})
        self._children: dict[bytes, list[int]] = defaultdict(list)
        for node in nodes:
            self._children[node[:-1]].append(node[-1])
        size = 2 * len(nodes) + 4 * _BYTES
        self._free = np.ones(size, dtype=np.bool_)
        self._base, self._parent, self._number = (np.full(size, value, dtype=np.int32) for value in (0, NONE, NONE))
        self._free[_ROOT] = False

    def laid_out(self) -> Sequences:
        base = {node: self._room(children) for node, children in sorted(self._children.items(), key=_most_children)}
        place = {b"": _ROOT}
        for node in sorted(self._children, key=len):
            self._base[place[node]] = base[node]
            for byte in self._children[node]:
                child, there = node + bytes([byte]), base[node] + byte
                place[child] = there
                self._parent[there], self._number[there] = place[node], self._longest_at_end_of(child)
        end = int(np.flatnonzero(~self._free)[-1]) + _BYTES + 1
        return Sequences(
            base=self._base[:end],
            parent=self._parent[:end],
            number=self._number[:end],
            longest=max(map(len, self._numbers), default=_SHORTEST),
        )

    def _longest_at_end_of(self, way: bytes) -> int:
        return next((self._numbers[way[first:]] for first in range(len(way)) if way[first:] in self._numbers), NONE)

    def _room(self, children: Sequence[int]) -> int:
        """A base from which the places of all children are free; they are taken."""
        bases = np.flatnonzero(self._free[:-_BYTES]) - children[0]
        bases, wanted = bases[bases >= 0], np.array(children)
        for first in range(0, len(bases), _TRIED_AT_ONCE):
            tried = bases[first : first + _TRIED_AT_ONCE]
            fits = np.all(self._free[tried[:, np.newaxis] + wanted], axis=1)
            if fits.any():
                base = int(tried[fits.argmax()])
                self._free[base + wanted] = False
                return base
        raise AssertionError("there is more room than all nodes need")


def _most_children(item: tuple[bytes, Sequence[int]]) -> tuple[int, bytes]:
    node, children = item
    return -len(children), node

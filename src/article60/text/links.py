"""Pairs of numbers as a table, followed for many numbers at once."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]


class Links:
    """Pairs of numbers by their first: from each of `count` numbers to any number of others, in order."""

    def __init__(self, count: int, pairs: Iterable[tuple[int, int]]) -> None:
        ordered = np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2)
        self._from = np.searchsorted(ordered[:, 0], np.arange(count + 1))
        self._to = ordered[:, 1]

    def follow(self, numbers: Numbers) -> tuple[Numbers, Numbers]:
        """For each link from one of the numbers, which of these it is from, by its place, and where it leads."""
        place, link = spread(self._from[numbers], self._from[numbers + 1])
        return place, self._to[link]


def spread(begins: Numbers, ends: Numbers) -> tuple[Numbers, Numbers]:
    """Each number of some ranges, one range after the other: which range it is of, by its place, and the number."""
    counts = ends - begins
    place = np.repeat(np.arange(len(begins)), counts)
    return place, np.repeat(begins - (np.cumsum(counts) - counts), counts) + np.arange(len(place))

"""Compares rows that come one by one, so that however many there are, few are held."""

from collections import Counter
from collections.abc import Iterable
from itertools import zip_longest
from typing import Any

Row = tuple[Any, ...]


def in_step(found: Iterable[Row], wanted: Iterable[Row]) -> bool:
    """Whether the same rows come from both, in the same order."""
    return all(one == other for one, other in zip_longest(found, wanted))


def in_any_order(found: Iterable[Row], wanted: Iterable[Row]) -> bool:
    """Whether the same rows come from both, each as often.

    Only rows that have come from one side and not yet from the other are held: none where both follow the same order.
    """
    awaited: Counter[Row] = Counter()
    for one, other in zip_longest(found, wanted):
        if one == other:
            continue
        for row, count in ((one, 1), (other, -1)):
            if row is not None:
                awaited[row] += count
                if not awaited[row]:
                    del awaited[row]
    return not awaited

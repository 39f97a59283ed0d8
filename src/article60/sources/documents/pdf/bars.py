"""Horizontal ruling lines made whole: producers draw a line under a row of a table cell by cell."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from article60.sources.documents.pdf.glyphs import Rule

# How far apart pieces still touch, and how wide a wall of two lines may be, in points.
_TOUCH, _GAP = 3.0, 8.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A horizontal line in points from the top left corner, and the places at which the pieces meet of which it is made."""

    left: float
    right: float
    top: float
    bottom: float
    joints: tuple[float, ...] = ()

    @property
    def middle(self) -> float:
        """Height of the line."""
        return (self.top + self.bottom) / 2

    def covers(self, left: float, right: float) -> bool:
        """Whether the line runs over all of a stretch."""
        return self.left <= left + 2 * _TOUCH and self.right >= right - 2 * _TOUCH


def bars(rules: Sequence[Rule]) -> list[Bar]:
    """The horizontal lines of a page from top to bottom, pieces that touch end to end put together."""
    found: list[Bar] = []
    for rule in sorted((r for r in rules if r.horizontal), key=lambda r: (round(r.top + r.bottom), r.left)):
        before = found[-1] if found else None
        level = before is not None and abs(before.middle - (rule.top + rule.bottom) / 2) <= _TOUCH / 2
        if before is None or not level or rule.left > before.right + _TOUCH:
            found.append(Bar(rule.left, rule.right, rule.top, rule.bottom))
        elif rule.right > before.right + _TOUCH:
            joints = (*before.joints, (before.right + rule.left) / 2)
            found[-1] = Bar(before.left, rule.right, min(before.top, rule.top), max(before.bottom, rule.bottom), joints)
    return sorted(found, key=lambda bar: bar.middle)


def joints(stack: Sequence[Bar]) -> list[float]:
    """Edges of columns where bars are drawn cell by cell: places at which the pieces of many of them meet."""
    apart = [
        (a.right + b.left) / 2
        for a, b in pairwise(sorted(stack, key=lambda bar: (round(bar.middle), bar.left)))
        if abs(a.middle - b.middle) <= _TOUCH / 2 and 0 < b.left - a.right < _GAP
    ]
    groups: list[list[float]] = []
    for place in sorted([*(joint for bar in stack for joint in bar.joints), *apart]):
        if groups and place - groups[-1][-1] <= _TOUCH:
            groups[-1].append(place)
        else:
            groups.append([place])
    jointed = sum(bool(bar.joints) for bar in stack)
    return [median(group) for group in groups if len(group) >= max(2, 0.4 * jointed)]

"""What a chart shows, before it is drawn: bars with their numbers as written, and what is told to those who do not see it."""

from collections.abc import Sequence
from dataclasses import dataclass

IN_A_ROW = ("year", "year_running", "article")
"""Dimensions whose values follow one another, so that what lies between two of them has a place too, and be it empty."""

SOLID, HOLLOW, DASHED = "solid", "hollow", "dashed"
"""How a bar is filled: solid for what is required, hollow for what is provided, dashed for what may be or is to come.

They differ by outline and lightness, so that neither colour nor print carries the meaning alone.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar: what it stands for, its number, and the number as written for the reader.

    Of a range `value` is the least and `most` the most; `most` is empty where the number is known. A bar without `text` is a
    place without a number: nothing stands there.
    """

    label: str
    value: int
    text: str
    most: int | None = None
    fill: str = SOLID

    @property
    def end(self) -> int:
        """The number at which the bar ends."""
        return self.value if self.most is None else self.most


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Bars in their given order, never in the order of their numbers.

    `columns` stand side by side along an axis, as years do; else bars lie under their labels. `ticks` are numbers of the
    other axis with their writing. `told` says in words what the chart shows; `rtl`, that it is read from right to left.
    """

    title: str
    told: str
    bars: Sequence[Bar]
    columns: bool = False
    ticks: Sequence[tuple[int, str]] = ()
    rtl: bool = False

    @property
    def highest(self) -> int:
        """The number at which its longest bar ends; one where there is none, so that a scale can be made."""
        return max((bar.end for bar in self.bars), default=0) or 1


def ticks(highest: int) -> tuple[int, int, int]:
    """Round numbers of an axis: nought, a middle one and one not below the highest; whole numbers only."""
    power = 1
    while 20 * power < highest:
        power *= 10
    step = next(one * power for one in _ROUND if 2 * one * power >= highest)
    return (0, step, 2 * step)


_ROUND = (1, 2, 3, 4, 5, 6, 8, 10)


def in_a_row(bars: Sequence[tuple[str, Bar]]) -> list[Bar]:
    """Bars of numbered parts with an empty one wherever a number between has none; what has no number is left to the table."""
    numbered = {int(part): bar for part, bar in bars if part.isdigit()}
    if not numbered:
        return []
    fill = numbered[min(numbered)].fill
    between = range(min(numbered), max(numbered) + 1)
    return [numbered.get(number) or Bar(label=str(number), value=0, text="", fill=fill) for number in between]

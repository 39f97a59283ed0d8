"""What was promised of speed, and whether it is kept."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tests.quality.bench.contenders import PROMISED

Figures = Mapping[str, float | None]

MIB_100 = 104.9
"""100 MiB in megabytes of a million bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """A figure and its bound, in words for people: it is kept where the figure is not below, or not above, the bound."""

    key: str
    said: str
    bound: float
    least: bool = True
    unit: str = "x"

    def kept(self, figures: Figures) -> bool | None:
        """None where the figure was not measured."""
        found = figures.get(self.key)
        if found is None:
            return None
        return found >= self.bound if self.least else found <= self.bound


GOALS: Sequence[Goal] = (
    Goal(key="filtered_x_xmllint", said="relevant activities out, beside xmllint", bound=2),
    *(
        Goal(key=f"filtered_x_{peer}", said=f"relevant activities out, beside {peer}", bound=bound)
        for peer, bound in PROMISED.items()
    ),
    Goal(key="full_x_xmllint", said="ten fields of every activity, beside xmllint", bound=0.4),
    Goal(key="whole_x_xmllint", said="whole record of every activity, beside xmllint", bound=0.2),
    Goal(key="two_processes_x", said="two processes beside one, by the clock", bound=1.6),
    Goal(key="peak_mb", said="most memory of one process", bound=MIB_100, least=False, unit="MB"),
    Goal(key="memory_8x", said="memory at 8 times the corpus beside once", bound=1.1, least=False),
    Goal(key="records_different", said="activities that differ from where all is read", bound=0, least=False, unit=""),
    Goal(
        key="tagged_texts_s",
        said="texts tagged by rules in a second of one processor, repeats among them",
        bound=30_000,
        unit="",
    ),
    Goal(key="matching_s", said="20,000 needs beside 100,000 activities", bound=2, least=False, unit="s"),
    Goal(key="corpus_15gb_s", said="15 GB on two processors, filtered, extrapolated", bound=60, least=False, unit="s"),
)


def rows(figures: Figures) -> Iterator[tuple[str, str, str, str]]:
    """For each goal what it is about, what is promised, what was measured, and whether it is kept."""
    for goal in GOALS:
        kept = goal.kept(figures)
        found = figures.get(goal.key)
        told = "not measured" if found is None else f"{written(found)} {goal.unit}".strip()
        promised = f"{'at least' if goal.least else 'at most'} {written(goal.bound)} {goal.unit}".strip()
        yield goal.said, promised, told, {True: "kept", False: "**not kept**", None: "open"}[kept]


def written(number: float) -> str:
    """A number with as many digits as tell something."""
    if number == 0 or number >= 1000:
        return f"{number:,.0f}"
    return f"{number:.0f}" if number >= 100 else f"{number:.3g}"

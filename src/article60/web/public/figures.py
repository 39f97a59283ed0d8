"""A published figure as a page shows it: the number of figures.json with its words in the reader's language."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from article60.domain.figure import Figure, Range
from article60.figures.declarations import declarations, range_declarations
from article60.figures.words import part_label
from article60.tables.columns import columns
from article60.web.common.wording import language
from article60.web.public.current import Release


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One figure in words: what is counted, out of what, how much of it people have confirmed, and its parts."""

    figure: Figure
    title: str
    out_of: str | None
    parts: tuple[tuple[str, str, int | Decimal], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRange:
    """One range in words: what is counted, what its least and its most count, and its parts."""

    range: Range
    title: str
    least: str
    most: str
    parts: tuple[tuple[str, str, int, int], ...]


def figure(release: Release, name: str) -> Shown:
    """A declared figure with titles and parts in the reader's language; raises KeyError for one that is not declared."""
    return _shown(release.figures[name])


def figures_of_state(release: Release, state: str) -> list[Shown]:
    """The figures that are published for one State by itself, in declared order."""
    return [_shown(read) for read in release.figures_of_states.get(state, ())]


def between(release: Release, name: str) -> ShownRange:
    """A declared range with titles and parts in the reader's language; raises KeyError for one that is not declared."""
    read = release.ranges[name]
    made = Range(**{column: read[column] for column in columns(Range)})
    declared, high, tongue = range_declarations()[made.range], declarations()[made.high_figure], language()
    return ShownRange(
        range=made,
        title=declared.titles[tongue],
        least=declared.least[tongue],
        most=declared.most[tongue],
        parts=tuple((part, part_label(high, part, tongue), least, most) for part, least, most in made.parts),
    )


def _shown(read: dict[str, Any]) -> Shown:
    number: type[int] | type[Decimal] = int if read["unit"] is None else Decimal
    changed = {"value": number(read["value"]), "previous": None if read["previous"] is None else number(read["previous"])}
    made = Figure(**{column: read[column] for column in columns(Figure)} | changed)
    declared, tongue = declarations()[made.figure], language()
    out_of = declared.denominator if made.denominator is not None else None
    return Shown(
        figure=made,
        title=declared.titles[tongue],
        out_of=declarations()[out_of].titles[tongue] if out_of is not None else None,
        parts=tuple((part, part_label(declared, part, tongue), number(count)) for part, count in read["parts"]),
    )

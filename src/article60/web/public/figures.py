"""A published figure as a page shows it: the number of figures.json with its words in the reader's language."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from article60.domain.figure import Figure, Range
from article60.figures.declarations import declarations, range_declarations
from article60.figures.evaluate import evaluate, evaluate_range
from article60.figures.known import Known
from article60.figures.narrowing import Narrowing
from article60.figures.words import part_label
from article60.tables.columns import columns
from article60.web.common.current import Release
from article60.web.common.wording import language


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


def figure(release: Release, name: str, *, to: Narrowing | None = None) -> Shown:
    """A declared figure with titles and parts in the reader's language, narrowed by a reader's filters where there are any.

    Raises KeyError for one that is not declared, and what `evaluate` raises.
    """
    if to is None or not to.given:
        return _shown(_figure(release.figures[name]))
    return _shown(
        release.kept((name, to), lambda: evaluate(release.connection, declarations()[name], to=to, known=_known(release, to)))
    )


def figures_of_state(release: Release, state: str) -> list[Shown]:
    """The figures that are published for one State by itself, in declared order."""
    return [_shown(_figure(read)) for read in release.figures_of_states.get(state, ())]


def between(release: Release, name: str, *, to: Narrowing | None = None) -> ShownRange:
    """A declared range with titles and parts in the reader's language, narrowed as a figure is; raises what that raises."""
    if to is None or not to.given:
        read = release.ranges[name]
        made = Range(**{column: read[column] for column in columns(Range)})
    else:
        made = release.kept(
            (f"range {name}", to),
            lambda: evaluate_range(release.connection, range_declarations()[name], to=to, known=_known(release, to)),
        )
    declared, high, tongue = range_declarations()[made.range], declarations()[made.high_figure], language()
    return ShownRange(
        range=made,
        title=declared.titles[tongue],
        least=declared.least[tongue],
        most=declared.most[tongue],
        parts=tuple(
            (part, part_label(high, part, tongue, alone=len(made.parts) == 1), least, most) for part, least, most in made.parts
        ),
    )


def _known(release: Release, to: Narrowing) -> Known:
    """What was counted under these filters: figures of one page ask for much of the same."""
    return release.lately(("known", to), dict)


def _figure(read: dict[str, Any]) -> Figure:
    """A figure as figures.json gives it: amounts are decimal text there, and pairs are lists."""
    number: type[int] | type[Decimal] = int if read["unit"] is None else Decimal
    made: dict[str, Any] = {
        "value": number(read["value"]),
        "previous": None if read["previous"] is None else number(read["previous"]),
    }
    pairs = ("parts", "denominators", "previous_parts")
    made |= {name: tuple((part, number(one)) for part, one in read[name]) for name in pairs}
    return Figure(**{column: read[column] for column in columns(Figure)} | made)


def _shown(made: Figure) -> Shown:
    declared, tongue = declarations()[made.figure], language()
    out_of = declared.denominator if made.denominator is not None else None
    return Shown(
        figure=made,
        title=declared.titles[tongue],
        out_of=declarations()[out_of].titles[tongue] if out_of is not None else None,
        parts=tuple(
            (part, part_label(declared, part, tongue, alone=len(made.parts) == 1), count) for part, count in made.parts
        ),
    )

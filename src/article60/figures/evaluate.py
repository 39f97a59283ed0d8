"""The one function that evaluates a declared figure on a Release; page, export, API, report and check all call it."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from article60.codes.labels import codes
from article60.domain.figure import Figure, Range
from article60.domain.usd import add, text
from article60.figures.declarations import (
    MERGED,
    NOT_NAMED,
    Declaration,
    Dimension,
    Filter,
    RangeDeclaration,
    declarations,
    range_declarations,
)
from article60.figures.known import Known
from article60.figures.narrowing import SPLITS, Narrowing, TooFewStates, narrowed
from article60.figures.rows import Reached, joined, laid_open, measured, state_of, where

Number = int | Decimal
Part = tuple[str, Number]


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of a Release; a count that several figures ask for, as a total and its splits do, is made once."""

    connection: sqlite3.Connection
    known: Known = field(default_factory=dict)

    def ask(self, query: str, values: Sequence[str | int] = ()) -> list[tuple[Any, ...]]:
        """What a query finds."""
        key = (query, tuple(values))
        if key not in self.known:
            self.known[key] = [tuple(row) for row in self.connection.execute(query, values)]
        return self.known[key]

    def places(self, query: str, values: Sequence[str | int]) -> str:
        """Places of the rows that a query finds, as a JSON list: written once, however many queries are asked of these rows."""
        key = (f"/* places */ {query}", tuple(values))
        if key not in self.known:
            found = self.connection.execute(query, values)
            self.known[key] = [(json.dumps([row[0] for row in found], separators=(",", ":")),)]
        return str(self.known[key][0][0])

    def sums(self, query: str, values: Sequence[str | int]) -> list[tuple[Any, ...]]:
        """Of parts and amounts that a query finds, each part with its sum: added up here, as SQLite knows no exact decimals."""
        key = (query, tuple(values))
        if key not in self.known:
            amounts: dict[str, list[str]] = defaultdict(list)
            for name, amount in self.connection.execute(query, values):
                amounts[name].append(amount)
            self.known[key] = [(name, text(add(some))) for name, some in amounts.items()]
        return self.known[key]


def all_figures(connection: sqlite3.Connection, *, known: Known | None = None) -> list[Figure]:
    """Every declared figure, in declared order.

    `known` holds what was counted before over the same rows: it is not asked again, and what is asked now is added to it.
    """
    rows = _Rows(connection, {} if known is None else known)
    return [_evaluate(rows, declaration) for declaration in declarations().values()]


def all_ranges(figures: Iterable[Figure]) -> list[Range]:
    """Every declared range, in declared order, between figures that were evaluated already: all of them are needed."""
    named = {one.figure: one for one in figures}
    return [_range(one, low=named[one.low], high=named[one.high]) for one in range_declarations().values()]


def figures_of_states(connection: sqlite3.Connection, *, known: Known | None = None) -> Iterator[Figure]:
    """Yield the figures that are published for each State by itself, by the State's code; only where some row counts.

    `known` as for `all_figures`.
    """
    chosen = [declaration for declaration in declarations().values() if declaration.of_states]
    tables = dict.fromkeys(declaration.table for declaration in chosen)
    named = " UNION ALL ".join(f'SELECT "state" FROM "{table}" WHERE "state" IS NOT NULL' for table in tables)
    rows = _Rows(connection, {} if known is None else known)
    for (state,) in rows.ask(f"SELECT DISTINCT * FROM ({named}) ORDER BY 1"):
        for declaration in chosen:
            figure = _evaluate(rows, declaration, state=state)
            if figure.rows:
                yield figure


def evaluate(
    connection: sqlite3.Connection,
    declaration: Declaration,
    *,
    state: str | None = None,
    to: Narrowing | None = None,
    known: Known | None = None,
) -> Figure:
    """The declared number on the rows of this Release, with its parts, its denominator and how much of it is confirmed.

    `state` takes the rows of one State alone, for the figure and for a denominator over the same table; another has none.
    `to` are filters of a reader on top of the declared ones. The denominator is narrowed by those that its rows tell; there
    is no number of the Release before, and a figure narrowed to one value of what it is split by has no parts. `known` as
    for `all_figures`.
    Raises NotNarrowed where the rows counted do not tell a filter, and TooFewStates where the figure of one regional group
    would rest on fewer States than may stand apart.
    """
    rows = _Rows(connection, {} if known is None else known)
    if to is None or not to.given:
        return _evaluate(rows, declaration, state=state)
    chosen = _narrow(rows, declaration, to)
    _check_group(rows, declaration, to)
    if chosen.dimension is not None and _told_already(chosen.dimension, to):
        return replace(_evaluate(rows, replace(chosen, dimension=None)), dimension=chosen.dimension.name)
    return _evaluate(rows, chosen)


def _narrow(rows: _Rows, declaration: Declaration, to: Narrowing) -> Declaration:
    """The figure under a reader's filters, with the rows that pass them: found once, however many queries ask for them."""
    chosen = narrowed(declaration, to)
    if not to.given:
        return chosen
    condition, values = where(replace(chosen, filters=()))
    return replace(chosen, places=rows.places(f'SELECT t."rowid" FROM "{chosen.table}" t WHERE {condition}', values))


def _told_already(dimension: Dimension, to: Narrowing) -> bool:
    """Whether the rows left stand in one part alone: a split would only show where else the same rows stand."""
    given = {name for name, _ in to.given}
    return SPLITS.get(dimension.name) in given | ({"regional_group"} if "state" in given else set())


def _check_group(rows: _Rows, declaration: Declaration, to: Narrowing) -> None:
    """Raise TooFewStates where a regional group, chosen by a reader, would be merged if the figure were split by it."""
    groups = next(one.dimension for one in declarations().values() if one.dimension and one.dimension.name == "regional_group")
    if to.regional_group is None or to.state is not None or groups is None:
        return
    others = _narrow(rows, declaration, replace(to, regional_group=None))
    states = _states_in(rows, others, _named(laid_open(others, groups)))
    if states.get(to.regional_group) and to.regional_group not in standing_apart(states, fewest=groups.merge_below):
        raise TooFewStates(f"{declaration.figure}: {to.regional_group} rests on too few States to stand apart")


def evaluate_range(
    connection: sqlite3.Connection,
    declared: RangeDeclaration,
    *,
    to: Narrowing | None = None,
    known: Known | None = None,
) -> Range:
    """The least and the most of a number on the rows of this Release: the two figures that it names, part by part.

    `to` and `known` as for `evaluate`; raises what that raises.
    """
    asked: Known = {} if known is None else known
    low, high = (evaluate(connection, declarations()[name], to=to, known=asked) for name in (declared.low, declared.high))
    return _range(declared, low=low, high=high)


def _evaluate(rows: _Rows, declaration: Declaration, *, state: str | None = None) -> Figure:
    denominator = _out_of(rows, declaration)
    if state is not None:
        if denominator is not None:
            denominator = _of_state(denominator, state) if denominator.table == declaration.table else None
        declaration = _of_state(declaration, state)
    return Figure(
        figure=declaration.figure,
        title=declaration.titles["en"],
        table=declaration.table,
        measure=declaration.measure,
        unit="USD" if declaration.summed is not None else None,
        state=state,
        dimension=declaration.dimension.name if declaration.dimension is not None else None,
        filters=declaration.conditions,
        value=_total(rows, declaration),
        parts=tuple(_parts(rows, declaration)),
        parts_add_up=declaration.parts_add_up,
        denominator=_total(rows, denominator) if denominator is not None else None,
        denominator_of=denominator.titles["en"] if denominator is not None else None,
        denominators=_denominators(rows, declaration) if state is None else (),
        rows=_count(
            rows, declaration, Reached("count(*)" if declaration.summed is None else f'count(t."{declaration.summed}")')
        ),
        confirmed=_confirmed(rows, declaration),
        **(_before(rows, declaration) if state is None and not declaration.narrowed else {}),
    )


def _out_of(rows: _Rows, declaration: Declaration) -> Declaration | None:
    """The figure out of which one is; none where it has none, or rests on too few States itself."""
    return None if declaration.denominator is None else _told_of(rows, declarations()[declaration.denominator], declaration)


def _told_of(rows: _Rows, whole: Declaration, part: Declaration) -> Declaration | None:
    """A figure with those of the reader's filters of another that its rows tell; none where that rests on too few States."""
    to = Narrowing(**dict(part.narrowed)).of(whole.table)
    try:
        _check_group(rows, whole, to)
    except TooFewStates:
        return None
    return _narrow(rows, whole, to)


def _range(declared: RangeDeclaration, *, low: Figure, high: Figure) -> Range:
    least = {part: int(number) for part, number in low.parts}
    return Range(
        range=declared.range,
        title=declared.titles["en"],
        dimension=high.dimension,
        low_figure=low.figure,
        high_figure=high.figure,
        low=int(low.value),
        high=int(high.value),
        parts=tuple((part, least.get(part, 0), int(number)) for part, number in high.parts),
        rows=high.rows,
        confirmed=high.confirmed,
    )


def _before(rows: _Rows, declaration: Declaration) -> dict[str, Any]:
    """What the Release before published under the same name, if it counted the same; why not, if it did not."""
    release = rows.ask('SELECT "release" FROM previous_figures LIMIT 1')
    if not release:
        return {}
    found = rows.ask(
        'SELECT "table", "measure", "dimension", "filters", "value", "parts" FROM previous_figures WHERE "figure" = ?',
        (declaration.figure,),
    )
    if not found:
        return {"previous_release": release[0][0], "not_comparable": "not_in_previous"}
    table, measure, dimension, filters, value, parts = found[0]
    said = (table, measure, dimension, tuple(json.loads(filters)))
    name = declaration.dimension.name if declaration.dimension is not None else None
    if said != (declaration.table, declaration.measure, name, tuple(one.words for one in declaration.filters)):
        return {"previous_release": release[0][0], "not_comparable": "counted_otherwise"}
    number: type[int] | type[Decimal] = int if declaration.summed is None else Decimal
    return {
        "previous_release": release[0][0],
        "previous": number(value),
        "previous_parts": tuple((part, number(one)) for part, one in json.loads(parts)),
    }


def _of_state(declaration: Declaration, state: str) -> Declaration:
    return replace(declaration, filters=(*declaration.filters, Filter(column="state", one_of=(state,))))


def standing_apart(states: dict[str, int], *, fewest: int) -> set[str]:
    """Parts that may be shown, given the number of States in each: those of at least so many; what is left over is merged.

    One small part left over alone would show through its difference from the total, and so would few States; the next
    larger parts therefore join what is left over until it is neither. A part in which no State stands tells of none.
    """
    by_size = sorted((part for part in states if states[part]), key=lambda part: (states[part], part))
    merged = [part for part in by_size if states[part] < fewest]
    if not merged:
        return set(states)
    for part in by_size[len(merged) :]:
        if len(merged) > 1 and sum(states[one] for one in merged) >= fewest:
            break
        merged.append(part)
    return set(states) - set(merged)


def _total(rows: _Rows, declaration: Declaration) -> Number:
    if declaration.summed is not None:
        return add(_sums(rows, declaration, Reached("''")).values())
    measure = measured(declaration, several=False)
    return _count(rows, declaration, measure)


def _count(rows: _Rows, declaration: Declaration, measure: Reached) -> int:
    condition, values = where(declaration)
    query = f'SELECT {measure.value} FROM "{declaration.table}" t{joined(measure)} WHERE {condition}'
    return int(rows.ask(query, [*measure.values, *values])[0][0])


def _parts(rows: _Rows, declaration: Declaration) -> list[Part]:
    dimension = declaration.dimension
    if dimension is None:
        return []
    value = laid_open(declaration, dimension)
    if declaration.summed is not None:
        parts: Mapping[str, Number] = _sums(rows, declaration, value)
    else:
        named = _named(value)
        if dimension.merge_below:
            named = _merging(rows, declaration, named, fewest=dimension.merge_below)
        parts = _grouped(rows, declaration, named, measured(declaration, several=value.several))
    return sorted(parts.items(), key=lambda part: _place(part[0], dimension))


def _denominators(rows: _Rows, declaration: Declaration) -> tuple[Part, ...]:
    """The number out of which each part is, where the denominator is split alike and nothing in it is merged."""
    dimension = declaration.dimension
    if dimension is None or dimension.merge_below or declaration.summed is not None:
        return ()
    split = declarations().get(f"{declaration.denominator}.{dimension.name}")
    whole = None if split is None else _told_of(rows, split, declaration)
    return () if whole is None else tuple(_parts(rows, whole))


def _named(value: Reached) -> Reached:
    """The name of the part in which a row stands."""
    return Reached(f"coalesce({value.value}, '{NOT_NAMED}')", value.joins)


def _states_in(rows: _Rows, declaration: Declaration, named: Reached) -> dict[str, int]:
    """For each part the number of States on which it rests."""
    state = state_of(declaration)
    return _grouped(rows, declaration, named, Reached(f"count(DISTINCT {state.value})", state.joins))


def _merging(rows: _Rows, declaration: Declaration, named: Reached, *, fewest: int) -> Reached:
    """The part in which a row stands once those that rest on too few States are one: a row counts once in what is merged."""
    apart = standing_apart(_states_in(rows, declaration, named), fewest=fewest)
    kept = ", ".join(f"'{part}'" for part in sorted(apart)) or "NULL"
    return Reached(f"CASE WHEN {named.value} IN ({kept}) THEN {named.value} ELSE '{MERGED}' END", named.joins)


def _grouped(rows: _Rows, declaration: Declaration, part: Reached, measure: Reached) -> dict[str, int]:
    """The measure for each part in which some row stands."""
    condition, values = where(declaration)
    query = (
        f'SELECT {part.value} AS part, {measure.value} FROM "{declaration.table}" t{joined(measure, part)} '
        f"WHERE {condition} GROUP BY part"
    )
    return {str(value): int(number) for value, number in rows.ask(query, [*measure.values, *values])}


def _sums(rows: _Rows, declaration: Declaration, value: Reached) -> dict[str, Decimal]:
    condition, values = where(declaration)
    query = (
        f'SELECT coalesce({value.value}, \'{NOT_NAMED}\'), t."{declaration.summed}" FROM "{declaration.table}" t '
        f'WHERE {condition} AND t."{declaration.summed}" IS NOT NULL'
    )
    return {str(name): Decimal(amount) for name, amount in rows.sums(query, values)}


def _place(part: str, dimension: Dimension) -> tuple[int, int, str]:
    """Place of a part: as in the code list, else by number and letter; one of its own first, unnamed and merged ones last."""
    if part in (NOT_NAMED, MERGED):
        return (2, 0, part)
    order = codes(dimension.codes) if dimension.codes is not None else ()
    if dimension.instead is not None:
        order = (dimension.instead.part, *order)
    if part in order:
        return (0, order.index(part), part)
    return (1, int(part) if part.isdigit() else 0, part)


def _confirmed(rows: _Rows, declaration: Declaration) -> int | None:
    """Rows counted that a person has confirmed; none where rows of the table are not confirmed one by one.

    A gap is confirmed where its need is.
    """
    if declaration.table == "gaps":
        of_need = ' LEFT JOIN "needs" n ON n."need_id" = t."need_id"'
        return _count(rows, declaration, Reached("count(*) FILTER (WHERE n.\"reading\" = 'confirmed')", (of_need,)))
    named = {row[1] for row in rows.ask(f'PRAGMA table_info("{declaration.table}")')}
    confirmed = _CONFIRMED_BY & named
    if not confirmed:
        return None
    return _count(rows, declaration, Reached(f"count(*) FILTER (WHERE t.\"{confirmed.pop()}\" = 'confirmed')"))


_CONFIRMED_BY = {"reading", "standing"}

"""The one function that evaluates a declared figure on a Release; page, export, API, report and check all call it."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from article60.codes.labels import codes
from article60.domain.figure import Figure
from article60.domain.usd import add
from article60.figures.declarations import MERGED, NOT_NAMED, Declaration, Dimension, Filter, declarations

Number = int | Decimal
Part = tuple[str, Number]


def all_figures(connection: sqlite3.Connection) -> list[Figure]:
    """Every declared figure, in declared order."""
    return [evaluate(connection, declaration) for declaration in declarations().values()]


def figures_of_states(connection: sqlite3.Connection) -> Iterator[Figure]:
    """Yield the figures that are published for each State by itself, by the State's code; only where some row counts."""
    chosen = [declaration for declaration in declarations().values() if declaration.of_states]
    tables = dict.fromkeys(declaration.table for declaration in chosen)
    named = " UNION ALL ".join(f'SELECT "state" FROM "{table}" WHERE "state" IS NOT NULL' for table in tables)
    for (state,) in connection.execute(f"SELECT DISTINCT * FROM ({named}) ORDER BY 1").fetchall():
        for declaration in chosen:
            figure = evaluate(connection, declaration, state=state)
            if figure.rows:
                yield figure


def evaluate(connection: sqlite3.Connection, declaration: Declaration, *, state: str | None = None) -> Figure:
    """The declared number on the rows of this Release, with its parts, its denominator and how much of it is confirmed.

    `state` takes the rows of one State alone, for the figure and for a denominator over the same table; another has none.
    """
    denominator = declarations()[declaration.denominator] if declaration.denominator is not None else None
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
        filters=tuple(one.words for one in declaration.filters),
        value=_total(connection, declaration),
        parts=tuple(_parts(connection, declaration)),
        parts_add_up=declaration.parts_add_up,
        denominator=_total(connection, denominator) if denominator is not None else None,
        denominator_of=denominator.titles["en"] if denominator is not None else None,
        rows=_count(connection, declaration, "count(*)" if declaration.summed is None else f'count(t."{declaration.summed}")'),
        confirmed=_confirmed(connection, declaration),
    )


def _of_state(declaration: Declaration, state: str) -> Declaration:
    return replace(declaration, filters=(*declaration.filters, Filter(column="state", one_of=(state,))))


def where(declaration: Declaration, *, rows: str = "t") -> tuple[str, list[str | int]]:
    """SQL condition and its values for the rows that a figure counts; `rows` is the name by which the query calls its table."""
    conditions, values = ["1"], list[str | int]()
    for one in declaration.filters:
        column = f'{rows}."{one.column}"'
        if one.filled is not None:
            conditions.append(f"{column} IS {'NOT ' if one.filled else ''}NULL")
            continue
        wanted = one.one_of or one.none_of
        marks = ", ".join("?" * len(wanted))
        conditions.append(f"{column} {'IN' if one.one_of else 'NOT IN'} ({marks})")
        values += wanted
    return " AND ".join(conditions), values


def standing_apart(states: dict[str, int], *, fewest: int) -> set[str]:
    """Parts that may be shown, given the number of States in each: those of at least so many; what is left over is merged.

    One small part left over alone would show through its difference from the total, and so would few States; the next
    larger parts therefore join what is left over until it is neither.
    """
    by_size = sorted(states, key=lambda part: (states[part], part))
    merged = [part for part in by_size if states[part] < fewest]
    if not merged:
        return set(states)
    for part in by_size[len(merged) :]:
        if len(merged) > 1 and sum(states[one] for one in merged) >= fewest:
            break
        merged.append(part)
    return set(states) - set(merged)


def _total(connection: sqlite3.Connection, declaration: Declaration) -> Number:
    if declaration.summed is not None:
        return add(amount for _, amount in _amounts(connection, declaration, part="''", join=""))
    return _count(connection, declaration, _measure(declaration), joins=_measured(declaration))


def _count(connection: sqlite3.Connection, declaration: Declaration, measure: str, *, joins: str = "") -> int:
    condition, values = where(declaration)
    query = f'SELECT {measure} FROM "{declaration.table}" t{joins} WHERE {condition}'
    return int(connection.execute(query, values).fetchone()[0])


def _measure(declaration: Declaration) -> str:
    if declaration.counted is None:
        return "count(*)"
    return "count(DISTINCT m.value)" if declaration.counts_listed else f'count(DISTINCT t."{declaration.counted}")'


def _measured(declaration: Declaration) -> str:
    """The join that lays open a list whose distinct values are counted."""
    return f' JOIN json_each(t."{declaration.counted}") m' if declaration.counts_listed else ""


def _parts(connection: sqlite3.Connection, declaration: Declaration) -> list[Part]:
    dimension = declaration.dimension
    if dimension is None:
        return []
    values: dict[str, Number] = {**_measured_by(connection, declaration)}
    if dimension.merge_below:
        apart = standing_apart(_grouped(connection, declaration, 'count(DISTINCT t."state")'), fewest=dimension.merge_below)
        merged = sum(number for part, number in values.items() if part not in apart)
        values = {part: number for part, number in values.items() if part in apart}
        values |= {MERGED: merged} if merged else {}
    return sorted(values.items(), key=lambda part: _place(part[0], dimension))


def _measured_by(connection: sqlite3.Connection, declaration: Declaration) -> Mapping[str, Number]:
    """The declared measure for each value of the dimension."""
    if declaration.summed is None or declaration.dimension is None:
        return _grouped(connection, declaration, _measure(declaration))
    part, join = laid_open(declaration.dimension)
    amounts: dict[str, list[str]] = defaultdict(list)
    for name, amount in _amounts(connection, declaration, part=part, join=join):
        amounts[name].append(amount)
    return {name: add(some) for name, some in amounts.items()}


def _amounts(connection: sqlite3.Connection, declaration: Declaration, *, part: str, join: str) -> list[tuple[str, str]]:
    """Part and amount of each row that is added up: here and not in SQL, because SQLite knows no exact decimals."""
    condition, values = where(declaration)
    query = (
        f'SELECT coalesce({part}, \'{NOT_NAMED}\'), t."{declaration.summed}" FROM "{declaration.table}" t{join} '
        f'WHERE {condition} AND t."{declaration.summed}" IS NOT NULL'
    )
    return [(str(name), amount) for name, amount in connection.execute(query, values)]


def _grouped(connection: sqlite3.Connection, declaration: Declaration, measure: str) -> dict[str, int]:
    """The measure for each value of the dimension; rows that name none stand under a dash."""
    dimension = declaration.dimension
    assert dimension is not None
    part, join = laid_open(dimension)
    condition, values = where(declaration)
    query = (
        f"SELECT coalesce({part}, '{NOT_NAMED}') AS part, {measure} FROM \"{declaration.table}\" t"
        f"{_measured(declaration)}{join} WHERE {condition} GROUP BY part"
    )
    return {str(value): int(number) for value, number in connection.execute(query, values)}


def laid_open(dimension: Dimension) -> tuple[str, str]:
    """SQL for the value of a dimension and the join that reaches it."""
    if dimension.through is not None:
        return f'd."{dimension.column}"', f' LEFT JOIN "{dimension.through}" d ON d."state" = t."state"'
    if dimension.listed:
        return "d.value", f' LEFT JOIN json_each(t."{dimension.column}") d'
    return f't."{dimension.column}"', ""


def _place(part: str, dimension: Dimension) -> tuple[int, int, str]:
    """Place of a part: as in the code list, else by number and letter; unnamed and merged parts last."""
    if part in (NOT_NAMED, MERGED):
        return (2, 0, part)
    order = codes(dimension.codes) if dimension.codes is not None else ()
    if part in order:
        return (0, order.index(part), part)
    return (1, int(part) if part.isdigit() else 0, part)


def _confirmed(connection: sqlite3.Connection, declaration: Declaration) -> int | None:
    """Rows counted that a person has confirmed; none where rows of the table are not confirmed one by one."""
    named = {row[1] for row in connection.execute(f'PRAGMA table_info("{declaration.table}")')}
    confirmed = _CONFIRMED_BY & named
    return (
        _count(connection, declaration, f"count(*) FILTER (WHERE t.\"{confirmed.pop()}\" = 'confirmed')") if confirmed else None
    )


_CONFIRMED_BY = {"reading", "standing"}

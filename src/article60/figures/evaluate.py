"""The one function that evaluates a declared figure on a Release; page, export, API, report and check all call it."""

import sqlite3

from article60.codes.labels import codes
from article60.domain.figure import Figure
from article60.figures.declarations import MERGED, NOT_NAMED, Declaration, Dimension, declarations

Part = tuple[str, int]


def all_figures(connection: sqlite3.Connection) -> list[Figure]:
    """Every declared figure, in declared order."""
    return [evaluate(connection, declaration) for declaration in declarations().values()]


def evaluate(connection: sqlite3.Connection, declaration: Declaration) -> Figure:
    """The declared number on the rows of this Release, with its parts, its denominator and how much of it is confirmed."""
    denominator = declarations()[declaration.denominator] if declaration.denominator is not None else None
    return Figure(
        figure=declaration.figure,
        title=declaration.titles["en"],
        table=declaration.table,
        measure=declaration.measure,
        dimension=declaration.dimension.name if declaration.dimension is not None else None,
        filters=tuple(one.words for one in declaration.filters),
        value=_total(connection, declaration),
        parts=tuple(_parts(connection, declaration)),
        parts_add_up=declaration.parts_add_up,
        denominator=_total(connection, denominator) if denominator is not None else None,
        denominator_of=denominator.titles["en"] if denominator is not None else None,
        rows=_count(connection, declaration, "count(*)"),
        confirmed=_confirmed(connection, declaration),
    )


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


def _total(connection: sqlite3.Connection, declaration: Declaration) -> int:
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
    values = _grouped(connection, declaration, _measure(declaration))
    if dimension.merge_below:
        apart = standing_apart(_grouped(connection, declaration, 'count(DISTINCT t."state")'), fewest=dimension.merge_below)
        merged = sum(number for part, number in values.items() if part not in apart)
        values = {part: number for part, number in values.items() if part in apart}
        values |= {MERGED: merged} if merged else {}
    return sorted(values.items(), key=lambda part: _place(part[0], dimension))


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

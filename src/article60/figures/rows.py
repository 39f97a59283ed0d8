"""SQL over the rows that a figure counts: its conditions, what it counts in them, and how a dimension is reached from them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from article60.figures.declarations import MERGED, NOT_NAMED, Declaration, Dimension, Filter
from article60.figures.narrowing import conditions as of_reader
from article60.figures.narrowing import of_states_counted

_RECIPIENT_STATES = ' LEFT JOIN "activity_states" s ON s."activity_id" = t."activity_id"'
"""States of an activity, each once, whatever the level at which the publisher names them."""


@dataclass(frozen=True, slots=True)
class Reached:
    """An expression over the rows, called `t`, the joins that it needs, and whether these lay a row open to several values.

    `values` stand for the question marks of the expression.
    """

    value: str
    joins: tuple[str, ...] = ()
    several: bool = False
    values: tuple[str, ...] = ()


def where(declaration: Declaration, *, rows: str = "t") -> tuple[str, list[str | int]]:
    """SQL condition and its values for the rows that a figure counts; `rows` is the name by which the query calls its table."""
    conditions, values = ["1"], list[str | int]()
    for one in declaration.filters:
        condition, wanted = _condition(one, rows)
        conditions.append(condition)
        values += wanted
    for condition, value in of_reader(declaration, rows=rows):
        conditions.append(condition)
        values.append(value)
    return " AND ".join(conditions), values


def _condition(one: Filter, rows: str) -> tuple[str, list[str | int]]:
    column = f'{rows}."{one.column}"'
    values = list(one.one_of or one.none_of)
    if one.filled is not None:
        condition = f"{column} IS {'NOT ' if one.filled else ''}NULL"
    else:
        condition = f"{column} {'IN' if one.one_of else 'NOT IN'} ({', '.join('?' * len(values))})"
    if one.alternative is None:
        return condition, values
    other, others = _condition(one.alternative, rows)
    return f"({condition} OR {other})", values + others


def measured(declaration: Declaration, *, several: bool) -> Reached:
    """What is counted: rows, each once even where it is laid open to several values, or the distinct values of a column."""
    if declaration.counted is None:
        return Reached('count(DISTINCT t."rowid")' if several else "count(*)")
    if declaration.counts_listed:
        return _each(declaration, "m.value", f' JOIN json_each(t."{declaration.counted}") m')
    if declaration.counts_recipients:
        return _each(declaration, 's."state"', _RECIPIENT_STATES)
    return Reached(f'count(DISTINCT t."{declaration.counted}")')


def _each(declaration: Declaration, state: str, join: str) -> Reached:
    """The different States that the rows name; of a row that names several, those to which a reader narrowed the figure."""
    kept, values = of_states_counted(declaration, state)
    return Reached(
        f"count(DISTINCT CASE WHEN {kept} THEN {state} END)" if kept else f"count(DISTINCT {state})", (join,), values=values
    )


def state_of(declaration: Declaration) -> Reached:
    """The State of a row; several of an activity or a document."""
    if declaration.table == "documents":
        return Reached("e.value", (' LEFT JOIN json_each(t."states") e',), several=True)
    if declaration.table == "activities":
        return Reached('s."state"', (_RECIPIENT_STATES,), several=True)
    return Reached('t."state"')


def laid_open(declaration: Declaration, dimension: Dimension) -> Reached:
    """The value of a dimension in each row; a row stands several times where it has several."""
    if dimension.through == "states":
        state = state_of(declaration)
        joins = (*state.joins, f' LEFT JOIN "states" d ON d."state" = {state.value}')
        return Reached(f'd."{dimension.column}"', joins, several=state.several)
    if dimension.through == "provisions":
        articles = ' LEFT JOIN json_each(t."articles") a LEFT JOIN "provisions" d ON d."provision" = a.value'
        return Reached(f'd."{dimension.column}"', (articles,), several=True)
    if dimension.listed:
        return Reached("d.value", (f' LEFT JOIN json_each(t."{dimension.column}") d',), several=True)
    if dimension.year:
        return Reached(f'substr(t."{dimension.column}", 1, 4)')
    column = f't."{dimension.column}"'
    if dimension.instead is not None:
        meant = " AND ".join(map(_declared, dimension.instead.where))
        return Reached(f"CASE WHEN {meant} THEN '{dimension.instead.part}' ELSE {column} END")
    return Reached(column)


def _declared(one: Filter) -> str:
    """A condition of a declaration with its values in it."""
    condition, values = _condition(one, "t")
    first, *rest = condition.split("?")
    return first + "".join(map(_literal, values, rest))


def _literal(value: str | int, after: str) -> str:
    """A value as SQL writes it, and what comes after it."""
    return (str(value) if isinstance(value, int) else "'" + value.replace("'", "''") + "'") + after


def joined(*reached: Reached) -> str:
    """The joins of several expressions, each once, in their order."""
    return "".join(dict.fromkeys(join for one in reached for join in one.joins))


def of_part(declaration: Declaration, part: str | None, shown: Iterable[str]) -> tuple[str, str, list[str]]:
    """Joins, a further condition and its values for the rows of one part; `shown` are the names of all parts of the figure."""
    if part is None or declaration.dimension is None:
        return "", "", []
    reached = laid_open(declaration, declaration.dimension)
    named = f"CAST(coalesce({reached.value}, '{NOT_NAMED}') AS TEXT)"
    if part != MERGED:
        return joined(reached), f" AND {named} = ?", [part]
    apart = [one for one in shown if one != MERGED]
    return joined(reached), f" AND {named} NOT IN ({', '.join('?' * len(apart))})", apart


def part_of(declaration: Declaration, dimension: Dimension, shown: Sequence[str]) -> Reached:
    """The part in which a row stands; `shown` are the names of all parts, one of which may hold those that do not show."""
    reached = laid_open(declaration, dimension)
    named = f"CAST(coalesce({reached.value}, '{NOT_NAMED}') AS TEXT)"
    if MERGED not in shown:
        return Reached(named, reached.joins, reached.several)
    apart = tuple(one for one in shown if one != MERGED)
    kept = f"CASE WHEN {named} IN ({', '.join('?' * len(apart))}) THEN {named} ELSE '{MERGED}' END"
    return Reached(kept, reached.joins, reached.several, apart)

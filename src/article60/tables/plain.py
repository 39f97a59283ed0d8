"""Records as plain cells - text, numbers and nothing else - and back, for SQLite, CSV and hashing."""

import json
import typing
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields
from datetime import date
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import Any

import polars as pl

from article60.domain.usd import text
from article60.tables.columns import Record, Shared, columns, is_text_list, nested

Cell = str | int | float | None


def rows(noun: type, records: Iterable[Any]) -> Iterator[tuple[Cell, ...]]:
    """Yield the cells of each record in declared order: dates in ISO 8601, yes and no as 1 and 0, lists as JSON text."""
    names = list(columns(noun))
    get = attrgetter(*names)
    makers = [(index, _maker(hint)) for index, hint in enumerate(columns(noun).values()) if hint not in _AS_IS]
    for record in records:
        cells: list[Any] = list(get(record))
        for index, make in makers:
            if cells[index] is not None:
                cells[index] = make(cells[index])
        yield tuple(cells)


def cells_of(noun: type, table: pl.DataFrame) -> list[tuple[Cell, ...]]:
    """The same for the rows of a Polars frame in the noun's schema, without making records of them."""
    return list(zip(*(_column(table[name], hint) for name, hint in columns(noun).items()), strict=True))


def _column(found: pl.Series, hint: Any) -> list[Any]:
    if hint in _AS_IS:
        return found.to_list()
    if hint is date:
        return found.dt.to_string("%Y-%m-%d").to_list()
    if hint is bool:
        return found.cast(pl.Int64).to_list()
    # Lists come back as they were kept and nested records as the text in which they were kept; few differ from one another.
    listed = isinstance(found.dtype, pl.List)
    made: dict[Any, str | None] = {None: None}
    given = [None if value is None else tuple(value) for value in found.to_list()] if listed else found.to_list()
    for value in dict.fromkeys(given):
        if value is not None:
            made[value] = to_json(value if listed else json.loads(value))
    return [made[value] for value in given]


def records(noun: type[Record], cells: Iterable[Sequence[Cell]]) -> Iterator[Record]:
    """Yield one record for each row of cells in declared order."""
    declared = columns(typing.cast(Any, noun))
    names = list(declared)
    readers = [(index, reader(hint)) for index, hint in enumerate(declared.values()) if hint not in _AS_IS]
    for row in cells:
        values: list[Any] = list(row)
        for index, read in readers:
            if values[index] is not None:
                values[index] = read(values[index])
        yield noun(**dict(zip(names, values, strict=True)))


def to_json(value: Any) -> str:
    """JSON text without blanks, letters as they are; a nested record becomes an object, an exact sum decimal text."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_as_object)


def _as_object(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return text(value)
    return {f.name: getattr(value, f.name) for f in fields(value)}


def _maker(hint: Any) -> Callable[[Any], Cell]:
    """What makes a cell of a value of this type. Few lists of text in a column differ, and each becomes JSON text once."""
    return _MAKERS.get(hint) or (cache(to_json) if is_text_list(hint) else to_json)


def reader(hint: Any) -> Callable[[Any], Any]:
    """What makes a value of this type from its cell, of a type that cells do not hold as it is.

    Few texts of a column differ, and each is read once.
    """
    if hint in _READERS:
        return _READERS[hint]
    made, shared = nested(hint), Shared()

    @cache
    def read(text: str) -> Any:
        return made(json.loads(text), shared)

    return read


_AS_IS = (str, int, float)
_MAKERS: dict[Any, Callable[[Any], Cell]] = {date: date.isoformat, bool: int}
_READERS: dict[Any, Callable[[Any], Any]] = {date: date.fromisoformat, bool: bool}

"""Columns derived from domain dataclasses, and records to and from Polars frames."""

import json
import types
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

import polars as pl

Record = TypeVar("Record")

_SCALARS: dict[Any, type[pl.DataType]] = {str: pl.String, int: pl.Int64, float: pl.Float64, bool: pl.Boolean, date: pl.Date}


class UndeclaredColumn(ValueError):
    """A table holds a column that its noun does not declare, or lacks one that it does."""


@cache
def columns(noun: Any) -> dict[str, Any]:
    """Name and Python type of each column of a noun, in declared order; `None` taken out of optional types."""
    hints = typing.get_type_hints(noun)
    return {f.name: _without_none(hints[f.name]) for f in fields(noun)}


@cache
def schema(noun: Any) -> pl.Schema:
    """Polars schema of a noun: scalars as they are, tuples of text as lists, anything nested as JSON text."""
    return pl.Schema({name: _data_type(hint) for name, hint in columns(noun).items()})


def frame(noun: type, records: Iterable[Any]) -> pl.DataFrame:
    """Table of the records given, one row each, in their order."""
    some = list(records)
    return of_columns(noun, {name: list(map(attrgetter(name), some)) for name in columns(noun)})


def of_columns(noun: type, values: Mapping[str, Iterable[Any]]) -> pl.DataFrame:
    """Table of the values given by column."""
    kinds = schema(noun)
    return pl.DataFrame([_series(name, hint, kinds[name], values[name]) for name, hint in columns(noun).items()])


def _series(name: str, hint: Any, kind: pl.DataType, values: Iterable[Any]) -> pl.Series:
    """One column. Lists are made from JSON text, many times faster than from lists; few of them differ from one another."""
    if hint in _SCALARS:
        return pl.Series(name, values if isinstance(values, list) else list(values), dtype=kind)
    if not is_text_list(hint):
        texts = [None if value is None else json.dumps(value, ensure_ascii=False, default=_as_json) for value in values]
        return pl.Series(name, texts, dtype=pl.String)
    given = list(values)
    made = {value: None if value is None else json.dumps(value, ensure_ascii=False) for value in set(given)}
    return pl.Series(name, [made[value] for value in given], dtype=pl.String).str.json_decode(kind)


class _Once(dict[str | None, Any]):
    """What is made of each text, made when it is first met; None of None."""

    def __init__(self, make: Callable[[str], Any]) -> None:
        super().__init__({None: None})
        self._make = make

    def __missing__(self, text: str) -> Any:
        self[text] = made = self._make(text)
        return made


def _itself(value: Any) -> Any:
    """What stands where a text should stays what it is, for who checks that."""
    return value


class Shared:
    """The texts and days of records, each held once: of ten million texts in what is kept of a corpus one in twenty differs."""

    __slots__ = ("days", "texts")

    def __init__(self) -> None:
        self.texts, self.days = _Once(_itself), _Once(date.fromisoformat)


def records(noun: type[Record], table: pl.DataFrame, *, shared: Shared | None = None) -> Iterator[Record]:
    """Yield one record a row, `shared` holding what several tables have in common.

    Raises UndeclaredColumn where the table's columns are not those of the noun.
    """
    declared = columns(noun)  # type: ignore[arg-type]  # every type is hashable; typeshed cannot say so
    checked(noun, table)
    held = Shared() if shared is None else shared
    values = [_from_cells(table[name].to_list(), hint, held) for name, hint in declared.items()]
    for row in zip(*values, strict=True):
        yield noun(**dict(zip(declared, row, strict=True)))


def checked(noun: type, table: pl.DataFrame) -> pl.DataFrame:
    """The table, if its columns are those of the noun. Raises UndeclaredColumn where they are not."""
    odd = sorted(set(table.columns) ^ set(columns(noun)))
    if odd:
        raise UndeclaredColumn(f"{noun.__name__}: {', '.join(odd)}")
    return table


def _without_none(hint: Any) -> Any:
    if isinstance(hint, types.UnionType):
        inner = [part for part in typing.get_args(hint) if part is not type(None)]
        return inner[0]
    return hint


def is_text_list(hint: Any) -> bool:
    """Whether a column holds lists of text."""
    return typing.get_origin(hint) is tuple and typing.get_args(hint) == (str, ...)


def _data_type(hint: Any) -> Any:
    if hint in _SCALARS:
        return _SCALARS[hint]
    return pl.List(pl.String) if is_text_list(hint) else pl.String


def _from_cells(cells: list[Any], hint: Any, shared: Shared) -> list[Any]:
    """The values of one column."""
    if hint is str:
        return [shared.texts[cell] for cell in cells]
    if hint in _SCALARS:
        return cells
    if is_text_list(hint):
        return [None if cell is None else tuple(map(shared.texts.__getitem__, cell)) for cell in cells]
    read = nested(hint)
    return [None if cell is None else read(json.loads(cell), shared) for cell in cells]


def _same(value: Any, _: Shared) -> Any:
    return value


def _text(value: Any, shared: Shared) -> Any:
    return shared.texts[value]


def _day(value: Any, shared: Shared) -> Any:
    return shared.days[value]


@cache
def nested(hint: Any) -> Callable[[Any, Shared], Any]:
    """What makes a value of this type from JSON; worked out once for each type, since one table may hold millions of values."""
    hint = _without_none(hint)
    if typing.get_origin(hint) is tuple:
        return _tuple_of(typing.get_args(hint))
    if is_dataclass(hint) and isinstance(hint, type):
        parts = [(name, nested(part)) for name, part in columns(hint).items()]
        return lambda value, shared: None if value is None else hint(**{name: of(value[name], shared) for name, of in parts})
    return {str: _text, date: _day}.get(hint, _same)


def _tuple_of(inner: tuple[Any, ...]) -> Callable[[Any, Shared], Any]:
    if len(inner) == 2 and inner[1] is ...:
        each = nested(inner[0])
        return lambda value, shared: None if value is None else tuple([each(item, shared) for item in value])
    parts = [nested(part) for part in inner]
    return lambda value, shared: (
        None if value is None else tuple([of(item, shared) for of, item in zip(parts, value, strict=True)])
    )


def _as_json(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return {name: getattr(value, name) for name in columns(type(value))}  # type: ignore[arg-type]  # every type is hashable; typeshed cannot say so

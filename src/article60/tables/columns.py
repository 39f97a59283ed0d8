"""Columns derived from domain dataclasses, and records to and from Polars frames."""

import json
import types
import typing
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
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
    declared = columns(noun)
    values: dict[str, list[Any]] = {name: [] for name in declared}
    for record in records:
        for name, hint in declared.items():
            values[name].append(_to_cell(getattr(record, name), hint))
    return pl.DataFrame(values, schema=schema(noun))


def records(noun: type[Record], table: pl.DataFrame) -> Iterator[Record]:
    """Yield one record a row. Raises UndeclaredColumn where the table's columns are not those of the noun."""
    declared = columns(noun)  # type: ignore[arg-type]  # every type is hashable; typeshed cannot say so
    if set(table.columns) != set(declared):
        odd = sorted(set(table.columns) ^ set(declared))
        raise UndeclaredColumn(f"{noun.__name__}: {', '.join(odd)}")
    for row in table.iter_rows(named=True):
        yield noun(**{name: _from_cell(row[name], hint) for name, hint in declared.items()})


def _without_none(hint: Any) -> Any:
    if isinstance(hint, types.UnionType):
        inner = [part for part in typing.get_args(hint) if part is not type(None)]
        return inner[0]
    return hint


def _is_text_list(hint: Any) -> bool:
    return typing.get_origin(hint) is tuple and typing.get_args(hint) == (str, ...)


def _data_type(hint: Any) -> Any:
    if hint in _SCALARS:
        return _SCALARS[hint]
    return pl.List(pl.String) if _is_text_list(hint) else pl.String


def _to_cell(value: Any, hint: Any) -> Any:
    if value is None or hint in _SCALARS:
        return value
    if _is_text_list(hint):
        return list(value)
    return json.dumps(value, ensure_ascii=False, default=_as_json)


def _from_cell(value: Any, hint: Any) -> Any:
    if value is None or hint in _SCALARS:
        return value
    if _is_text_list(hint):
        return tuple(value)
    return _nested(json.loads(value), hint)


def _nested(value: Any, hint: Any) -> Any:
    hint = _without_none(hint)
    if typing.get_origin(hint) is tuple:
        inner = typing.get_args(hint)
        if len(inner) == 2 and inner[1] is ...:
            return tuple(_nested(item, inner[0]) for item in value)
        return tuple(_nested(item, part) for item, part in zip(value, inner, strict=True))
    if hint is date and value is not None:
        return date.fromisoformat(value)
    if is_dataclass(hint) and isinstance(hint, type):
        return hint(**{name: _nested(value[name], part) for name, part in columns(hint).items()})
    return value


def _as_json(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return {f.name: getattr(value, f.name) for f in fields(value)}

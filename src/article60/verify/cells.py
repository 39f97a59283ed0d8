"""Names the cells of a Release that hold no value of their column: a day that is none, text where a number stands, nothing."""

import sqlite3
import typing
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from article60.publication.reading import DATABASE
from article60.tables.columns import columns, is_text_list
from article60.tables.declared import TABLES, Table
from article60.tables.plain import reader
from article60.verify.problem import Problem

_KEPT_AS = {str: "text", int: "integer", float: "real", bool: "integer"}
"""As what SQLite keeps the values of a column; days, lists and nested records are text."""

_SAYS = {
    str: "is no text",
    int: "is no whole number",
    float: "is no number",
    bool: "is neither 0 nor 1",
    date: "is no day as 2026-06-30",
}


def told(connection: sqlite3.Connection, checks: Callable[[], list[Problem]]) -> list[Problem]:
    """What the checks find; where they find anything, or cannot go on, the cells that may have led to it first.

    A Release in which all is well is not read a second time.
    """
    try:
        found = checks()
    except Exception:  # whatever a value of another form leads to; where there is none, the error is our own
        bad = list(unreadable(connection))
        if not bad:
            raise
        return bad
    return [*unreadable(connection), *found] if found else []


def unreadable(connection: sqlite3.Connection) -> Iterator[Problem]:
    """Every value that is none of its column, with the first row that has it; tables of other columns are passed over."""
    for name, table in TABLES.items():
        if tuple(row[1] for row in connection.execute(f'PRAGMA table_info("{name}")')) != table.columns:
            continue
        optional = _optional(table)
        for column, hint in columns(table.noun).items():
            yield from _in_column(connection, table, column, hint, optional=column in optional)


def _optional(table: Table) -> set[str]:
    hints = typing.get_type_hints(table.noun)
    return {name for name, hint in hints.items() if type(None) in typing.get_args(hint)}


def _in_column(connection: sqlite3.Connection, table: Table, column: str, hint: Any, *, optional: bool) -> Iterator[Problem]:
    keys = ", ".join(f'"{key}"' for key in table.key)
    query = (
        f'SELECT "{column}", typeof("{column}"), count(*), min(rowid), {keys} FROM "{table.name}" '
        f'GROUP BY 1, 2 ORDER BY min(rowid)'
    )  # fmt: skip
    reading = connection.cursor()
    reading.row_factory = None
    for value, kept_as, count, _, *key in reading.execute(query):
        if value is None:
            wrong = None if optional else "is empty"
        else:
            wrong = None if _holds(value, kept_as, hint) else f"{str(value)[:60]!r} {_SAYS.get(hint, 'is not of its form')}"
        if wrong is not None:
            further = f" (and in {count - 1} further rows)" if count > 1 else ""
            row = " ".join(str(part) for part in key)
            yield Problem(where=f"{DATABASE} {table.name}.{column}", what=f"row {row}: {wrong}{further}")


def _holds(value: Any, kept_as: str, hint: Any) -> bool:
    if kept_as != _KEPT_AS.get(hint, "text"):
        return False
    if hint is bool:
        return value in (0, 1)
    if hint in (str, int, float):
        return True
    try:
        read = reader(hint)(value)
    except (ValueError, TypeError, LookupError):
        return False
    if hint is date:
        return bool(read.isoformat() == value)
    return not is_text_list(hint) or (isinstance(read, tuple) and all(isinstance(one, str) for one in read))

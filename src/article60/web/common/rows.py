"""Rows of a Release's tables as the domain's records, chosen by a condition that the code declares."""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from article60.tables.declared import TABLES
from article60.tables.plain import Cell, records


def select(
    connection: sqlite3.Connection, table: str, condition: str = "1", values: Sequence[Cell] = (), *, order: str = "t.rowid"
) -> list[Any]:
    """Records of a declared table, called `t` in the condition; the file's order is the canonical one."""
    declared = TABLES[table]
    chosen = ", ".join(f't."{column}"' for column in declared.columns)
    query = f'SELECT {chosen} FROM "{table}" t WHERE {condition} ORDER BY {order}'
    return list(records(declared.noun, (tuple(row) for row in connection.execute(query, values))))


def one(connection: sqlite3.Connection, table: str, key: str) -> Any | None:
    """The record with this identifier; None where the table has none."""
    column = TABLES[table].key[0]
    found = select(connection, table, f't."{column}" = ?', (key,))
    return found[0] if found else None


def among(connection: sqlite3.Connection, table: str, column: str, values: Iterable[str], *, condition: str = "1") -> list[Any]:
    """Records whose column is one of the values, however many there are, and that fulfil the condition."""
    wanted = list(dict.fromkeys(values))
    found: list[Any] = []
    for start in range(0, len(wanted), 500):
        part = wanted[start : start + 500]
        found += select(connection, table, f't."{column}" IN ({", ".join("?" * len(part))}) AND ({condition})', part)
    return found


def grouped(found: Iterable[Any], attribute: str) -> dict[str, list[Any]]:
    """The records by the value of one attribute, in their order."""
    by_value: dict[str, list[Any]] = {}
    for record in found:
        by_value.setdefault(getattr(record, attribute), []).append(record)
    return by_value


def named(connection: sqlite3.Connection, table: str, identifiers: Iterable[str]) -> dict[str, Any]:
    """Records of a declared table by their identifier."""
    key = TABLES[table].key[0]
    return {getattr(record, key): record for record in among(connection, table, key, identifiers)}

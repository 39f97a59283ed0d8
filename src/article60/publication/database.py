"""Writes the tables of a Release as one SQLite file: declared columns, indexes, link tables and full text."""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from article60.tables.canonical import Rows
from article60.tables.columns import columns
from article60.tables.declared import LINKS, TABLES, Link, Table
from article60.tables.plain import Cell
from article60.text.normalise import fold

_TYPES: Mapping[Any, str] = {str: "TEXT", int: "INTEGER", float: "REAL", bool: "INTEGER", date: "TEXT"}

_BEFORE = ("PRAGMA page_size = 4096", "PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF", "BEGIN")

FULL_TEXT: Mapping[str, tuple[str, ...]] = {
    "needs": ("text", "beneficiary", "symbol"),
    "good_practices": ("text", "symbol"),
    "activities": ("iati_identifier", "reporting_org_name", "title", "description"),
    "documents": ("file", "symbol", "publisher"),
}


class RowTwice(ValueError):
    """Two rows of a table have the same key."""


def write(path: Path, tables: Mapping[str, Rows], *, meta: Mapping[str, str]) -> None:
    """Write all rows, in the order given, to a new file; the same rows give the same bytes.

    Raises RowTwice, naming table and key, where a key stands twice.
    """
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        for statement in _BEFORE:
            connection.execute(statement)
        for name, table in TABLES.items():
            _fill(connection, table, tables.get(name, []))
        for link in LINKS:
            _link(connection, link, tables.get(link.table, []))
        _index_states(connection)
        _index_text(connection, tables)
        _pairs(connection, meta)
        connection.execute("COMMIT")
        connection.execute("VACUUM")
    finally:
        connection.close()


def _fill(connection: sqlite3.Connection, table: Table, cells: Rows) -> None:
    connection.execute(_create(table))
    marks = ", ".join("?" * len(table.columns))
    try:
        connection.executemany(f'INSERT INTO "{table.name}" VALUES ({marks})', cells)
    except sqlite3.IntegrityError as error:
        raise RowTwice(f"{table.name}: {error}; each {', '.join(table.key)} may stand once") from error
    if not table.unique:
        _index(connection, table.name, table.key[0])
    for column in table.refers:
        if column not in table.key and columns(table.noun)[column] is str:
            _index(connection, table.name, column)


def _create(table: Table) -> str:
    declared = [f'"{name}" {_TYPES.get(hint, "TEXT")}' for name, hint in columns(table.noun).items()]
    key = ", ".join(f'"{name}"' for name in table.key)
    return f'CREATE TABLE "{table.name}" ({", ".join(declared + ([f"PRIMARY KEY ({key})"] if table.unique else []))}) STRICT'


def _index(connection: sqlite3.Connection, table: str, column: str) -> None:
    connection.execute(f'CREATE INDEX "{table}_by_{column}" ON "{table}" ("{column}")')


def _link(connection: sqlite3.Connection, link: Link, cells: Rows) -> None:
    key = TABLES[link.table].key[0]
    connection.execute(f'CREATE TABLE "{link.name}" ("{key}" TEXT, "position" INTEGER, "{link.value}" TEXT) STRICT')
    connection.executemany(f'INSERT INTO "{link.name}" VALUES (?, ?, ?)', linked(link, cells))
    _index(connection, link.name, link.value)
    _index(connection, link.name, key)


def linked(link: Link, cells: Rows) -> Iterator[tuple[Cell, int, str]]:
    """Yield the rows of a table of pairs: key of the row, place in its list, from 0, and value."""
    table = TABLES[link.table]
    key, place = table.columns.index(table.key[0]), table.columns.index(link.column)
    for row in cells:
        for position, value in enumerate(json.loads(str(row[place]))):
            yield row[key], position, value


def _index_states(connection: sqlite3.Connection) -> None:
    """States of an activity, each once, whatever the level at which the publisher names them."""
    connection.execute(
        'CREATE TABLE "activity_states" ("activity_id" TEXT, "state" TEXT, PRIMARY KEY (state, activity_id)) STRICT'
    )
    connection.execute(
        "INSERT INTO activity_states SELECT DISTINCT activity_id, state FROM activity_recipients "
        "WHERE state IS NOT NULL ORDER BY activity_id, state"
    )
    _index(connection, "activity_states", "activity_id")
    _index(connection, "activity_states", "state")


def _index_text(connection: sqlite3.Connection, tables: Mapping[str, Rows]) -> None:
    """One full text over words folded as the search box folds them; `kind` is the table, `id` the row's key."""
    connection.execute("CREATE VIRTUAL TABLE full_text USING fts5 (kind UNINDEXED, id UNINDEXED, words, tokenize = 'trigram')")
    for name in FULL_TEXT:
        connection.executemany("INSERT INTO full_text VALUES (?, ?, ?)", searched(name, tables.get(name, [])))
    connection.execute("INSERT INTO full_text (full_text) VALUES ('optimize')")


def searched(name: str, cells: Rows) -> Iterator[tuple[str, Cell, str]]:
    """Yield the rows of the full text for one table: its name, the key of the row, and the words by which it is found."""
    table = TABLES[name]
    key, places = table.columns.index(table.key[0]), [table.columns.index(column) for column in FULL_TEXT[name]]
    for row in cells:
        yield name, row[key], fold(" ".join(str(row[place] or "") for place in places))


def _pairs(connection: sqlite3.Connection, meta: Mapping[str, str]) -> None:
    connection.execute('CREATE TABLE "meta" ("key" TEXT PRIMARY KEY, "value" TEXT) STRICT')
    connection.executemany('INSERT INTO "meta" VALUES (?, ?)', sorted(meta.items()))

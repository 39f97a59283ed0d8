"""The canonical form of a set of tables: rows in a declared order, and a content hash that no file format can change."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from article60.tables.declared import TABLES, Table
from article60.tables.plain import Cell, rows, to_json

Rows = list[tuple[Cell, ...]]


def in_order(table: Table, records: Iterable[Any]) -> Rows:
    """Cells of all records, sorted by the table's sort columns and then by all others; nothing stands before something."""
    return sort(table, rows(table.noun, records))


def sort(table: Table, cells: Iterable[tuple[Cell, ...]]) -> Rows:
    """Rows of cells in the table's order; where the sort columns hold the key of each row, nothing else needs comparing."""
    first = [table.columns.index(name) for name in table.sort_columns]
    decided = table.unique and set(table.key) <= set(table.sort_columns)
    rest = [] if decided else [place for place in range(len(table.columns)) if place not in first]
    places = (*first, *rest)
    return sorted(cells, key=lambda row: [(row[place] is not None, row[place]) for place in places])


def content_hash(tables: Mapping[str, Rows], *, facts: Mapping[str, Any]) -> str:
    """SHA-256 over the hashes of each table and State, in declared order, and over what else makes a Release what it is.

    `tables` holds rows in canonical order; an absent table counts as an empty one. `facts` are plain values: day, audience,
    versions, inputs. Hexadecimal.
    """
    whole = hashlib.sha256(to_json(sorted(facts.items())).encode())
    for name, table in TABLES.items():
        for state, digest in hashes_by_state(table, tables.get(name, [])):
            whole.update(f"\n{name}\t{state}\t{digest}".encode())
    return whole.hexdigest()


def hashes_by_state(table: Table, cells: Rows) -> list[tuple[str, str]]:
    """State and SHA-256 of its rows, by State; all rows of a table without States stand under the empty one."""
    place = table.columns.index("state") if "state" in table.columns else None
    if place is None:
        return [("", _digest(cells))] if cells else []
    by_state = sorted(cells, key=lambda row: str(row[place] or ""))
    return [(state, _digest(list(some))) for state, some in groupby(by_state, key=lambda row: str(row[place] or ""))]


def _digest(cells: Sequence[tuple[Cell, ...]]) -> str:
    """SHA-256 over the rows as JSON arrays, each followed by a comma; taken in portions only to be quick."""
    digest = hashlib.sha256()
    for start in range(0, len(cells), _PORTION):
        digest.update(to_json(cells[start : start + _PORTION])[1:-1].encode())
        digest.update(b",")
    return digest.hexdigest()


_PORTION = 1000

"""Checks that the full text holds of each record exactly the words that its row gives, where that was not found before."""

import hashlib
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from article60.publication import full_text
from article60.publication.reading import cells
from article60.tables.canonical import Digests
from article60.verify.proven import Proven


def leads(connection: sqlite3.Connection, kind: str, *, digests: Digests, proven: Proven) -> bool:
    """Whether it does for one kind that is neither about aid nor of statements."""
    found = _held(connection, *full_text.numbers(kind))
    return _alike(proven, kind, digests[kind], found, full_text.rows(connection, kind))


def of_state(connection: sqlite3.Connection, kind: str, *, rows: tuple[int, int], words: tuple[int, int]) -> bool:
    """Whether it does for one State's statements of a kind: those of these rows, whose words stand in these.

    Of each the number of the first row and that of the last; the number of a row of words counts from the first of its kind.
    """
    first = full_text.numbers(kind)[0] - 1
    found = [row[1:] for row in _held(connection, first + words[0], first + words[1])]
    return found == list(full_text.of_statements(kind, cells(connection, kind, where="rowid BETWEEN ? AND ?", values=rows)))


def _held(connection: sqlite3.Connection, first: int, last: int) -> list[tuple[Any, ...]]:
    held = connection.cursor()
    held.row_factory = None
    return held.execute("SELECT rowid, * FROM full_text WHERE rowid BETWEEN ? AND ? ORDER BY rowid", (first, last)).fetchall()


def nothing_beside(connection: sqlite3.Connection) -> bool:
    """Whether no row of the full text has a number that no kind has."""
    first, last = full_text.numbers(full_text.KINDS[0])[0], full_text.numbers(full_text.KINDS[-1])[1]
    query = "SELECT 1 FROM full_text WHERE rowid < ? UNION ALL SELECT 1 FROM full_text WHERE rowid > ? LIMIT 1"
    return connection.execute(query, (first, last)).fetchone() is None


def hash_of_aid(connection: sqlite3.Connection) -> str:
    """SHA-256 over what the full text holds of the kinds about aid, gone through by SQLite alone."""
    digest = hashlib.sha256()
    whole = f"json_array({', '.join(('rowid', *full_text.COLUMNS))})"
    for kind in sorted(full_text.OF_AID):
        first, last = full_text.numbers(kind)
        top = connection.execute("SELECT max(rowid) FROM full_text WHERE rowid BETWEEN ? AND ?", (first, last)).fetchone()[0]
        for start in range(first, (first if top is None else top) + 1, _TOGETHER):
            query = f"SELECT group_concat({whole}) FROM full_text WHERE rowid BETWEEN ? AND ?"
            digest.update(str(connection.execute(query, (start, min(start + _TOGETHER - 1, last))).fetchone()[0]).encode())
    return digest.hexdigest()


_TOGETHER = 10_000
"""Rows."""


def _alike(proven: Proven, kind: str, of: object, found: Sequence[Any], wanted: Iterable[Any]) -> bool:
    """Whether rows are those that are wanted; they are not asked for where that was found of the same rows before."""
    hashed = hashlib.sha256(repr(found).encode()).hexdigest()
    return proven.holds("words", kind, of, hashed, check=lambda: found == list(wanted))

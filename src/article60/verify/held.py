"""The rows of a Release as the checks of it read them."""

import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from article60.publication.database import OF_AID, OF_PAIRS
from article60.publication.prepared import Prepared, states_named
from article60.publication.reading import cells
from article60.tables.canonical import Digests, Rows, digests
from article60.tables.declared import TABLES
from article60.tables.plain import records


class Held:
    """The rows of a Release's database, each table read once, however many checks it takes part in."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self._cells: dict[str, Rows] = {}
        self._records: dict[str, list[Any]] = {}
        self._most: Prepared | None = None
        self._fresh: Digests | None = None

    def cells(self, name: str) -> Rows:
        """Rows of a table as cells, in the order of the file."""
        if name not in self._cells:
            self._cells[name] = cells(self.connection, name)
        return self._cells[name]

    def records(self, name: str) -> list[Any]:
        """Rows of a table as its noun."""
        if name not in self._records:
            self._records[name] = list(records(TABLES[name].noun, self.cells(name)))
        return self._records[name]

    @property
    def most(self) -> Prepared:
        """Hashes, numbers and States of the tables about aid and of pairs, which are most of the rows."""
        if self._most is None:
            some = {name: self.cells(name) for name in MOST}
            counts = {name: len(rows) for name, rows in some.items()}
            self._most = Prepared(digests=digests(some), counts=counts, states=frozenset(states_named(some)))
        return self._most

    @most.setter
    def most(self, proven: Prepared) -> None:
        self._most = proven

    @property
    def fresh(self) -> Mapping[str, Rows]:
        """Rows of every other table."""
        return {name: self.cells(name) for name in TABLES if name not in MOST}

    @property
    def digests(self) -> Digests:
        """Hashes of all tables, by State."""
        if self._fresh is None:
            self._fresh = digests(self.fresh)
        return {**self._fresh, **self.most.digests}

    @property
    def all(self) -> Prepared:
        """Hashes of all tables, and numbers and States of those that are most of the rows."""
        return replace(self.most, digests=self.digests)


MOST = OF_AID | {*OF_PAIRS}
"""Tables of which few rows, or none, change after a decision."""

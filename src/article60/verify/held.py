"""The rows of a Release as the checks of it read them."""

import sqlite3
from collections.abc import Mapping
from typing import Any

from article60.publication.database import OF_AID, OF_STATES
from article60.publication.prepared import Told, together, told_of
from article60.publication.reading import cells
from article60.tables.canonical import Digests, Rows
from article60.tables.declared import TABLES
from article60.tables.plain import records


class Held:
    """The rows of a Release's database, each table read once, however many checks it takes part in."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self._cells: dict[str, Rows] = {}
        self._records: dict[str, list[Any]] = {}
        self._most: Told | None = None
        self._all: Told | None = None

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
    def most(self) -> Told:
        """What is known of the tables about aid and of those written State by State, which are most of the rows."""
        if self._most is None:
            self._most = told_of({name: self.cells(name) for name in sorted(MOST)})
        return self._most

    @most.setter
    def most(self, proven: Told) -> None:
        self._most, self._all = proven, None

    @property
    def fresh(self) -> Mapping[str, Rows]:
        """Rows of every other table."""
        return {name: self.cells(name) for name in TABLES if name not in MOST}

    @property
    def all(self) -> Told:
        """What is known of all tables."""
        if self._all is None:
            self._all = together([told_of(self.fresh), self.most])
        return self._all

    @property
    def digests(self) -> Digests:
        """Hashes of all tables, by State."""
        return self.all.digests


MOST = OF_AID | OF_STATES
"""Tables of which few rows, or none, change after a decision."""

"""The rows of a Release as the checks of it read them."""

import sqlite3
from typing import Any

from article60.publication.reading import cells
from article60.tables.canonical import Rows
from article60.tables.declared import TABLES
from article60.tables.plain import records


class Held:
    """The rows of a Release's database, each table read once, however many checks it takes part in."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self._cells: dict[str, Rows] = {}
        self._records: dict[str, list[Any]] = {}

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

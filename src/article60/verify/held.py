"""The rows of a Release as the checks of it read them: whole tables where few rows stand in them, else row by row."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from itertools import groupby
from operator import attrgetter
from typing import Any

from article60.progress import Progress, silent, under
from article60.publication.database import OF_AID, OF_STATES
from article60.publication.prepared import Told, together, told_of
from article60.publication.reading import cells, each_row
from article60.tables.canonical import Digests, Rows
from article60.tables.columns import Shared
from article60.tables.declared import TABLES
from article60.tables.plain import Cell, records
from article60.verify.problem import Problem


class Held:
    """The rows of a Release's database.

    Whatever is held stays for all checks that ask for it. Of a table about aid there may be a million rows: those are gone
    through, or held with nothing but what is asked of them.
    """

    def __init__(self, connection: sqlite3.Connection, *, progress: Progress = silent) -> None:
        self.connection, self.progress = connection, progress
        self._cells: dict[str, Rows] = {}
        self._records: dict[tuple[str, type], list[Any]] = {}
        self._texts = Shared().texts
        self._told: dict[str, Told] = {}
        self._most: Told | None = None
        self._all: Told | None = None

    def cells(self, name: str) -> Rows:
        """Rows of a table as cells, in the order of the file; held."""
        if name not in self._cells:
            self._cells[name] = cells(self.connection, name)
        return self._cells[name]

    def records(self, name: str) -> list[Any]:
        """Rows of a table as its noun; held."""
        return self.records_as(TABLES[name].noun, name)

    def records_as(self, noun: type, name: str) -> list[Any]:
        """Rows of a table as a noun that has some of its columns: nothing else of them is held, and equal texts once.

        Each is read whole before, so that a cell which holds no value of its column is found whoever reads it.
        """
        if (name, noun) not in self._records:
            self._records[name, noun] = list(self._with_less(noun, name))
        return self._records[name, noun]

    def _with_less(self, noun: Any, name: str) -> Iterator[Any]:
        asked = [field.name for field in fields(noun)]
        get = attrgetter(*asked)
        for one in self.each(name):
            told = (self._texts[value] if isinstance(value, str) else value for value in get(one))
            yield noun(**dict(zip(asked, told, strict=True)))

    def rows(self, name: str) -> Iterator[tuple[Cell, ...]]:
        """Rows of a table as cells one by one, in the order of the file."""
        return each_row(self.connection, name)

    def each(self, name: str) -> Iterator[Any]:
        """Rows of a table as its noun one by one, in the order of the file."""
        return records(TABLES[name].noun, self.rows(name))

    def by_activity(self, name: str) -> Iterator[tuple[str, list[Any]]]:
        """Rows of a table as its noun, those of one activity together in the order of the file, wherever they stand there."""
        table = TABLES[name]
        chosen = ", ".join(f'"{column}"' for column in table.columns)
        reader = self.connection.cursor()
        reader.row_factory = None
        # Every row is read and put in order, as nothing proves that an index leads to it.
        rows = reader.execute(f'SELECT {chosen} FROM "{name}" NOT INDEXED ORDER BY "activity_id", rowid')
        for activity_id, some in groupby(records(table.noun, rows), key=attrgetter("activity_id")):
            yield activity_id, list(some)

    def under(self, label: str, check: Callable[[], Iterable[Problem]]) -> list[Problem]:
        """What a check finds, under a label that is shown while it goes on."""
        return under(self.progress, label, lambda: list(check()))

    def told(self, name: str) -> Told:
        """What is known of a table once it has been gone through."""
        if name not in self._told:
            self._told[name] = told_of({name: self.rows(name)})
        return self._told[name]

    @property
    def most(self) -> Told:
        """What is known of the tables about aid and of those written State by State, which are most of the rows."""
        if self._most is None:
            names = sorted(MOST)
            self._most = together(self.told(name) for name in self.progress(names, "computing hashes", len(names)))
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

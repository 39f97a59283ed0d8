"""A database of the invented tables, as the figures see it."""

import pytest

from article60.publication import database
from article60.publication.reading import DATABASE, open_release
from article60.tables.canonical import in_order
from article60.tables.declared import TABLES
from invented_tables import tables


@pytest.fixture
def open_database(tmp_path):
    """Makes a database of some tables and opens it."""
    opened = []

    def make(records):
        ordered = {name: in_order(table, records.get(name, ())) for name, table in TABLES.items()}
        folder = tmp_path / str(len(opened))
        folder.mkdir()
        database.write(folder / DATABASE, ordered, meta={})
        opened.append(open_release(folder))
        return opened[-1]

    yield make
    for connection in opened:
        connection.close()


@pytest.fixture
def invented(open_database):
    """A connection to the database of all invented tables."""
    return open_database(tables())

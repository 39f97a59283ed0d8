"""Checks that the index of a Release's full text leads to exactly the words that stand in it."""

import sqlite3
from contextlib import closing
from pathlib import Path

from article60.publication import full_text
from article60.publication.reading import address
from article60.tables.disk import disk_is_full

_PARTS = ("data", "idx", "content", "docsize", "config")
"""Tables of SQLite's own in which a full text is kept, by the end of their names."""

_MEMORY_KB = 32_768


def leads(database: Path) -> bool:
    """Whether it does.

    SQLite can tell of a full text that it may write to only. A Release's database is not written to, so the full text, about
    a fifth of the file, is taken over: into memory, and what is too much for that into a file that only SQLite sees.
    """
    with closing(sqlite3.connect("", isolation_level=None, uri=True)) as own:
        own.execute(f"PRAGMA cache_size = -{_MEMORY_KB}")
        own.execute("PRAGMA journal_mode = OFF")
        own.execute("PRAGMA synchronous = OFF")
        own.execute("ATTACH ? AS release", (address(database),))
        full_text.create(own)
        for part in _PARTS:
            own.execute(f"DELETE FROM full_text_{part}")
            own.execute(f"INSERT INTO full_text_{part} SELECT * FROM release.full_text_{part}")
        try:
            own.execute("INSERT INTO full_text (full_text) VALUES ('integrity-check')")
        except sqlite3.DatabaseError as error:
            if disk_is_full(error):
                raise
            return False
    return True

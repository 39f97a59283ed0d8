"""Puts the rows of many frames in order and writes them, without ever holding more than some of them."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from article60.tables import parquet

AT_A_TIME = 50
"""Rows that are held at a time: as many aid activities, as they are read and written, fill a megabyte or two."""


def save(folder: Path, name: str, frames: Iterable[pl.DataFrame], *, by: Sequence[str], rows: int = AT_A_TIME) -> None:
    """Write a table, a folder with files of at most so many rows each, in the order of columns that are left out of it.

    All frames have the same columns, of texts or whole numbers, and there is at least one. What is equal stays in the order
    given. Rows wait in a file of SQLite, in `folder` until all is written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (
        TemporaryDirectory(dir=folder, prefix="unsorted.") as scratch,
        closing(sqlite3.connect(Path(scratch) / "rows.sqlite", isolation_level=None)) as connection,
    ):
        left = iter(frames)
        first = next(left)
        none = first.clear().drop(by)
        for number, some in enumerate(_sorted(connection, chain([first], left), first.columns, by=by, rows=rows)):
            table = pl.DataFrame(some, schema=none.schema, orient="row")
            parquet.write_frame(folder / name / f"{number:06}.parquet", table)


def _sorted(
    connection: sqlite3.Connection, frames: Iterable[pl.DataFrame], columns: Sequence[str], *, by: Sequence[str], rows: int
) -> Iterator[list[tuple[object, ...]]]:
    """The rows in order, without the columns of `by`, so many at a time; an empty list where there are none."""
    # The file is gone whatever happens, so that nothing need be written so as to survive a crash.
    connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF")
    keys, others = list(by), [column for column in columns if column not in by]
    connection.execute(f"CREATE TABLE held ({_listed([*keys, *others])})")
    connection.execute(f"CREATE INDEX in_order ON held ({_listed(keys)})")  # made later, it is sorted in another folder
    connection.execute("BEGIN")
    put = f"INSERT INTO held VALUES ({', '.join('?' * len(columns))})"
    for frame in frames:
        connection.executemany(put, frame.select([*keys, *others]).iter_rows())
    connection.execute("COMMIT")
    found = connection.execute(f"SELECT {_listed(others)} FROM held ORDER BY {_listed([*keys, 'rowid'])}")
    yield found.fetchmany(rows)
    while some := found.fetchmany(rows):
        yield some


def _listed(columns: Sequence[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)

"""Where tables of a Release's database lie in its file, and a hash over all that lies there."""

import hashlib
import mmap
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path


class NotTold(ValueError):
    """This SQLite cannot tell on which pages a table lies: it was built without its table `dbstat`."""


def hash_of(path: Path, connection: sqlite3.Connection, tables: Collection[str]) -> str:
    """SHA-256 over every page from which rows of these tables, or entries of their indexes, are read.

    Two databases with the same hash hold the same rows in these tables: what declares each table and index is in it, the
    number of each page and its bytes. Raises NotTold where pages cannot be told.
    """
    marks = ", ".join("?" * len(tables))
    trees = connection.execute(
        f"SELECT name, tbl_name, rootpage, sql FROM sqlite_schema WHERE tbl_name IN ({marks}) ORDER BY rootpage", sorted(tables)
    ).fetchall()
    size = connection.execute("PRAGMA page_size").fetchone()[0]
    digest = hashlib.sha256(repr([size, *(tuple(tree) for tree in trees)]).encode())
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as held:
        for name, *_ in trees:
            for first, last in _runs(_pages(connection, name)):
                digest.update(f"{name} {first} {last}\n".encode())
                digest.update(held[(first - 1) * size : last * size])
    return digest.hexdigest()


def _pages(connection: sqlite3.Connection, tree: str) -> list[int]:
    """Numbers of the pages of a table or an index, those that go on where one is too small included."""
    try:
        return sorted(row[0] for row in connection.execute("SELECT pageno FROM dbstat WHERE name = ?", (tree,)))
    except sqlite3.OperationalError as error:
        raise NotTold(str(error)) from error


def _runs(pages: Iterable[int]) -> Iterator[tuple[int, int]]:
    """First and last of pages that follow one another, at most so many together that little memory is taken."""
    first = last = 0
    for page in pages:
        if page != last + 1 or page - first >= _TOGETHER:
            if last:
                yield first, last
            first = page
        last = page
    if last:
        yield first, last


_TOGETHER = 1024
"""Pages; eight megabytes."""

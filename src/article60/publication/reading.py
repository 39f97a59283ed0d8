"""Opens a finished Release: its SQLite file read-only, its release.json, and its rows as the domain's records."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from article60.tables.canonical import Rows
from article60.tables.declared import TABLES
from article60.tables.plain import Cell, records

DATABASE = "article60.sqlite"


class NotARelease(ValueError):
    """A folder holds no Release."""


def open_release(folder: Path) -> sqlite3.Connection:
    """Connection to the Release's database that cannot write; rows can be read by place and by column name.

    Raises NotARelease where the folder holds no database.
    """
    path = folder.resolve() / DATABASE
    if not path.is_file():
        raise NotARelease(f"{folder}: no {DATABASE} in it; make a Release with `article60 run`")
    connection = sqlite3.connect(f"file:{quote(str(path))}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    return connection


def release_json(folder: Path) -> dict[str, Any]:
    """What release.json says. Raises NotARelease where it is missing or no JSON object."""
    try:
        read = json.loads((folder / "release.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise NotARelease(f"{folder}: release.json cannot be read ({error})") from error
    if not isinstance(read, dict):
        raise NotARelease(f"{folder}: release.json holds no object")
    return read


def cells(connection: sqlite3.Connection, name: str, *, where: str = "1", values: Sequence[Cell] = ()) -> Rows:
    """Rows of a declared table as cells, in the order of the file, which is the canonical one.

    `where` is fixed SQL, `values` stand for its question marks.
    """
    chosen = ", ".join(f'"{column}"' for column in TABLES[name].columns)
    reader = connection.cursor()
    reader.row_factory = None
    return reader.execute(f'SELECT {chosen} FROM "{name}" WHERE {where} ORDER BY rowid', values).fetchall()


def read_records(connection: sqlite3.Connection, name: str, *, where: str = "1", values: Sequence[Cell] = ()) -> Iterator[Any]:
    """Yield rows of a declared table as its noun: `read_records(connection, "needs")` yields `Need`."""
    yield from records(TABLES[name].noun, cells(connection, name, where=where, values=values))

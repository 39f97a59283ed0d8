"""Opens a finished Release: its SQLite file read-only, its release.json, and its rows as the domain's records."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from article60.domain.answerable import Answerable
from article60.publication import full_text
from article60.publication.release_info import FORMAT
from article60.tables.canonical import Rows
from article60.tables.declared import TABLES
from article60.tables.plain import Cell, records

DATABASE = "article60.sqlite"


class NotARelease(Answerable, ValueError):
    """A folder holds no Release."""


class OtherForm(NotARelease):
    """A folder holds a Release, but of a form that this version does not read."""


def open_release(folder: Path) -> sqlite3.Connection:
    """Connection to the Release's database that cannot write; rows can be read by place and by column name.

    Raises NotARelease where the folder holds no database.
    """
    path = folder.resolve() / DATABASE
    if not path.is_file():
        raise NotARelease(f"{folder}: no {DATABASE} in it; make a Release with `article60 run`")
    connection = sqlite3.connect(address(path), uri=True, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    return connection


def address(path: Path) -> str:
    """Address by which SQLite opens a file that nobody writes to."""
    return f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1"


def release_json(folder: Path) -> dict[str, Any]:
    """What release.json says. Raises NotARelease where it is missing or no JSON object."""
    if not (folder / "release.json").is_file():
        missing = "no release.json in it" if folder.is_dir() else "no such folder"
        raise NotARelease(f"{folder}: {missing}; name the folder of a Release, or make one with `article60 run`")
    try:
        read = json.loads((folder / "release.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise NotARelease(f"{folder}: release.json cannot be read ({error})") from error
    if not isinstance(read, dict):
        raise NotARelease(f"{folder}: release.json holds no object")
    return read


def open_to_show(folder: Path) -> tuple[dict[str, Any], sqlite3.Connection]:
    """What release.json says, and a connection that cannot write to a database in which every declared table stands.

    Raises NotARelease where the folder holds none; OtherForm, saying what differs and what to do, where another version of
    Article60 wrote it.
    """
    info = release_json(folder)
    if info.get("format") != FORMAT:
        raise OtherForm(_other(folder, info, f"its form is “{info.get('format')}”, and “{FORMAT}” is read here"))
    connection = open_release(folder)
    try:
        if (missing := _missing(connection)) is not None:
            raise OtherForm(_other(folder, info, f"it has no {missing}"))
    except BaseException:
        connection.close()
        raise
    return info, connection


def _missing(connection: sqlite3.Connection) -> str | None:
    """The first declared table or column that the database does not have."""
    held: dict[str, set[str]] = {}
    for row in connection.execute("SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c"):
        held.setdefault(row[0], set()).add(row[1])
    for name, table in TABLES.items():
        if name not in held:
            return f"table {name}"
        for column in table.columns:
            if column not in held[name]:
                return f"column {column} in the table {name}"
    if not held.get("full_text", set()) >= set(full_text.COLUMNS):
        return "full text of this form"
    return None


def _other(folder: Path, info: dict[str, Any], differs: str) -> str:
    return (
        f"{folder}: the Release {info.get('name')} was written by another version of Article60 and cannot be used here: "
        f"{differs}. Make it anew with `article60 run`, or use it with the version that wrote it"
    )


def cells(connection: sqlite3.Connection, name: str, *, where: str = "1", values: Sequence[Cell] = ()) -> Rows:
    """Rows of a declared table as cells, in the order of the file, which is the canonical one.

    `where` is fixed SQL, `values` stand for its question marks.
    """
    return list(each_row(connection, name, where=where, values=values))


def each_row(
    connection: sqlite3.Connection, name: str, *, where: str = "1", values: Sequence[Cell] = ()
) -> Iterator[tuple[Cell, ...]]:
    """The same one by one: there may be a million."""
    chosen = ", ".join(f'"{column}"' for column in TABLES[name].columns)
    reader = connection.cursor()
    reader.row_factory = None
    return iter(reader.execute(f'SELECT {chosen} FROM "{name}" WHERE {where} ORDER BY rowid', values))


def read_records(connection: sqlite3.Connection, name: str, *, where: str = "1", values: Sequence[Cell] = ()) -> Iterator[Any]:
    """Yield rows of a declared table as its noun: `read_records(connection, "needs")` yields `Need`."""
    yield from records(TABLES[name].noun, cells(connection, name, where=where, values=values))

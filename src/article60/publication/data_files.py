"""Writes every table of a Release as one CSV and one Parquet file, and the column dictionary beside them."""

import csv
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any, TextIO

import polars as pl

from article60.byte_store import sha256_of
from article60.publication.defused import defused
from article60.publication.reading import each_row
from article60.publication.release_info import INVENTED, Input, ReleaseInfo
from article60.tables.canonical import Rows, portions
from article60.tables.columns import columns, schema
from article60.tables.declared import CHANGES, TABLES, Table
from article60.tables.parquet import write_frame
from article60.tables.plain import Cell

_TYPES: Mapping[Any, str] = {str: "string", int: "integer", float: "number", bool: "boolean", date: "date"}
_MAKERS: Mapping[Any, Callable[[Any], str]] = {
    str: defused,
    bool: lambda value: "true" if value else "false",
}
PORTION = 20_000
"""Rows that are held at a time as they come from the database."""
_DESCRIPTION = (
    "The public tables of one Release of the register of technical assistance under the United Nations Convention against "
    "Corruption. Lists stand as JSON text; a text that a spreadsheet could take for a formula begins with an apostrophe."
)


def write(connection: sqlite3.Connection, folder: Path) -> None:
    """Write `data/<table>.csv` and `data/<table>.parquet` from the rows of the finished database."""
    (folder / "data").mkdir()
    for name, table in TABLES.items():
        frames = [frame(table, [])]
        path = folder / "data" / f"{name}.csv"
        write_csv(path, table, _framed(table, each_row(connection, name), to=frames))
        write_frame(path.with_suffix(".parquet"), pl.concat(frames))


def _framed(table: Table, rows: Iterator[tuple[Cell, ...]], *, to: list[pl.DataFrame]) -> Iterator[tuple[Cell, ...]]:
    """The rows as they come, and some at a time as frames, which hold them in a fifth of the memory."""
    for some in portions(rows, rows=PORTION):
        to.append(frame(table, some))
        yield from some


def write_package(folder: Path, *, info: ReleaseInfo) -> None:
    """Write `datapackage.json`, the dictionary of all columns, once the files that it names stand in the folder."""
    text = json.dumps(package(folder, info=info), ensure_ascii=False, indent=1)
    (folder / "datapackage.json").write_text(text + "\n", encoding="utf-8", newline="\n")


def write_csv(path: Path, table: Table, rows: Iterable[tuple[Cell, ...]]) -> None:
    """Write rows as CSV (RFC 4180 with single line feeds, UTF-8): yes and no as `true` and `false`."""
    with path.open("w", encoding="utf-8", newline="") as file:
        put_csv(file, table, rows)


def put_csv(file: TextIO, table: Table, rows: Iterable[tuple[Cell, ...]]) -> None:
    """The same into what takes text in UTF-8 and leaves the ends of its lines as they are."""
    makers = [(place, _MAKERS[hint]) for place, hint in enumerate(columns(table.noun).values()) if hint in _MAKERS]
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows(_printed(row, makers) for row in rows)


def frame(table: Table, rows: Rows) -> pl.DataFrame:
    """The rows as a Polars frame in the table's declared schema."""
    wanted = schema(table.noun)
    as_read = {name: _read_as(kind) for name, kind in wanted.items()}
    read = pl.DataFrame(rows, schema=as_read, orient="row")
    return read.with_columns(_converted(name, kind) for name, kind in wanted.items() if as_read[name] != kind)


def package(folder: Path, *, info: ReleaseInfo) -> dict[str, Any]:
    """The Frictionless data package over the CSV and Parquet files in the folder, with every column's sentence."""
    return {
        "profile": "tabular-data-package",
        "name": f"article60-{info.name}",
        "version": info.name,
        "title": "Technical assistance under the United Nations Convention against Corruption",
        "description": f"{INVENTED} {_DESCRIPTION}" if info.fictional else _DESCRIPTION,
        "created": f"{info.on.isoformat()}T00:00:00Z",
        "licenses": [_licence(info)],
        "contributors": [{"title": info.imprint.name, "role": "publisher"}, {"title": "Article60", "role": "wrangler"}],
        **({"homepage": info.imprint.address} if info.imprint.address else {}),
        "sources": [_source(one) for one in info.inputs],
        "resources": [one for table in (*TABLES.values(), *_beside(folder)) for one in _resources(table, folder)],
    }


def _printed(row: tuple[Cell, ...], makers: Sequence[tuple[int, Callable[[Any], str]]]) -> list[Cell]:
    printed = list(row)
    for place, make in makers:
        if printed[place] is not None:
            printed[place] = make(printed[place])
    return printed


def _read_as(kind: pl.DataType) -> Any:
    if isinstance(kind, pl.Boolean):
        return pl.Int64()
    return pl.String() if isinstance(kind, pl.Date | pl.List) else kind


def _converted(name: str, kind: pl.DataType) -> pl.Expr:
    column = pl.col(name)
    if isinstance(kind, pl.Boolean):
        return column.cast(pl.Boolean)
    return column.str.to_date("%Y-%m-%d") if isinstance(kind, pl.Date) else column.str.json_decode(kind)


def _beside(folder: Path) -> list[Table]:
    """Tables that stand beside those of the database: what has changed, where a Release before was named."""
    return [CHANGES] if (folder / "data" / "changes.csv").is_file() else []


def _licence(info: ReleaseInfo) -> dict[str, str]:
    said = info.imprint.as_json()["licence"]
    return {"name": said["code"], "path": said["address"], "title": said["title"]}


def _source(one: Input) -> dict[str, str]:
    """A file that the Release was made from, with who published it and under which terms where that is recorded."""
    said = {"path": one.public_address, "publisher": one.publisher, "licence": one.licence}
    return {"title": one.file, **{name: value for name, value in said.items() if value is not None}}


def _resources(table: Table, folder: Path) -> Iterable[dict[str, Any]]:
    for ending, media in (("csv", "text/csv"), ("parquet", "application/vnd.apache.parquet")):
        path = folder / "data" / f"{table.name}.{ending}"
        yield {
            "name": table.name.replace("_", "-") + ("" if ending == "csv" else f"-{ending}"),
            "path": f"data/{path.name}",
            "title": str(table.noun.__doc__).split("\n", 1)[0],
            "format": ending,
            "mediatype": media,
            "bytes": path.stat().st_size,
            "hash": f"sha256:{sha256_of(path)}",
            **({"profile": "tabular-data-resource", "encoding": "utf-8", "schema": _schema(table)} if ending == "csv" else {}),
        }


def _schema(table: Table) -> dict[str, Any]:
    hints, notes = columns(table.noun), {one.name: one.metadata for one in fields(table.noun)}
    declared = {
        "fields": [_field(name, hint, notes[name]) for name, hint in hints.items()],
        "missingValues": [""],
    }
    keys = [_foreign_key(column, to) for column, to in table.refers.items() if hints[column] is str]
    return declared | ({"primaryKey": list(table.key)} if table.unique else {}) | ({"foreignKeys": keys} if keys else {})


def _field(name: str, hint: Any, note: Mapping[str, str]) -> dict[str, str]:
    unit = {"unit": note["unit"]} if "unit" in note else {}
    return {"name": name, "type": _TYPES.get(hint, "array"), "description": note["note"], **unit}


def _foreign_key(column: str, to: str) -> dict[str, Any]:
    resource, key = to.split(".")
    return {"fields": [column], "reference": {"resource": resource.replace("_", "-"), "fields": [key]}}

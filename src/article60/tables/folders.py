"""A folder of declared tables: one Parquet file each, written and read by the table's name."""

import hashlib
import shutil
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from article60.tables import parquet
from article60.tables.columns import Record, frame

Tables = Mapping[str, tuple[Any, Iterable[Any]]]
"""Table name to its noun and its records, or a frame in the noun's schema."""


def save(folder: Path, tables: Tables) -> None:
    """Write each table as `<name>.parquet`."""
    for name, (noun, rows) in tables.items():
        parquet.write(folder / f"{name}.parquet", noun, rows)


def load(folder: Path, name: str, noun: type[Record]) -> list[Record]:
    """The records of one table; none where the folder has no such file."""
    return parquet.read(folder / f"{name}.parquet", noun)


def each(folder: Path, name: str, noun: type[Record]) -> Iterator[Record]:
    """Yield the records of one table, as `load`, without holding all of them."""
    return parquet.each(folder / f"{name}.parquet", noun)


def load_some(
    folder: Path, name: str, noun: type[Record], *, among: Mapping[str, Collection[Any] | None] = parquet.ANY
) -> list[Record]:
    """The records of one table with those columns alone that the noun declares; of all rows, or those with some values.

    `among` holds the values by column; None where any will do.
    """
    return parquet.read_some(folder / f"{name}.parquet", noun, among=among)


def load_rows(
    folder: Path, name: str, columns: Sequence[str], *, among: Mapping[str, Collection[Any] | None] = parquet.ANY
) -> Iterator[tuple[Any, ...]]:
    """Some columns of a table, row by row, as `load_some`, where there are too many rows to make records of them."""
    path = folder / f"{name}.parquet"
    return parquet.read_columns(path, columns, among=among).iter_rows() if parquet.parts(path) else iter(())


def values(folder: Path, name: str, column: str) -> list[Any]:
    """The values that stand in one column of a table, each once, in order, without those that are not known."""
    return parquet.distinct(folder / f"{name}.parquet", column)


def load_frame(folder: Path, name: str, noun: type) -> pl.DataFrame:
    """One table as a Polars frame in the noun's schema; without rows where the folder has no such file."""
    return parquet.read_frame(folder / f"{name}.parquet", noun)


def load_numbered(several: Sequence[Path], name: str, noun: type, *, column: str, first: int = 0) -> pl.DataFrame:
    """One table of several folders as one frame, and before it a column with the number of the folder, counted from `first`.

    Each folder must have it as a single file. This takes a sixth of the time of reading them one by one.
    """
    return parquet.read_numbered([folder / f"{name}.parquet" for folder in several], noun, column=column, first=first)


def by_itself(table: pl.DataFrame) -> pl.DataFrame:
    """The same table with texts of its own: rows chosen from a larger one keep all texts of that in memory."""
    texts = [name for name, kind in table.schema.items() if kind == pl.String]
    return table.with_columns(pl.Series(name, table[name].to_list(), dtype=pl.String) for name in texts)


def save_some(folder: Path, tables: Tables, *, before: Path, column: str, among: Collection[str]) -> None:
    """Write each table with the rows that an earlier folder holds, but for those with some values: of these, the records."""
    for name, (noun, rows) in tables.items():
        others = load_frame(before, name, noun).filter(~pl.col(column).is_in(sorted(among)))
        parquet.write_frame(folder / f"{name}.parquet", pl.concat([others, frame(noun, rows)]))


def hashes(folder: Path, name: str, noun: type, *, column: str) -> dict[str, str]:
    """For each beginning of the values of a column, up to the first hyphen, a hash over the rows with it, in their order.

    Identifiers begin with the code of a State, so that this tells which rows of a State have changed.
    """
    return hashed(load_frame(folder, name, noun), column)


def parted(table: pl.DataFrame, column: str) -> dict[str, pl.DataFrame]:
    """The rows for each beginning of the values of a column, by it, in their order."""
    named = table.with_columns(beginning(column).alias(_BEGINNING))
    parts = named.partition_by(_BEGINNING, include_key=False, as_dict=True, maintain_order=True)
    return {str(value): part for (value,), part in sorted(parts.items())}


def hashed(table: pl.DataFrame, column: str) -> dict[str, str]:
    """For each beginning of the values of a column SHA-256 over the rows with it, in their order."""
    lines = table.write_ndjson().encode().split(b"\n")[:-1]  # all at once: to write two hundred tables takes far longer
    found: dict[str, list[bytes]] = defaultdict(list)
    for value, line in zip(table.select(beginning(column)).to_series().to_list(), lines, strict=True):
        found[str(value)].append(line)
    return {value: hashlib.sha256(b"\n".join(some)).hexdigest() for value, some in sorted(found.items())}


_BEGINNING = "its beginning"


def beginning(column: str) -> pl.Expr:
    """What stands before the first hyphen of each value of a column, as the State's code does in an identifier."""
    return pl.col(column).str.split("-").list.first()


def join(folder: Path, parts: Sequence[Path]) -> None:
    """Make a folder in which each table is a folder of the files of these parts, in their order."""
    for number, part in enumerate(parts):
        for file in sorted(part.glob("*.parquet")):
            (folder / file.stem).mkdir(exist_ok=True)
            link(file, folder / file.stem / f"{number:04}.parquet")


def link(source: Path, target: Path) -> None:
    """Let a file stand under another name too, or a copy of it where file systems have no second names."""
    try:
        target.hardlink_to(source)
    except OSError:  # another file system, or one without hard links
        shutil.copyfile(source, target)

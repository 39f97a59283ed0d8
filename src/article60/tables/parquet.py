"""Tables as Parquet files, written whole or not at all."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import polars as pl

from article60.tables.columns import Record, frame, records, schema


def write(path: Path, noun: type, rows: Iterable[Any]) -> None:
    """Write the records as one Parquet file; a half-written file never stands under the final name."""
    write_frame(path, frame(noun, rows))


def write_frame(path: Path, table: pl.DataFrame) -> None:
    """Write a table as one Parquet file; a half-written file never stands under the final name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(path.name + ".part")
    table.write_parquet(unfinished, compression="zstd", statistics=False)
    unfinished.replace(path)


def read(path: Path, noun: type[Record]) -> list[Record]:
    """All records of a Parquet file, in row order."""
    return list(records(noun, pl.read_parquet(path))) if path.exists() else []


def empty(noun: type) -> pl.DataFrame:
    """A table of the noun without rows."""
    return pl.DataFrame(schema=schema(noun))

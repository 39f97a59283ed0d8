"""A folder of declared tables: one Parquet file each, written and read by the table's name."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from article60.tables import parquet
from article60.tables.columns import Record

Tables = Mapping[str, tuple[Any, Iterable[Any]]]
"""Table name to its noun and its records."""


def save(folder: Path, tables: Tables) -> None:
    """Write each table as `<name>.parquet`."""
    for name, (noun, rows) in tables.items():
        parquet.write(folder / f"{name}.parquet", noun, rows)


def load(folder: Path, name: str, noun: type[Record]) -> list[Record]:
    """The records of one table; none where the folder has no such file."""
    return parquet.read(folder / f"{name}.parquet", noun)

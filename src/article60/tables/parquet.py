"""Tables as Parquet files, written whole or not at all. A path means itself, also one with signs that match others (`*?[`)."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from article60.tables.columns import Record, Shared, checked, frame, records, schema

ANY: Mapping[str, Collection[Any] | None] = {}
"""No column in which some values are wanted."""


def write(path: Path, noun: type, rows: Iterable[Any]) -> None:
    """Write the records, or the rows of a frame, as one Parquet file; a half-written one never stands under the final name."""
    write_frame(path, rows if isinstance(rows, pl.DataFrame) else frame(noun, rows))


def write_frame(path: Path, table: pl.DataFrame) -> None:
    """Write a table as one Parquet file; a half-written file never stands under the final name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(path.name + ".part")
    table.write_parquet(unfinished, compression="zstd", statistics=False)
    unfinished.replace(path)


def parts(path: Path) -> list[Path]:
    """The files of a table: the one of this name, else those in the folder of this name without its ending, in order."""
    return [path] if path.exists() else sorted(path.with_suffix("").glob("*.parquet"))


def read_frame(path: Path, noun: type) -> pl.DataFrame:
    """A table as a Polars frame in the noun's schema. Raises UndeclaredColumn where its columns are not those of the noun."""
    files = parts(path)
    if not files:
        return empty(noun)
    return checked(noun, pl.read_parquet(files, glob=False)).select(list(schema(noun)))


def read_numbered(files: Sequence[Path], noun: type, *, column: str, first: int) -> pl.DataFrame:
    """Files of a table as one frame in the noun's schema, and before it a column with the number of the file, from `first`."""
    names = pl.Enum([str(file) for file in files])
    table = pl.read_parquet(list(files), glob=False, include_file_paths=column)
    number = table[column].cast(names).to_physical().cast(pl.Int64) + first
    return checked(noun, table.drop(column)).select(number, *schema(noun))


def each(path: Path, noun: type[Record], *, shared: Shared | None = None) -> Iterator[Record]:
    """Yield the records of a table, in row order; of a large one the rows of one file at a time are held."""
    for file in parts(path):
        yield from records(noun, pl.read_parquet(file, glob=False), shared=shared)


def read(path: Path, noun: type[Record]) -> list[Record]:
    """All records of a table, in row order."""
    return list(each(path, noun, shared=Shared()))


def read_some(path: Path, noun: type[Record], *, among: Mapping[str, Collection[Any] | None] = ANY) -> list[Record]:
    """The columns that the noun declares, whatever else the table holds, of all rows or of those with some values.

    `among` holds the values by column; None where any will do.
    """
    wanted = list(schema(noun))  # type: ignore[arg-type]  # every type is hashable; typeshed cannot say so
    return list(records(noun, read_columns(path, wanted, among=among))) if parts(path) else []


def read_columns(path: Path, columns: Sequence[str], *, among: Mapping[str, Collection[Any] | None] = ANY) -> pl.DataFrame:
    """Some columns of a table that stands there, of all rows or of those with some values, as `read_some`."""
    table = pl.scan_parquet(parts(path), glob=False)
    for column, values in among.items():
        if values is not None:  # thousands of values are joined many times faster than they are looked up in a list
            wanted = pl.LazyFrame({column: sorted(values)}, schema_overrides={column: table.collect_schema()[column]})
            table = table.join(wanted, on=column, how="semi", maintain_order="left")
    return table.select(columns).collect()


def distinct(path: Path, column: str) -> list[Any]:
    """The values that stand in a column of text or numbers, each once, in order, without those that are not known."""
    files = parts(path)
    if not files:
        return []
    found = pl.scan_parquet(files, glob=False).select(pl.col(column)).unique().drop_nulls().collect()
    return sorted(found[column].to_list())


def empty(noun: type) -> pl.DataFrame:
    """A table of the noun without rows."""
    return pl.DataFrame(schema=schema(noun))

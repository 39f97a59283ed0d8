"""Puts the rows of many frames in order and writes them, without ever holding all of them."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from article60.tables import parquet

AT_A_TIME = 500
"""Rows that are held at a time: a thousand aid activities as they are read and written fill some forty megabytes.

With fewer, a large corpus takes long: what stands in every part of it is fetched from every other part.
"""
_GROUP = 25
"""Rows that stand together in a file, so that a few of them can be fetched without the others."""
_RUN = "its run"


def save(folder: Path, name: str, frames: Iterable[pl.DataFrame], *, by: Sequence[str], rows: int = AT_A_TIME) -> None:
    """Write a table, a folder with files of at most so many rows each, in the order of columns that are left out of it.

    All frames have the same columns, and there is at least one. Rows are sorted so many at a time and then taken in turn.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder, prefix="unsorted.") as scratch:
        runs: list[Path] = []
        keys: list[pl.DataFrame] = []
        for number, some in enumerate(_together(frames, rows)):
            runs.append(Path(scratch) / f"{number}.parquet")
            table = pl.concat(some).sort(by)
            table.write_parquet(runs[-1], compression="zstd", statistics=False, row_group_size=_GROUP)
            keys.append(table.select(by).with_columns(pl.lit(number).alias(_RUN)))
        for number, table in enumerate(_in_turn(runs, pl.concat(keys).sort(by)[_RUN], rows)):
            parquet.write_frame(folder / name / f"{number:06}.parquet", table.sort(by).drop(by))


def _together(frames: Iterable[pl.DataFrame], rows: int) -> Iterator[list[pl.DataFrame]]:
    """Frames in lists with about so many rows each."""
    some: list[pl.DataFrame] = []
    for one in frames:
        some.append(one)
        if sum(map(len, some)) >= rows:
            yield some
            some = []
    if some:
        yield some


def _in_turn(runs: Sequence[Path], whose: pl.Series, rows: int) -> Iterator[pl.DataFrame]:
    """So many rows at a time, of those in order the first that were not taken yet; `whose` tells from which run each row is."""
    taken = [0] * len(runs)
    for start in range(0, max(len(whose), 1), rows):
        wanted = whose.slice(start, rows)
        some: list[pl.DataFrame] = []
        for run, path in enumerate(runs):
            count = int((wanted == run).sum())
            if count or not some:
                some.append(pl.scan_parquet(path).slice(taken[run], count).collect())
            taken[run] += count
        yield pl.concat(some)

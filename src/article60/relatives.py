"""Finds which activities that were passed over must be read after all, because of those with which they belong together."""

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from article60.domain.activity_name import ActivityKin, ActivityName
from article60.tables import folders
from article60.tables.columns import frame

_FILE, _POSITION, _NAME, _KIN = "file", "position", "iati_identifier", "kin"


def missing(sifted: Sequence[Path]) -> pl.DataFrame:
    """Of the folders of `reading.sift_aid_file` the activities passed over that classifying the others needs, as `PassedOver`.

    They are those that name one as parent or child whose words count for them, and whatever is named as parent or child by
    one that is or will be read. Where several have the identifier named, the last one in the order of the files is meant.
    """
    names = _joined(sifted, "names", ActivityName)
    kin = _joined(sifted, "kin", ActivityKin).rename({_NAME: _KIN})
    speaking = names.filter(pl.col("speaks")).select(pl.col(_NAME).alias(_KIN)).unique()
    read = names.filter(pl.col("read")).select(_FILE, _POSITION)
    told = kin.join(speaking, on=_KIN, how="semi").select(_FILE, _POSITION).unique()
    asking = pl.concat([read, told]).unique()
    meant = names.filter(pl.col(_NAME) != "").unique(subset=_NAME, keep="last", maintain_order=True)
    named = kin.join(asking, on=[_FILE, _POSITION], how="semi").select(pl.col(_KIN).alias(_NAME)).unique()
    asked = meant.join(named, on=_NAME, how="semi").select(_FILE, _POSITION)
    return pl.concat([told, asked]).unique().join(read, on=[_FILE, _POSITION], how="anti").sort(_FILE, _POSITION)


def by_file(found: pl.DataFrame, *, files: int) -> list[list[int]]:
    """The positions found, for each file."""
    positions: list[list[int]] = [[] for _ in range(files)]
    for file, position in found.iter_rows():
        positions[file].append(position)
    return positions


def _joined(sifted: Sequence[Path], name: str, noun: type) -> pl.DataFrame:
    parts = [folders.load_frame(folder, name, noun) for folder in sifted]
    numbered = [part.with_columns(pl.lit(number, dtype=pl.Int64).alias(_FILE)) for number, part in enumerate(parts)]
    return pl.concat([frame(noun, []).with_columns(pl.lit(0, dtype=pl.Int64).alias(_FILE)), *numbered])

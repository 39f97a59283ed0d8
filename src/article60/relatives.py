"""Finds which activities that were passed over must be read after all, because of those with which they belong together."""

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from article60.domain.activity_name import ActivityKin, ActivityName
from article60.tables import folders

_FILE, _POSITION, _NAME, _KIN = "file", "position", "iati_identifier", "kin"


def missing(sifted: Sequence[Path]) -> list[list[int]]:
    """For each folder of `reading.sift_aid_file`, the positions of activities that classifying the others needs.

    They are those that name one as parent or child whose words count for them, and whatever is named as parent or child by
    one that is or will be read. Where several have the identifier named, the last one in the order of the files is meant.
    """
    if not sifted:
        return []
    names = _joined(sifted, "names", ActivityName)
    kin = _joined(sifted, "kin", ActivityKin).rename({_NAME: _KIN})
    speaking = names.filter(pl.col("speaks")).select(pl.col(_NAME).alias(_KIN)).unique()
    read = names.filter(pl.col("read")).select(_FILE, _POSITION)
    told = kin.join(speaking, on=_KIN, how="semi").select(_FILE, _POSITION).unique()
    asking = pl.concat([read, told]).unique()
    meant = names.filter(pl.col(_NAME) != "").unique(subset=_NAME, keep="last", maintain_order=True)
    named = kin.join(asking, on=[_FILE, _POSITION], how="semi").select(pl.col(_KIN).alias(_NAME)).unique()
    asked = meant.join(named, on=_NAME, how="semi").select(_FILE, _POSITION)
    found = pl.concat([told, asked]).unique().join(read, on=[_FILE, _POSITION], how="anti").sort(_FILE, _POSITION)
    positions: list[list[int]] = [[] for _ in sifted]
    for file, position in found.iter_rows():
        positions[file].append(position)
    return positions


def _joined(sifted: Sequence[Path], name: str, noun: type) -> pl.DataFrame:
    parts = [
        folders.load_frame(folder, name, noun).with_columns(pl.lit(number).alias(_FILE)) for number, folder in enumerate(sifted)
    ]
    return pl.concat(parts)

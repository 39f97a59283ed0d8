"""Finds which activities that were passed over must be read after all, because of those with which they belong together."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl

from article60.domain.activity_name import ActivityKin, ActivityName, PassedOver
from article60.tables import folders
from article60.tables.columns import frame

_PLACE = ["portion", "part", "position"]
_NAME = "iati_identifier"
_AT_A_TIME = 64
"""Portions of which the names are held at a time: of all of a corpus they would fill a small machine."""


def missing(sifted: Sequence[Path]) -> pl.DataFrame:
    """Of the folders of `sifting.sift_portion` the activities passed over that classifying others needs, as `PassedOver`.

    They are those that name one as parent or child whose words count for it, and whatever is named as parent or child by
    one that is or will be read. Where several have the identifier named, all of them are meant.
    """
    read, speaking = _read_and_speaking(sifted)
    told, named = _told_and_named(sifted, read=read, speaking=speaking)
    asked = [names.join(named, on=_NAME, how="semi").select(_PLACE) for names in _frames(sifted, "names", ActivityName)]
    return pl.concat([told, *asked]).unique().join(read, on=_PLACE, how="anti").sort(_PLACE)


def _read_and_speaking(sifted: Sequence[Path]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Places of the activities read, and the identifiers of those whose words count for others."""
    read, speaking = [frame(PassedOver, [])], [pl.DataFrame(schema={_NAME: pl.String})]
    for names in _frames(sifted, "names", ActivityName):
        of_read = names.filter(pl.col("read"))
        read.append(of_read.select(_PLACE))
        speaking.append(folders.by_itself(of_read.filter(pl.col("speaks")).select(_NAME)))
    return pl.concat(read), pl.concat(speaking).unique()


def _told_and_named(sifted: Sequence[Path], *, read: pl.DataFrame, speaking: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Places of the activities that name one that speaks, and the identifiers that these and those read name."""
    told, named = [frame(PassedOver, [])], [pl.DataFrame(schema={_NAME: pl.String})]
    for kin in _frames(sifted, "kin", ActivityKin):
        here = kin.join(speaking, on=_NAME, how="semi").select(_PLACE).unique()
        told.append(here)
        asking = pl.concat([read, here])
        named.append(folders.by_itself(kin.join(asking, on=_PLACE, how="semi").select(_NAME).unique()))
    return pl.concat(told), pl.concat(named).filter(pl.col(_NAME) != "").unique()


def by_portion(found: pl.DataFrame, *, parts: Sequence[int]) -> list[list[list[int]]]:
    """The positions found, for each part of each portion; `parts` holds how many each has."""
    positions: list[list[list[int]]] = [[[] for _ in range(number)] for number in parts]
    for portion, part, position in found.iter_rows():
        positions[portion][part].append(position)
    return positions


def _frames(sifted: Sequence[Path], name: str, noun: type) -> Iterator[pl.DataFrame]:
    """A table of all folders, of some at a time, with the number of the folder as that of the portion."""
    for first in range(0, len(sifted), _AT_A_TIME):
        yield folders.load_numbered(sifted[first : first + _AT_A_TIME], name, noun, column="portion", first=first)

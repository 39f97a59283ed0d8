"""Settling, the step in which each activity and organisation that was read comes to stand once, with a lasting identifier."""

from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from article60.domain.decision import Decision
from article60.identity import identify
from article60.identity.identify import Previous
from article60.identity.readings import ROWS, Reading, compared
from article60.memory import give_back
from article60.tables import folders, parquet
from article60.tables.canonical import portions
from article60.tables.columns import frame

_AT_A_TIME = 500
"""Readings that are held whole."""
_NUMBER = "its reading"

Place = tuple[str, str, int]
"""Where the record of a reading stands: its identifier, the hash of its file, its position in it."""


def settle_aid(folder: Path, *, classified: Path, decisions: Sequence[Decision], previous: Previous) -> None:
    """Activities as read in, each activity and organisation once with a lasting identifier out.

    All are compared, so that what is compared of them is held at once. The rest is written as it is read; once it is known
    which of the readings stand, those of the others are left out.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder, prefix="unsettled.") as scratch:
        parts = Path(scratch)
        chosen = _settled(folder, _compared(classified, parts=parts), decisions=decisions, previous=previous)
        identify.forget()
        give_back()
        _choose(folder, parts, among=chosen)


def _compared(classified: Path, *, parts: Path) -> list[Reading]:
    """What is compared of each reading, whose rows are written to a folder for some hundreds of readings each."""
    held: list[Reading] = []
    read = portions(folders.each(classified, "readings", Reading), rows=_AT_A_TIME)
    for number, some in enumerate(chain([[]], read)):  # first of none, so that there are tables even of nothing
        _save_rows(parts / f"{number:06}", some, first=len(held))
        held += map(compared, some)
    return held


def _settled(folder: Path, held: Sequence[Reading], *, decisions: Sequence[Decision], previous: Previous) -> list[int]:
    """Write the tables of what stands; the numbers of the readings that do."""
    numbers = {_place(one): number for number, one in enumerate(held)}
    aid = identify.settle(readings=held, decisions=decisions, previous=previous)
    folders.save(folder, aid.tables())
    return sorted(numbers[_place(one)] for one in aid.chosen)


def _place(reading: Reading) -> Place:
    record = reading.record
    return record.activity_id, record.file_sha256, record.position


def _save_rows(part: Path, readings: Sequence[Reading], *, first: int) -> None:
    """Write the rows that belong to readings, each with the number of its reading, counted from `first`."""
    for name, (noun, of) in ROWS.items():
        each = [list(of(one)) for one in readings]
        rows = frame(noun, [row for some in each for row in some])
        numbers = pl.Series(_NUMBER, [number for number, some in enumerate(each, first) for _ in some], dtype=pl.Int64)
        parquet.write_frame(part / f"{name}.parquet", rows.with_columns(numbers))


def _choose(folder: Path, parts: Path, *, among: Sequence[int]) -> None:
    """Write the tables of rows without those of readings that are not among some."""
    chosen = pl.Series(_NUMBER, among, dtype=pl.Int64).to_frame()
    for part in sorted(parts.iterdir()):
        for name in ROWS:
            rows = pl.read_parquet(part / f"{name}.parquet", glob=False)
            kept = rows.join(chosen, on=_NUMBER, how="semi", maintain_order="left").drop(_NUMBER)
            parquet.write_frame(folder / name / f"{part.name}.parquet", kept)

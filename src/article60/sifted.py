"""What sifting has left of the aid data of a run, as if each file had been read in one go."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

import polars as pl

from article60.domain.activity_name import ActivityName
from article60.domain.activity_record import ActivityRecord
from article60.domain.ids import lasting_id
from article60.domain.run_note import RunNote
from article60.domain.sifted_part import RecordContent, SiftedPart
from article60.kept_by import Portion
from article60.sources import aid_notes
from article60.sources.aid_file import AidFile
from article60.tables import folders
from article60.tables.columns import Record, records

_NUMBER = "number"
_OF_RECORDS = ("texts", "recipients", "sectors", "organisations", "amounts")


@dataclass(frozen=True, slots=True)
class Kept:
    """A portion, and the folders in which stands what was read of it: what may matter, and what belongs together with that."""

    portion: Portion
    folders: tuple[Path, ...]


def untrusted(kept: Sequence[Kept]) -> list[AidFile]:
    """The files of which a range could not be read by itself."""
    ranges = [one for one in kept if not one.portion.parts[0].is_whole]
    told = _rows([one.folders[0] for one in ranges], "parts", SiftedPart)
    return list(dict.fromkeys(one.portion.parts[0].file for one, (part,) in zip(ranges, told, strict=True) if not part.trusted))


def notes_of(kept: Sequence[Kept], *, files: Sequence[AidFile]) -> list[RunNote]:
    """What was noted of these files, in their order; ranges of a file stand in `kept` in theirs."""
    folders_read = [folder for one in kept for folder in one.folders]
    rows = zip(_rows(folders_read, "parts", SiftedPart), _rows(folders_read, "notes", RunNote), strict=True)
    lines: Counter[AidFile] = Counter()
    found: dict[AidFile, list[RunNote]] = defaultdict(list)
    for one in kept:
        told = [(parts, iter(notes)) for parts, notes in islice(rows, len(one.folders))]
        for number, part in enumerate(one.portion.parts):
            for parts, notes in told:
                found[part.file] += [
                    aid_notes.moved(note, lines=lines[part.file]) for note in islice(notes, parts[number].notes)
                ]
            lines[part.file] += told[0][0][number].lines
    return [note for file in files for note in found[file]]


def records_of(kept: Sequence[Kept], *, files: Sequence[AidFile]) -> list[ActivityRecord]:
    """The records of these files, in their order; ranges of a file stand in `kept` in theirs."""
    found: dict[AidFile, list[ActivityRecord]] = defaultdict(list)
    joined: dict[AidFile, _Joined] = defaultdict(_Joined)
    for one in kept:
        for part, rows in zip(one.portion.parts, _records(one.folders), strict=True):
            if part.is_whole:
                found[part.file] = [record for record, _ in rows]
            else:
                found[part.file] += joined[part.file].moved(one.folders[0], rows)
    return [record for file in files for record in found[file]]


def _rows(several: Sequence[Path], name: str, noun: type[Record]) -> list[list[Record]]:
    """The rows of a table in each of these folders."""
    if not several:
        return []
    found: list[list[Record]] = [[] for _ in several]
    table = folders.load_numbered(several, name, noun, column=_NUMBER)
    for number, row in zip(table[_NUMBER].to_list(), records(noun, table.drop(_NUMBER)), strict=True):
        found[number].append(row)
    return found


def _records(several: Sequence[Path]) -> list[list[tuple[ActivityRecord, str]]]:
    """The records of each part of a portion, from all its folders, by their place in it, with what tells contents apart."""
    found: dict[int, list[tuple[ActivityRecord, str]]] = defaultdict(list)
    for folder in several:
        read = folders.load(folder, "records", ActivityRecord)
        contents = [one.content for one in folders.load(folder, "contents", RecordContent)] or [""] * len(read)
        rows = iter(zip(read, contents, strict=True))
        for number, part in enumerate(folders.load(folder, "parts", SiftedPart)):
            found[number] += islice(rows, part.records)
    return [sorted(rows, key=lambda row: row[0].position) for _, rows in sorted(found.items())]


class _Joined:
    """Goes through the ranges of one file, in their order, and remembers what stood in those before."""

    def __init__(self) -> None:
        self._activities = self._lines = 0
        self._names, self._contents = set[str](), set[str]()

    def moved(self, folder: Path, rows: Sequence[tuple[ActivityRecord, str]]) -> Iterator[ActivityRecord]:
        """The records of the next range with their places and lines in the file, and what is to be said of repeating."""
        first = _first_places(folder)
        for record, content in rows:
            name = record.iati_identifier
            known = name in self._names or first.get(name, record.position) < record.position
            told = aid_notes.repeated(known=known, identical=content in self._contents)
            self._contents.add(content)
            yield _moved(record, activities=self._activities, lines=self._lines, repeated=told)
        self._names.update(first)
        (told_of,) = folders.load(folder, "parts", SiftedPart)
        self._activities += told_of.activities
        self._lines += told_of.lines


def _first_places(folder: Path) -> dict[str, int]:
    """Where in a range, among its activities, each identifier stands first."""
    table = folders.load_frame(folder, "names", ActivityName).filter(pl.col("iati_identifier") != "")
    return dict(table.group_by("iati_identifier").agg(pl.col("position").min()).iter_rows())


def _moved(record: ActivityRecord, *, activities: int, lines: int, repeated: str | None) -> ActivityRecord:
    """The record of an activity before which so many others stand, and lines; what is said of repeating is said anew."""
    position = record.position + activities
    notes = tuple(note for note in record.notes if note not in (aid_notes.IDENTICAL, aid_notes.SAME_IDENTIFIER))
    moved = replace(
        record,
        position=position,
        line=None if record.line is None else record.line + lines,
        notes=notes if repeated is None else (*notes, repeated),
    )
    if record.iati_identifier or not activities:
        return moved
    own = lasting_id("ACT", record.file_sha256, str(position))
    rows: dict[str, Any] = {name: tuple(replace(row, activity_id=own) for row in getattr(record, name)) for name in _OF_RECORDS}
    return replace(moved, activity_id=own, **rows)

"""What sifting has left of the aid data of a run, as if each file had been read in one go."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
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

_Row = tuple[ActivityRecord, str]
"""A record, and what tells whether it is the same as others of its file, byte by byte; empty where nobody asks."""

_NUMBER = "number"
_OF_RECORDS = ("texts", "recipients", "sectors", "organisations", "amounts")


@dataclass(frozen=True, slots=True)
class Kept:
    """A portion, and the folders in which stands what was read of it: what may matter, and what belongs together with that."""

    portion: Portion
    folders: tuple[Path, ...]
    before: tuple[tuple[Path, ...], ...] = ()
    """Of a range of a file: the folders of each range before it, in their order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What sifting tells of files besides their records."""

    notes: list[RunNote]
    """What was noted, in the order of the files."""
    activities: Mapping[AidFile, int | None]
    """How many activities stand in each file, read or passed over; None of one that could not be read."""
    unread: frozenset[AidFile]
    """Files of which nothing could be read; one that holds no activities is read all the same."""


def untrusted(kept: Sequence[Kept]) -> list[AidFile]:
    """The files of which a range could not be read by itself."""
    ranges = [one for one in kept if not one.portion.parts[0].is_whole]
    told = _rows([one.folders[0] for one in ranges], "parts", SiftedPart)
    return list(dict.fromkeys(one.portion.parts[0].file for one, (part,) in zip(ranges, told, strict=True) if not part.trusted))


def told_of(kept: Sequence[Kept], *, files: Sequence[AidFile]) -> Told:
    """What is told of these files; ranges of a file stand in `kept` in their order."""
    folders_read = [folder for one in kept for folder in one.folders]
    rows = zip(_rows(folders_read, "parts", SiftedPart), _rows(folders_read, "notes", RunNote), strict=True)
    lines: Counter[AidFile] = Counter()
    activities: Counter[AidFile] = Counter()
    refused: dict[AidFile, None] = {}
    found: dict[AidFile, list[RunNote]] = defaultdict(list)
    for one in kept:
        told = [(parts, iter(notes)) for parts, notes in islice(rows, len(one.folders))]
        for number, part in enumerate(one.portion.parts):
            for parts, notes in told:
                found[part.file] += [
                    aid_notes.moved(note, lines=lines[part.file]) for note in islice(notes, parts[number].notes)
                ]
            sifted = told[0][0][number]
            lines[part.file] += sifted.lines
            activities[part.file] += sifted.activities
            if sifted.refused:
                refused[part.file] = None
    return Told(
        notes=[note for file in files for note in found[file]],
        activities={**activities, **refused},
        unread=frozenset(file for file in files if _is_unread(found[file], activities=activities[file])),
    )


def _is_unread(notes: Sequence[RunNote], *, activities: int) -> bool:
    """Whether something of a file was refused, and none of the activities found in it is left."""
    refused = [note for note in notes if note.severity == "refused"]
    return bool(refused) and activities == sum(map(aid_notes.is_of_activity, refused))


def _parts(one: Kept) -> list[list[_Row]]:
    """The records of each part of a portion, from all its folders, by their place in it; told as if nothing stood before it."""
    found: dict[int, list[_Row]] = defaultdict(list)
    for folder in one.folders:
        read = folders.load(folder, "records", ActivityRecord)
        contents = [content.content for content in folders.load(folder, "contents", RecordContent)] or [""] * len(read)
        rows = iter(zip(read, contents, strict=True))
        for number, part in enumerate(folders.load(folder, "parts", SiftedPart)):
            found[number] += islice(rows, part.records)
    return [sorted(rows, key=lambda row: row[0].position) for _, rows in sorted(found.items())]


def joined(one: Kept) -> list[list[ActivityRecord]]:
    """The records of each part, in order, with places and lines in their file, and what is to be said of what stood before."""
    parts = _parts(one)
    if not one.before or not any(parts):
        return [[record for record, _ in rows] for rows in parts]
    (rows,), earlier = parts, _Earlier(one)
    return [[earlier.moved(record, content) for record, content in rows]]


class _Earlier:
    """What stands in the ranges of a file before one of them."""

    def __init__(self, one: Kept) -> None:
        first, every = [several[0] for several in one.before], [folder for several in one.before for folder in several]
        told = [part for (part,) in _rows(first, "parts", SiftedPart)]
        self._activities, self._lines = sum(part.activities for part in told), sum(part.lines for part in told)
        names = folders.load_numbered(first, "names", ActivityName, column=_NUMBER)
        self._names = set(names["iati_identifier"].unique().to_list())
        self._contents = set(folders.load_numbered(every, "contents", RecordContent, column=_NUMBER)["content"].to_list())
        self._first = _first_places(one.folders[0])

    def moved(self, record: ActivityRecord, content: str) -> ActivityRecord:
        """The next record of the range, told with what stands before it in the file."""
        name = record.iati_identifier
        known = bool(name) and (name in self._names or self._first.get(name, record.position) < record.position)
        told = aid_notes.repeated(known=known, identical=content in self._contents)
        self._contents.add(content)
        return _moved(record, activities=self._activities, lines=self._lines, repeated=told)


def _rows(several: Sequence[Path], name: str, noun: type[Record]) -> list[list[Record]]:
    """The rows of a table in each of these folders."""
    if not several:
        return []
    found: list[list[Record]] = [[] for _ in several]
    table = folders.load_numbered(several, name, noun, column=_NUMBER)
    for number, row in zip(table[_NUMBER].to_list(), records(noun, table.drop(_NUMBER)), strict=True):
        found[number].append(row)
    return found


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

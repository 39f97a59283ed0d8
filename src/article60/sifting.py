"""Sifts one portion of aid data into kept tables: what a worker process does, without loading what reads documents."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from article60.domain.activity_name import ActivityKin, ActivityName
from article60.domain.activity_record import ActivityRecord
from article60.domain.run_note import RunNote
from article60.domain.sifted_part import CorruptionSentence, RecordContent, SiftedPart
from article60.extraction.activity_texts import speaks, words_of
from article60.extraction.boilerplate import sentences
from article60.extraction.sieve import sieve
from article60.kept_by import Portion, Relatives
from article60.sources.iati.sift import Sifted, sift_part, sift_together, some
from article60.sources.portions import Part
from article60.tables import folders
from article60.tables.runs import Workplace

_Found = tuple[Sifted | None, list[RunNote]]
"""What was found in a part, None where it cannot be read by itself, and the notes of it."""

_Said = Mapping[int, tuple[bool, tuple[str, ...]]]
"""By place of a record, whether its words count for others, and its sentences on corruption."""


def sift_portion(workplace: Workplace, portion: Portion) -> Path:
    """Folder with those records of a portion that may matter, the names of all its activities, and notes."""
    return workplace.make("sifted", portion.key, lambda folder: _sifted(folder, portion))[0]


def read_relatives(workplace: Workplace, wanted: Relatives) -> Path:
    """Folder with the records at some positions of a portion, which sifting has passed over."""
    return workplace.make("relatives", wanted.key, lambda folder: _relatives(folder, wanted))[0]


def _sifted(folder: Path, portion: Portion) -> None:
    every = _found(portion.parts)
    _must_be_unchanged(portion.parts)
    found = [one or Sifted() for one, _ in every]
    said = [_said(one) for one in found]
    kin = [
        ActivityKin(part=number, position=place, iati_identifier=name)
        for number, one in enumerate(found)
        for place, name in one.kin
    ]
    names = [name for number, one in enumerate(found) for name in _names(number, one, said[number])]
    _save(folder, every, said, names)
    folders.save(folder, {"kin": (ActivityKin, kin)})


def _must_be_unchanged(parts: Sequence[Part]) -> None:
    """What was read is kept by the hashes of the files. Raises Changed where one of them is another file by now."""
    for part in parts:
        part.file.must_be_unchanged()


def _found(parts: Sequence[Part]) -> list[_Found]:
    """What is found in each part, by one pass of the sieve for all of them where they are several."""
    notes: list[list[RunNote]] = [[] for _ in parts]
    if len(parts) > 1:
        return list(zip(sift_together([part.file for part in parts], sieve=sieve(), notes=notes), notes, strict=True))
    return [(sift_part(part, sieve=sieve(), notes=noted), noted) for part, noted in zip(parts, notes, strict=True)]


def _said(found: Sifted) -> _Said:
    words = ((record.position, words_of(record)) for record in found.records)
    return {position: (speaks(spoken), tuple(sentences(spoken))) for position, spoken in words}


def _names(number: int, found: Sifted, said: _Said) -> Iterable[ActivityName]:
    for place, name in enumerate(found.names):
        told = said.get(place)
        yield ActivityName(
            part=number, position=place, iati_identifier=name, read=told is not None, speaks=told is not None and told[0]
        )


def _relatives(folder: Path, wanted: Relatives) -> None:
    every: list[_Found] = []
    for part, positions in zip(wanted.parts, wanted.positions, strict=True):
        notes: list[RunNote] = []
        every.append((some(part, positions, notes=notes), notes))
    _must_be_unchanged(wanted.parts)
    found = [one or Sifted() for one, _ in every]
    said = [_said(one) for one in found]
    names = [
        ActivityName(part=number, position=record.position, iati_identifier=record.iati_identifier, read=True, speaks=False)
        for number, one in enumerate(found)
        for record in one.records
    ]
    _save(folder, every, said, names)


def _save(folder: Path, every: Sequence[_Found], said: Sequence[_Said], names: Sequence[ActivityName]) -> None:
    found = [one or Sifted() for one, _ in every]
    parts = [
        SiftedPart(
            trusted=one is not None,
            refused=sifted.refused,
            activities=len(sifted.names),
            lines=sifted.lines,
            records=len(sifted.records),
            notes=len(notes),
        )
        for sifted, (one, notes) in zip(found, every, strict=True)
    ]
    spoken = [
        CorruptionSentence(reporting_org=record.reporting_org or "", iati_identifier=record.iati_identifier, sentence=sentence)
        for one, of_part in zip(found, said, strict=True)
        for record in one.records
        for sentence in of_part[record.position][1]
    ]
    folders.save(
        folder,
        {
            "parts": (SiftedPart, parts),
            "records": (ActivityRecord, [record for one in found for record in one.records]),
            "contents": (RecordContent, [RecordContent(content=content) for one in found for content in one.contents]),
            "notes": (RunNote, [note for _, notes in every for note in notes]),
            "names": (ActivityName, names),
            "sentences": (CorruptionSentence, spoken),
        },
    )

"""Reads one file into kept tables: what a worker process does for a document or an aid data file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import repeat
from pathlib import Path

from article60 import processes
from article60.domain.activity_record import ActivityRecord
from article60.domain.document import Document
from article60.domain.evidence import Evidence
from article60.domain.passage import Passage
from article60.domain.run_note import RunNote
from article60.domain.statement import Statement
from article60.extraction import documents as extraction
from article60.extraction.documents.extract import Extracted
from article60.kept_by import ToRead
from article60.sources import documents as sources
from article60.sources import iati
from article60.sources.aid_file import AidFile
from article60.sources.documents import UnreadableDocument
from article60.sources.documents.blocks import PageBox
from article60.sources.documents.pdf.marking import Wanted
from article60.sources.inputs import ReviewFile
from article60.sources.unchanged import Changed, must_be_unchanged
from article60.tables import folders
from article60.tables.runs import Workplace

# Below so many documents, starting further processes costs more than it saves.
_FEW = 4


def read_document(workplace: Workplace, document: ToRead[ReviewFile], limits: sources.Limits) -> Path:
    """Folder with the document, its passages and statements; a document that cannot be read leaves a note there instead.

    Where the reason may pass, the note stands in its place for now, and the next run reads the document again. Raises Changed.
    """
    try:
        return workplace.make("documents", document.key, lambda folder: _document(folder, document.file, limits))[0]
    except UnreadableDocument as error:
        told = {"notes": (RunNote, [_refusal(document.file.file, error)])}
        return workplace.instead("documents", document.key, lambda folder: folders.save(folder, told))


def extracted(files: Sequence[ReviewFile], *, workers: int, limits: sources.Limits) -> Iterator[Extracted | RunNote]:
    """What each document gives, in order, read by so many processes side by side; a note for one that cannot be read."""
    if workers < 2 or len(files) < _FEW:
        yield from map(_extracted_from, files, repeat(limits))
        return
    with processes.pool(workers) as pool:
        yield from pool.map(_extracted_from, files, repeat(limits))


def _extracted_from(file: ReviewFile, limits: sources.Limits) -> Extracted | RunNote:
    try:
        return _read(file, limits)[0]
    except UnreadableDocument as error:
        return _refusal(file.file, error)


def _read(document: ReviewFile, limits: sources.Limits) -> tuple[Extracted, tuple[Passage, ...]]:
    """What a document gives, and its passages. Raises UnreadableDocument, and Changed where it is another one by now."""
    try:
        reading = sources.read(document.path, limits=limits)
    except UnreadableDocument:
        must_be_unchanged(document.path, document.sha256, file=document.file)
        raise
    found = extraction.extract(
        reading.passages,
        file=document.file,
        sha256=document.sha256,
        media_type=reading.media_type,
        pages=reading.pages,
        notes=reading.notes,
    )
    exact = _exact(found, reading.passages, path=document.path, limits=limits)
    if reading.sha256 != document.sha256:
        raise Changed(document.file)
    must_be_unchanged(document.path, document.sha256, file=document.file)
    return exact, reading.passages


def _refusal(file: str, error: UnreadableDocument) -> RunNote:
    said = f"{error.reason}; {error.advice}"  # the note names the file itself
    return RunNote(step="extract", severity="refused", subject=file, line=None, message=said)


def _exact(found: Extracted, passages: Sequence[Passage], *, path: Path, limits: sources.Limits) -> Extracted:
    """The same statements with boxes that cover their words alone, where the form has pages whose letters can be asked for.

    Raises UnreadableDocument where these cannot be had for a passing reason.
    """
    placed = [e for s in found.statements for e in s.evidence if e.boxes and not e.how.startswith("scan")]
    if not placed:
        return found
    owner = {box: passage for passage in passages for box in passage.boxes}
    wanted = [Wanted(e.quote, e.boxes, _lines(e, owner)) for e in placed]
    try:
        boxes = dict(zip(map(id, placed), sources.mark(path, wanted, limits=limits), strict=True))
    except UnreadableDocument as error:
        if error.passing:
            raise
        said = f"quoted words are marked by the line: {error.reason}"
        return replace(found, document=replace(found.document, notes=(*found.document.notes, said)))
    return replace(
        found,
        statements=tuple(
            _stated(s, tuple(_moved(e, boxes[id(e)]) if id(e) in boxes else e for e in s.evidence)) for s in found.statements
        ),
    )


def _lines(evidence: Evidence, owner: Mapping[PageBox, Passage]) -> tuple[PageBox, ...]:
    """All lines of the passages in which the words stand, in reading order."""
    held = {owner[box].position: owner[box] for box in evidence.boxes if box in owner}
    return tuple(box for _, passage in sorted(held.items()) for box in passage.boxes) or evidence.boxes


def _stated(statement: Statement, evidence: tuple[Evidence, ...]) -> Statement:
    """The statement with this evidence, beginning on the page on which that begins."""
    began = statement.evidence and statement.page == statement.evidence[0].page
    return replace(statement, evidence=evidence, page=evidence[0].page if began else statement.page)


def _moved(evidence: Evidence, boxes: tuple[PageBox, ...]) -> Evidence:
    """The evidence with these boxes; where its first words stand on another page after all, with that page."""
    moved = boxes[0][0] - evidence.boxes[0][0]
    page = evidence.page if evidence.page is None else evidence.page + moved
    return replace(evidence, boxes=boxes, page=page, page_index=boxes[0][0])


def _document(folder: Path, document: ReviewFile, limits: sources.Limits) -> None:
    try:
        found, passages = _read(document, limits)
    except UnreadableDocument as error:
        if error.passing:
            raise
        folders.save(folder, {"notes": (RunNote, [_refusal(document.file, error)])})
        return
    doubts = [
        RunNote(step="extract", severity="doubtful", subject=document.file, line=None, message=message)
        for message in found.document.notes
    ]
    folders.save(
        folder,
        {
            "documents": (Document, [found.document]),
            "passages": (Passage, passages),
            "statements": (Statement, found.statements),
            "notes": (RunNote, doubts),
        },
    )


def read_aid_file(workplace: Workplace, aid: ToRead[AidFile]) -> Path:
    """Folder with the records of one aid data file and the notes made while reading it."""
    return workplace.make("aid", aid.key, lambda folder: _aid_file(folder, aid.file))[0]


def _aid_file(folder: Path, aid: AidFile) -> None:
    notes: list[RunNote] = []
    records = list(iati.read(aid, notes=notes))
    folders.save(folder, {"records": (ActivityRecord, records), "notes": (RunNote, notes)})

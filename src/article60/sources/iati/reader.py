"""Reads aid data published under IATI, versions 1.0x to 2.03, one activity at a time."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

from lxml import etree

from article60.domain.activity_record import ActivityRecord
from article60.domain.run_note import RunNote
from article60.sources import aid_notes
from article60.sources.aid_file import BROKEN, AidFile, why
from article60.sources.iati.blanks import MarkedUp
from article60.sources.iati.cutter import Block, blocks, first_activity
from article60.sources.iati.head import Head, read_head, refuse_other_forms, root_name
from article60.sources.iati.record import Place, record
from article60.sources.iati.refusal import Refused
from article60.sources.iati.remarks import Remarks
from article60.sources.iati.repair import element, parser
from article60.sources.iati.rows import Parsed, Rows
from article60.sources.iati.utf8 import pieces
from article60.sources.iati.window import Window

_LARGE_BYTES = 8 << 20
"""Of an activity, below the 10 million of one text at which libxml2 refuses."""
_WITHOUT_ACTIVITIES = {"iati-organisations": "an organisation file: it holds no activities"}


def read(aid: AidFile | Path, *, notes: list[RunNote], detects_language: bool = True) -> Iterator[ActivityRecord]:
    """Yield every activity of the file, in order, in memory that does not grow with it.

    Never fails on what is in the file. What cannot be read is refused by name in `notes`, with file and line: the whole file
    (no IATI, a document type declared, an unknown encoding) or single activities; the others are still read.
    """
    file = opened(aid, notes=notes)
    if file is not None:
        yield from Reading(file, notes, detects_language=detects_language).records()


def opened(aid: AidFile | Path, *, notes: list[RunNote], at: Callable[[Path], AidFile] = AidFile.at) -> AidFile | None:
    """The file at a path, or None and a note where it cannot be opened."""
    try:
        return at(aid) if isinstance(aid, Path) else aid
    except BROKEN as error:
        notes.append(_note("refused", aid.name if isinstance(aid, Path) else aid.file, None, f"cannot be opened: {why(error)}"))
        return None


def _note(severity: str, subject: str, line: int | None, message: str) -> RunNote:
    return RunNote(step="extract", severity=severity, subject=subject, line=line, message=message)


def begin(window: Window) -> tuple[bytes | None, Head]:
    """Move to the first activity: its tag as written, None where there is none, and what is declared before it.

    Raises Refused, with the line, for what is no IATI that can be read.
    """
    window.grow()
    refuse_other_forms(window.data)
    window.mark = 0
    tag = None if root_name(window.data) in _WITHOUT_ACTIVITIES else first_activity(window)
    head = read_head(window.data if tag is None else window.data[: window.at], whole=window.ended and tag is None)
    window.mark = None
    return tag, head if head.root else replace(head, root="iati-activity")


Read = TypeVar("Read")
Made = TypeVar("Made", covariant=True)


class Maker(Protocol[Made]):
    """Makes something of an activity, or None of one that cannot be read. Activities of a file come in their order."""

    def __call__(self, block: Block, *, head: Head, position: int) -> Made | None:
        """`position` is the place of the activity in the file, from 0."""


class Reading:
    """One pass through one file."""

    def __init__(self, file: AidFile, notes: list[RunNote], *, detects_language: bool = True) -> None:
        self._file, self._notes = file, notes
        self._record = partial(record, detects_language=detects_language)
        self._parser = parser()
        self._identifiers: set[int] = set()
        self._contents: set[int] = set()
        self.refused = False
        """Whether the file turned out to be none that can be read, so that nobody knows all that is in it."""

    def records(self) -> Iterator[ActivityRecord]:
        """Every activity that can be read; what cannot is named in the notes."""
        return self.each(self.record)

    def each(self, make: Maker[Made]) -> Iterator[Made]:
        """What is made of the bytes of each activity, where that is not None."""
        return self._read(partial(self._each, make=make))

    def fields(self, make: Callable[[etree._Element, Head], Made]) -> Iterator[Made]:
        """What is made of the elements of each activity that can be read, where neither its bytes nor its line are needed.

        Where `make` raises MarkedUp it is called again.
        """
        return self._read(partial(self._fields, make=make))

    def _read(self, found: Callable[[Window], Iterator[Read]]) -> Iterator[Read]:
        try:
            with self._file.open() as stream:
                yield from found(Window(pieces(stream)))
        except Refused as refused:
            self.refused = True
            self._notes.append(_note("refused", self._file.file, refused.line, refused.message))
        except BROKEN as error:
            self._file.must_be_refused(error)
            self.refused = True
            self._notes.append(_note("refused", self._file.file, None, f"cannot be opened: {why(error)}"))

    def _each(self, window: Window, make: Maker[Made]) -> Iterator[Made]:
        tag, head = begin(window)
        if tag is None:
            self._say_why_none(head)
            return
        for position, block in enumerate(self._whole(window, tag, head)):
            made = make(block, head=head, position=position)
            if made is not None:
                yield made

    def _fields(self, window: Window, make: Callable[[etree._Element, Head], Made]) -> Iterator[Made]:
        tag, head = begin(window)
        if tag is None:
            self._say_why_none(head)
            return
        quick = parser(with_blanks=False)

        def made(parsed: Parsed) -> list[Made]:
            try:
                return [make(activity, head) for activity in parsed(quick)]
            except MarkedUp:
                return [make(activity, head) for activity in parsed(self._parser)]

        rows = Rows(window, tag=tag, head=head)
        one_by_one = self._whole(window, tag, head)
        while True:
            while row := rows.next(made):
                yield from row
            block = next(one_by_one, None)
            if block is None:
                return
            rows.passed(block)
            yield from made(partial(self._one, block, head))

    def _whole(self, window: Window, tag: bytes, head: Head) -> Iterator[Block]:
        """The bytes of each activity; what cannot be a whole one is named in the notes."""
        return filter(self._is_whole, blocks(window, tag=tag, root=head.root.encode()))

    def record(self, block: Block, *, head: Head, position: int, noted: bool = True) -> ActivityRecord | None:
        """An activity, or None and, if `noted`, a note where it cannot be read. Activities of a file come in their order."""
        remarks = Remarks()
        place = Place(file=self._file.file, file_sha256=self._file.sha256, position=position, line=block.line)
        activity = self.element(block, head=head, remarks=remarks, noted=noted)
        if activity is None:
            return None
        made = self._record(activity, place=place, head=head, remarks=remarks)
        repeated = self._repeated(made.iati_identifier, block.data)
        return made if repeated is None else replace(made, notes=(*made.notes, repeated))

    def element(
        self, block: Block, *, head: Head, remarks: Remarks, parser: etree.XMLParser | None = None, noted: bool = True
    ) -> etree._Element | None:
        """An activity as it is parsed, or None and, if `noted`, a note where it is not well-formed."""
        try:
            return element(block.data, opening=head.opening, parser=parser or self._parser, remarks=remarks)
        except Refused as refused:
            line = block.line + (refused.line or 1) - 1
            if noted:
                self._notes.append(aid_notes.refused(self._file.file, line=line, begins=block.line, why=refused.message))
            return None

    def _one(self, block: Block, head: Head, parser: etree.XMLParser) -> list[etree._Element]:
        """The activity of which these are the bytes, if it can be read."""
        # So many blanks in one place as a parser refuses must be refused here too.
        must_count_blanks = len(block.data) > _LARGE_BYTES
        activity = self.element(block, head=head, remarks=Remarks(), parser=self._parser if must_count_blanks else parser)
        return [] if activity is None else [activity]

    def pass_over(self, identifiers: Iterable[str]) -> None:
        """Remember the identifiers of activities that are not read, but come before others that are."""
        self._identifiers.update(map(hash, identifiers))

    def _say_why_none(self, head: Head) -> None:
        if head.root in _WITHOUT_ACTIVITIES:
            self._notes.append(_note("info", self._file.file, None, _WITHOUT_ACTIVITIES[head.root]))
        elif head.root == "iati-activities":
            self._notes.append(_note("doubtful", self._file.file, None, "holds no activities"))
        else:
            raise Refused(f"no IATI: its root is {head.root!r} and there is no iati-activity in it", line=1)

    def _is_whole(self, block: Block) -> bool:
        if block.broken is not None:
            self._notes.append(_note("refused", self._file.file, block.line, block.broken))
        return block.broken is None

    def _repeated(self, identifier: str, data: bytes) -> str | None:
        """What to say of an identifier that stood in the file before."""
        content, name = hash(data), hash(identifier)
        known = bool(identifier) and name in self._identifiers
        identical = content in self._contents
        self._identifiers.add(name)
        self._contents.add(content)
        return aid_notes.repeated(known=known, identical=identical)

"""Reads of a file of aid data only the activities that may matter, told by their bytes, and the names of all others."""

import hashlib
import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import accumulate, groupby
from typing import IO, Protocol

import numpy as np
from lxml import etree
from numpy.typing import NDArray

from article60.domain.activity_record import ActivityRecord
from article60.domain.run_note import RunNote
from article60.sources.aid_file import BROKEN, AidFile
from article60.sources.iati.chunks import IDENTIFIER, REFERENCE, RELATED, SIZE, Chunk, Cutter, Untrusted, all_of
from article60.sources.iati.cutter import Block
from article60.sources.iati.elements import attribute
from article60.sources.iati.head import Head
from article60.sources.iati.reader import Reading, begin
from article60.sources.iati.refusal import Refused
from article60.sources.iati.spoken import together
from article60.sources.iati.utf8 import is_utf8, pieces
from article60.sources.iati.window import Window, line_ends
from article60.sources.portions import Part
from article60.text.together import Together

_TAG = b"iati-activity"
_ROOT = b"iati-activities"
_CLOSED = b"</" + _ROOT
_PARENT_OR_CHILD = frozenset({"1", "2"})
_IDENTIFIER = re.compile(rb"<iati-identifier(?:\s[^<>]*)?>([^<&@\r]*)</iati-identifier|<iati-identifier\s*/>")
_REFERENCE = re.compile(rb"&#(?:x([0-9A-Fa-f]{1,8})|([0-9]{1,8}));")
_ASCII = 128
_PIECE = SIZE // 8
"""Bytes that are read at once: what is looked through is put together of them, and held once more meanwhile."""

Flags = NDArray[np.bool_]


class Sieve(Protocol):
    """Tells which records may matter."""

    @property
    def codes(self) -> Sequence[bytes]:
        """Codes to look for anywhere in an activity."""

    @property
    def beginning(self) -> int:
        """How many characters of a description are its beginning."""

    def may_matter(self, said: Together) -> NDArray[np.bool_]:
        """Which of the records may matter; the others certainly do not."""


@dataclass(slots=True)
class Sifted:
    """What was found in a file: the records that may matter, and of all activities in it the names and the kin they name."""

    records: list[ActivityRecord] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    kin: list[tuple[int, str]] = field(default_factory=list)
    contents: list[str] = field(default_factory=list)
    """Of a range of a file: a hash over the bytes of each record."""
    lines: int = 0
    """Of a range of a file: how many lines end in it."""
    refused: bool = False
    """Whether it could not be read, so that nobody knows how many activities are in it."""


def sift_part(part: Part, *, sieve: Sieve, notes: list[RunNote]) -> Sifted | None:
    """The same as `sift` for a range of a file, told as if nothing stood before it: positions from 0, lines from 1.

    None where all of the file must be read at once, as bytes of it cannot be trusted to say what they seem to.
    """
    if part.is_whole:
        return sift(part.file, sieve=sieve, notes=notes)
    written: list[RunNote] = []
    try:
        found = _ranged(part, Reading(part.file, written), sieve)
    except (Untrusted, Refused, *BROKEN):
        return None
    notes += written
    return found


def _ranged(part: Part, reading: Reading, sieve: Sieve | None = None, *, positions: frozenset[int] | None = None) -> Sifted:
    with part.file.open() as stream:
        if not is_utf8(stream.read(_PIECE)):
            raise Untrusted("the file is in another encoding")
        stream.seek(0)
        return _Sifting(Window(pieces(stream, size=_PIECE)), reading, sieve, positions=positions).sifted_range(stream, part)


def sift(aid: AidFile, *, sieve: Sieve, notes: list[RunNote]) -> Sifted:
    """The records of a file that may matter, and the names of all its activities.

    They equal those that `reader.read` yields.
    Where the bytes of a file cannot be trusted to say what they seem to, all of it is read, and all its records may matter.
    Notes are those of what is read: of an activity that cannot matter nobody learns that it is not well-formed.
    """
    written: list[RunNote] = []
    try:
        with aid.open() as stream:
            found = _Sifting(Window(pieces(stream, size=_PIECE)), Reading(aid, written), sieve).sifted()
    except (Untrusted, Refused, *BROKEN):  # why a file is refused is said by who reads all of it
        written = []
        found = _whole(Reading(aid, written))
    notes += written
    return found


def sift_together(files: Sequence[AidFile], *, sieve: Sieve, notes: Sequence[list[RunNote]]) -> list[Sifted]:
    """The same as `sift` for each of several small files, and notes of each, with one pass of the sieve for many of them."""
    ends = accumulate(file.size for file in files)
    several = groupby(zip(ends, files, notes, strict=True), key=lambda one: one[0] // SIZE)
    return [found for _, some in several for found in _sift_some([(file, noted) for _, file, noted in some], sieve)]


def _sift_some(files: Sequence[tuple[AidFile, list[RunNote]]], sieve: Sieve) -> list[Sifted]:
    found: dict[int, Sifted] = {}
    written: list[list[RunNote]] = [[] for _ in files]
    try:
        several = {number: _held(file, sieve, written[number]) for number, (file, _) in enumerate(files)}
        held = {number: one for number, one in several.items() if one is not None}
        found = dict(zip(held, _sifted_together(list(held.values()), sieve), strict=True))
    except Untrusted:  # one of them spoils it for all, whichever it is
        pass
    for number, (file, notes) in enumerate(files):
        if number in found:
            notes.extend(written[number])
        else:
            found[number] = sift(file, sieve=sieve, notes=notes)
    return [found[number] for number in range(len(files))]


def _held(file: AidFile, sieve: Sieve, notes: list[RunNote]) -> "_Held | None":
    """A file small enough to be held as a whole; None of one that is not, and where its bytes cannot be trusted."""
    if file.size > SIZE:
        return None
    try:
        with file.open() as stream:
            return _Sifting(Window(pieces(stream, size=_PIECE)), Reading(file, notes), sieve).held()
    except (Untrusted, Refused, *BROKEN):
        return None


def _sifted_together(held: "Sequence[_Held]", sieve: Sieve) -> list[Sifted]:
    """What is found in each file. Raises Untrusted where the marks in any of them do not tell it."""
    if not held:
        return []
    looked = _look(Cutter(sieve.codes).chunk(b"".join(one.data for one in held)), partial(_by_sieve, sieve))
    begins = np.cumsum([0, *(len(one.data) for one in held)])
    first = np.searchsorted(looked.chunk.starts, begins).tolist()
    for number, (one, at) in enumerate(zip(held, begins.tolist(), strict=False)):
        one.sifting.read(looked, range(first[number], first[number + 1]), one.head, line=one.line, at=at)
    return [one.sifting.found for one in held]


def _whole(reading: Reading) -> Sifted:
    found = Sifted()

    def make(block: Block, *, head: Head, position: int) -> ActivityRecord | None:
        made = reading.record(block, head=head, position=position)
        found.names.append("" if made is None else made.iati_identifier)
        return made

    for record in reading.each(make):
        found.kin += [(record.position, name) for name in (*record.parents, *record.children)]
        found.records.append(record)
    found.refused = reading.refused
    return found


def some(part: Part, positions: Collection[int], *, notes: list[RunNote]) -> Sifted:
    """The records at some positions of a file, or a range, over which sifting has passed; else as `sift_part` gives them."""
    if not positions:
        return Sifted()
    reading, wanted = Reading(part.file, notes), frozenset(positions)
    try:
        if not part.is_whole:
            return _ranged(part, reading, positions=wanted)
        with part.file.open() as stream:
            return _Sifting(Window(pieces(stream, size=_PIECE)), reading, positions=wanted).sifted()
    except (Untrusted, Refused, *BROKEN) as error:
        part.file.must_be_refused(error)
        message = "has changed since it was first read, so that related activities in it are missing; run again"
        notes.append(RunNote(step="extract", severity="refused", subject=part.file.file, line=None, message=message))
        return Sifted()


class _Sifting:
    """One pass through one file, for the activities that a sieve leaves or for those at some positions."""

    def __init__(
        self, window: Window, reading: Reading, sieve: Sieve | None = None, *, positions: frozenset[int] | None = None
    ) -> None:
        self._window, self._reading, self._sieve, self._positions = window, reading, sieve, positions
        self._cutter = Cutter(() if sieve is None else sieve.codes)
        self.found = Sifted()
        self._digests = False

    def sifted(self) -> Sifted:
        """What is found. Raises Untrusted where the marks alone do not tell what is in the file."""
        window, head = self._window, self._head()
        chunks = self._cutter.chunks(window.data[window.at :], window.pieces, root=_CLOSED)
        return self._read_all(chunks, head, line=window.line(window.at))

    def sifted_range(self, stream: IO[bytes], part: Part) -> Sifted:
        """What is found in a range of the file, of which the window has the beginning. Raises Untrusted as `sifted` does."""
        window, head = self._window, self._head()
        end = part.file.size if part.end is None else part.end
        if window.at >= (part.begin or end):
            raise Untrusted("activities begin further down than they seem to")
        self._digests = True
        pieces = _between(stream, part.begin or window.at, end)
        chunks = self._cutter.chunks(b"", pieces, root=_CLOSED if part.end is None else None)
        return self._read_all(chunks, head, line=1 if part.begin else window.line(window.at))

    def _head(self) -> Head:
        """What stands before the first activity, to which the window moves."""
        tag, head = begin(self._window)
        if tag != _TAG or head.root.encode() != _ROOT or b" xmlns=" in head.opening:
            raise Untrusted("activities are named in another way")
        return head

    def held(self) -> "_Held":
        """All activities of the file, which must be small. Raises Untrusted as `sifted` does."""
        window, head = self._window, self._head()
        line = window.line(window.at)
        return _Held(self, head, all_of(window.data[window.at :] + b"".join(window.pieces), root=_CLOSED), line)

    def _read_all(self, chunks: Iterator[Chunk], head: Head, *, line: int) -> Sifted:
        for chunk in chunks:
            self.read(_look(chunk, self._choose), range(len(chunk.starts)), head, line=line)
            line += line_ends(chunk.data, 0, len(chunk.data))
        self.found.lines = line - 1
        return self.found

    def _choose(self, chunk: Chunk, unclear: Flags) -> Flags:
        if self._sieve is not None:
            return _by_sieve(self._sieve, chunk, unclear)
        first = len(self.found.names)
        return np.isin(np.arange(first, first + len(chunk.starts)), list(self._positions or ()))

    def read(self, looked: "_Looked", numbers: range, head: Head, *, line: int, at: int = 0) -> None:
        """Read those activities among some numbers of a chunk that are asked for; of the others only the names.

        `line` is that of the place `at`, from which on the activities of these numbers stand.
        """
        names, kin, chunk = looked.names, looked.kin, looked.chunk
        first, after = len(self.found.names) - numbers.start, numbers.start
        for number in looked.asked[bisect_left(looked.asked, numbers.start) : bisect_left(looked.asked, numbers.stop)]:
            self._reading.pass_over(names[after:number])
            start = int(chunk.starts[number])
            line += line_ends(chunk.data, at, start)
            after, at = number + 1, start
            block = Block(chunk.activity(number), line)
            # What is read at some positions was looked through by the sieve before, which has noted all others.
            wanted = bool(looked.chosen[number]) or self._sieve is not None
            made = self._reading.record(block, head=head, position=first + number, noted=wanted)
            names[number] = "" if made is None else made.iati_identifier
            kin[number] = [] if made is None else [*made.parents, *made.children]
            if made is not None and wanted:
                self.found.records.append(made)
                if self._digests:
                    self.found.contents.append(hashlib.blake2b(block.data, digest_size=16).hexdigest())
        self._reading.pass_over(names[after : numbers.stop])
        self.found.names += names[numbers.start : numbers.stop]
        self.found.kin += [(first + number, name) for number in numbers for name in kin.get(number, ())]


@dataclass(frozen=True, slots=True)
class _Held:
    """The activities of a small file, and on which line the first begins."""

    sifting: _Sifting
    head: Head
    data: bytes
    line: int


@dataclass(frozen=True, slots=True)
class _Looked:
    """What the bytes of a chunk tell of its activities: names, kin, which are asked for, and which must be read to be told."""

    chunk: Chunk
    names: list[str]
    kin: dict[int, list[str]]
    chosen: Flags
    asked: list[int]
    """Numbers of the activities to be read, in order: those chosen, and those of which the bytes do not tell enough."""


def _look(chunk: Chunk, choose: Callable[[Chunk, Flags], Flags]) -> _Looked:
    """`choose` tells which activities are asked for, and marks others as unclear, of which the bytes do not tell it."""
    unclear = chunk.closer.copy()
    names, kin = _names(chunk, unclear), _kin(chunk, unclear)
    chosen = choose(chunk, unclear)
    return _Looked(chunk, names, kin, chosen, np.flatnonzero(chosen | unclear).tolist())


def _by_sieve(sieve: Sieve, chunk: Chunk, unclear: Flags) -> Flags:
    said = together(chunk, unclear, beginning=sieve.beginning)
    _coded_in_references(chunk, unclear)
    return sieve.may_matter(said)


def _between(stream: IO[bytes], begin: int, end: int) -> Iterator[bytes]:
    """The bytes of a stream from one place to before another, piece by piece."""
    stream.seek(begin)
    while begin < end and (piece := stream.read(min(_PIECE, end - begin))):
        yield piece
        begin += len(piece)


def _names(chunk: Chunk, unclear: Flags) -> list[str]:
    """The identifier of each activity, empty where it has none or is unclear."""
    names = [""] * len(chunk.starts)
    activities, places = chunk.marks[IDENTIFIER]
    firsts, found = np.unique(activities, return_index=True)
    for activity, place in zip(firsts.tolist(), places[found].tolist(), strict=True):
        told = _IDENTIFIER.match(chunk.data, place)
        try:
            names[activity] = "" if told is None else (told[1] or b"").decode().strip()
        except UnicodeDecodeError:
            told = None
        unclear[activity] |= told is None
    return names


def _kin(chunk: Chunk, unclear: Flags) -> dict[int, list[str]]:
    """The identifiers of parents and children that activities name."""
    kin: dict[int, list[str]] = {}
    for activity, place in zip(*(column.tolist() for column in chunk.marks[RELATED]), strict=True):
        written = chunk.data[place : chunk.data.find(b">", place)].rstrip(b"/") + b"/>"
        try:
            related = etree.fromstring(written)
        except etree.XMLSyntaxError:
            unclear[activity] = True
            continue
        ref = attribute(related, "ref")
        if ref is not None and attribute(related, "type") in _PARENT_OR_CHILD:
            kin.setdefault(activity, []).append(ref)
    return kin


def _coded_in_references(chunk: Chunk, unclear: Flags) -> None:
    """Mark activities in which letters or digits are written as numbers: a code would not be found."""
    for activity, place in zip(*(column.tolist() for column in chunk.marks[REFERENCE]), strict=True):
        number = _REFERENCE.match(chunk.data, place)
        if number is not None and (int(number[1], 16) if number[1] else int(number[2])) < _ASCII:
            unclear[activity] = True

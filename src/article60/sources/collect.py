"""Fetches the files that a `source.yml` describes into a folder, and keeps account of them in `collected.json`."""

import hashlib
import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Thread
from urllib.parse import urlsplit

import httpx

from article60.byte_store import sha256_of
from article60.domain.run_note import RunNote
from article60.progress import Progress, silent
from article60.sources import account, source_yml
from article60.sources.account import PARTS, Account, Entry, UnreadableAccount
from article60.sources.alone import alone
from article60.sources.arrived import KNOWN_ENDINGS, as_it_should, doubt_about, ending_of
from article60.sources.arriving import Arriving
from article60.sources.download import Asker, NotCollected, Version, download, headers_of
from article60.sources.fetch import name_of
from article60.sources.listed import Found, Listed, listed
from article60.sources.source_yml import Source
from article60.sources.under_way import UnderWay

_LARGEST_LIST_BYTES = 200 * 1024 * 1024
_MOST_FILES_WITHOUT_ANSWER = 3
_LONGEST_NAME_BYTES = 180
"""Disks take 255: a hash stands before some names, an ending behind some, and behind that of a part that of its note."""
_OTHER_SIGNS = re.compile(r"[^\w.-]+")


_OfHost = list[tuple[Listed, str]]
"""Files of one host, each with its name in the folder."""

_Brought = tuple[str, list[RunNote]]
"""The address of a file, and what is to be said of it."""


@dataclass(frozen=True, slots=True)
class Collected:
    """What an update came to: the files that stand in the folder, in the order of the source; how many it names and fetched."""

    files: tuple[Path, ...] = ()
    named: int = 0
    fetched: int = 0


def collect(
    source_yml_path: Path,
    out: Path,
    *,
    notes: list[RunNote],
    wait: Callable[[float], object] = time.sleep,
    clock: Callable[[], float] = time.monotonic,
    progress: Progress = silent,
) -> Collected:
    """Bring the folder up to date with the source.

    Only what has changed is fetched, what broke off is gone on with, and a file that cannot be had is named in `notes` and
    keeps its earlier copy. An update that was broken off less than a day ago is gone on with too. Several hosts are asked
    side by side, each with one request at a time. `collected.json` says for each file where it is from, on what terms, its
    hash and version. Raises UnusableInput for a malformed source.yml, AnotherUpdate while the folder is brought up to date.
    """
    source = source_yml.read(source_yml_path)
    (out / PARTS).mkdir(parents=True, exist_ok=True)
    stop = Event()
    with (
        alone(out, out / PARTS),
        httpx.Client(timeout=source.politeness.seconds_to_wait, headers=dict(headers_of(source.politeness))) as client,
    ):
        asker = Asker(client, source.politeness, wait, clock, stop)
        return _Collection(source, out, notes, asker, progress).update()


@dataclass(slots=True)
class _Collection:
    """One update of one folder."""

    source: Source
    out: Path
    notes: list[RunNote]
    asker: Asker
    progress: Progress
    account: Account = field(init=False)
    under_way: UnderWay = field(init=False)
    forgotten: Path = field(init=False)
    """Stands from when the account could not be read until all files have come: which were collected nobody knows so long."""
    fetched: list[str] = field(init=False, default_factory=list)

    def update(self) -> Collected:
        try:
            found = listed(self.source, self._whole)
        except NotCollected as error:
            self._note("refused", getattr(self.source.files, "address", self.source.name), str(error))
            return Collected()
        self.forgotten = self.out / PARTS / "forgotten"
        self.account = self._account()
        self.under_way = UnderWay(self.out / PARTS / "answered.jsonl")
        self._bring_all(self._named(found.files))
        self.account.fold()
        self.under_way.end()
        if all(file.address in self.account.entries for file in found.files):
            self.forgotten.unlink(missing_ok=True)
        self._check(found)
        entries = self.account.entries
        files = tuple(self.out / entries[file.address].file for file in found.files if file.address in entries)
        return Collected(files, len(found.files), len(self.fetched))

    def _bring_all(self, named: Sequence[tuple[Listed, str]]) -> None:
        """Bring the files of each host one after the other, several hosts side by side; notes in the order of the source."""
        hosts: dict[str, _OfHost] = defaultdict(list)
        for file, name in named:
            hosts[urlsplit(file.address).netloc].append((file, name))
        waiting: SimpleQueue[_OfHost] = SimpleQueue()
        for files in sorted(hosts.values(), key=len, reverse=True):
            waiting.put(files)
        brought: Arriving[_Brought | Exception] = Arriving(len(named), self.progress)
        self.asker.grown = brought.grown
        said: dict[str, list[RunNote]] = {}
        # Threads that end with the program: who breaks off does not wait for servers that say nothing.
        for _ in range(min(self.source.politeness.hosts_at_once, len(hosts))):
            Thread(target=self._bring_from_hosts, args=(waiting, brought), daemon=True).start()
        try:
            for one in brought:
                if isinstance(one, Exception):
                    raise one
                said.update([one])
        finally:
            self.asker.stop.set()
        self.notes.extend(note for file, _ in named for note in said[file.address])

    def _bring_from_hosts(self, waiting: SimpleQueue[_OfHost], brought: Arriving[_Brought | Exception]) -> None:
        """Bring the files of one host after the other until none waits; what is to be said of each, or what went wrong."""
        try:
            while True:
                for one in self._bring_from_host(waiting.get_nowait()):
                    brought.put(one)
        except Empty:
            return
        except Exception as error:  # such as a full disk: it ends the whole update, in the thread that waits
            brought.put(error)

    def _bring_from_host(self, files: _OfHost) -> Iterator[_Brought]:
        asker = replace(self.asker, asked=set(self.asker.asked), owed=dict(self.asker.owed))
        for file, name in files:
            if asker.stop.is_set():
                return
            notes = self._bring(file, name, asker)
            if not notes:
                self.under_way.add(file.address)
            yield file.address, notes

    def _bring(self, file: Listed, name: str, asker: Asker) -> list[RunNote]:
        """Bring one file; what is to be said of it."""
        entry = self.account.entries.get(file.address)
        held = entry if entry is not None and self._stands(file.address, entry) else None
        if held is not None and self._is_answered(file, held):
            return []
        # A server that calls another version the same is not asked for changes where the list knows of one.
        told_apart = file.hash is not None and held is not None and held.listed_hash is not None
        known = None if held is None or told_apart else Version(held.etag, held.last_modified)
        part = self.out / PARTS / name
        try:
            if asker.unanswered >= _MOST_FILES_WITHOUT_ANSWER:
                raise NotCollected(
                    f"not asked for, as its server gave no answer for {asker.unanswered} files; run again to go on"
                )
            version = download(file.address, part, known=known, asker=asker, largest_bytes=self.source.largest_bytes)
            if version is None:
                return [] if held is None else self._still(file, held)
            return self._accept(file, part, name, version)
        except NotCollected as error:
            kept = "; the earlier copy is kept" if entry is not None else ""
            return [_said("refused", file.address, f"{error}{kept}")]

    def _is_answered(self, file: Listed, held: Entry) -> bool:
        """Whether the list, or the server earlier in this update, says that the file held is the one of the source."""
        return file.address in self.under_way.answered if file.hash is None else held.listed_hash == file.hash

    def _stands(self, address: str, entry: Entry) -> bool:
        """Whether the file still is what was collected; read through only where its time of change is another."""
        held = self.out / entry.file
        if not held.is_file() or held.stat().st_size != entry.bytes:
            return False
        changed_ns = held.stat().st_mtime_ns
        if changed_ns != entry.changed_ns:
            if sha256_of(held) != entry.sha256:
                return False
            self.account.add(address, replace(entry, changed_ns=changed_ns))
        return True

    def _still(self, file: Listed, held: Entry) -> list[RunNote]:
        """What is to be said of a file of which the server says that it has not changed: what spoke against it still does."""
        doubt = doubt_about(self.out / held.file, held.file, listed_hash=file.hash)
        if file.hash is not None and doubt is None:
            self.account.add(file.address, replace(held, listed_hash=file.hash))
        return [_said("doubtful", file.address, doubt)] if doubt else []

    def _accept(self, file: Listed, part: Path, name: str, version: Version) -> list[RunNote]:
        """Put what arrived in its place, with its account. Raises NotCollected for what cannot be the file."""
        name = name if name.lower().endswith(KNOWN_ENDINGS) else name + ending_of(part)
        as_it_should(part, name, joined=version.joined)
        said = []
        if self._is_of_others(file, part, name):
            free = _set_apart(file.address, name)
            said = [f"{name} stood in the folder and was not collected; it is left, and this file is named {free}"]
            name = free
        doubt = doubt_about(part, name, listed_hash=file.hash)
        held = part.replace(self.out / name)
        entry = Entry(
            file=name,
            publisher=file.publisher or self.source.publisher,
            licence=file.licence or self.source.licence,
            sha256=sha256_of(held),
            bytes=held.stat().st_size,
            etag=version.etag,
            last_modified=version.last_modified,
            changed_ns=held.stat().st_mtime_ns,
            listed_hash=None if doubt else file.hash,
        )
        self.account.add(file.address, entry)
        self.fetched.append(file.address)
        return [_said("doubtful", file.address, one) for one in (*said, doubt) if one]

    def _is_of_others(self, file: Listed, part: Path, name: str) -> bool:
        """Whether a file of this name stands in the folder that is no copy of the one that arrived, earlier or the same."""
        there = self.out / name
        if self.forgotten.exists() or file.address in self.account.entries or not there.exists():
            return False
        try:
            return not there.is_file() or sha256_of(there) != sha256_of(part)
        except OSError:  # a file that nobody here may read
            return True

    def _named(self, files: Iterable[Listed]) -> list[tuple[Listed, str]]:
        """Each file with its name in the folder: the one it has, or a new one that no other has."""
        entries = self.account.entries
        taken = {entry.file for entry in entries.values()}
        named = []
        for file in files:
            name = entries[file.address].file if file.address in entries else self._new_name(file.address, taken)
            taken.add(name)
            named.append((file, name))
        return named

    def _new_name(self, address: str, taken: set[str]) -> str:
        """A name that no other file has; the one that stands apart where it was named so before an account was lost."""
        name = _file_name(address, taken=taken)
        apart = _set_apart(address, name)
        return apart if (self.out / apart).exists() else name

    def _account(self) -> Account:
        begin = (self.out, self.out / PARTS)
        try:
            return Account(*begin, source=self.source.name)
        except UnreadableAccount:
            self._note("doubtful", account.NAME, "cannot be read; every file is fetched anew")
            self.forgotten.touch()
            return Account.anew(*begin, source=self.source.name)

    def _whole(self, address: str) -> bytes:
        """A page or list, which is asked for anew each time."""
        part = self.out / PARTS / "list"
        part.unlink(missing_ok=True)
        download(address, part, known=None, asker=self.asker, largest_bytes=_LARGEST_LIST_BYTES)
        return part.read_bytes()

    def _check(self, found: Found) -> None:
        """Hold what was found against what the source leads one to expect."""
        entries = self.account.entries
        held = sum(1 for file in found.files if file.address in entries)
        if held < self.source.minimum_files:
            message = f"{held} files where at least {self.source.minimum_files} are expected"
            left = "see whether the source has moved, or correct minimum_files"
            self._note("refused", self.source.name, f"{message}; {left}")
        if found.doubt is not None:  # then what is not named may be on what is missing
            self._note("doubtful", self.source.name, found.doubt)
            return
        for address in sorted(set(entries) - {file.address for file in found.files}):
            self._note("info", address, f"no longer listed by the source; {entries[address].file} is kept")

    def _note(self, severity: str, subject: str, message: str) -> None:
        self.notes.append(_said(severity, subject, message))


def _said(severity: str, subject: str, message: str) -> RunNote:
    return RunNote(step="collect", severity=severity, subject=subject, line=None, message=message)


def _file_name(address: str, *, taken: set[str]) -> str:
    """A safe name after the one in the address; where that is taken or has no ending, with letters of a hash before it."""
    safe = _OTHER_SIGNS.sub("_", name_of(address)).encode()[-_LONGEST_NAME_BYTES:]
    plain = safe.decode(errors="ignore").lstrip(".") or "file"  # what is cut off may leave a full stop or half a sign first
    if plain in taken or plain in (account.NAME, account.JOURNAL) or not plain.lower().endswith(KNOWN_ENDINGS):
        return _set_apart(address, plain)
    return plain


def _set_apart(address: str, name: str) -> str:
    """A name that no file of another address has."""
    return f"{hashlib.sha256(address.encode()).hexdigest()[:8]}_{name}"

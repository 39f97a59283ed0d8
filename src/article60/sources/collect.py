"""Fetches the files that a `source.yml` describes into a folder, and keeps account of them in `collected.json`."""

import hashlib
import json
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx
from lxml import etree, html

from article60.domain.run_note import RunNote
from article60.sources import source_yml
from article60.sources.download import Asker, NotCollected, Version, download, headers_of
from article60.sources.fetch import name_of
from article60.sources.source_yml import Source

ACCOUNT = "collected.json"
_PARTS = ".parts"
_LARGEST_INDEX = 50 * 1024 * 1024
_OTHER_SIGNS = re.compile(r"[^\w.-]+")
_KEPT = {"file", "sha256", "etag", "last_modified"}

Entry = dict[str, Any]


def collect(
    source_yml_path: Path,
    out: Path,
    *,
    notes: list[RunNote],
    wait: Callable[[float], None] = time.sleep,
    clock: Callable[[], float] = time.monotonic,
) -> tuple[Path, ...]:
    """Bring the folder up to date with the source; the files that now stand in it, in the order of the source.

    Only what has changed is fetched, what broke off is gone on with, and a file that cannot be had is named in `notes` and
    keeps its earlier copy. `collected.json` says for each file where it is from, on what terms, its hash and version.
    Raises UnusableInput for a malformed source.yml.
    """
    source = source_yml.read(source_yml_path)
    (out / _PARTS).mkdir(parents=True, exist_ok=True)
    with httpx.Client(
        follow_redirects=True,
        max_redirects=5,
        timeout=source.politeness.seconds_to_wait,
        headers=dict(headers_of(source.politeness)),
    ) as client:
        collection = _Collection(source, out, notes, Asker(client, source.politeness, wait, clock))
        return collection.update()


@dataclass(slots=True)
class _Collection:
    """One update of one folder."""

    source: Source
    out: Path
    notes: list[RunNote]
    asker: Asker

    def update(self) -> tuple[Path, ...]:
        try:
            addresses = self.source.files or self._linked()
        except NotCollected as error:
            self._note("refused", str(self.source.index), str(error))
            return ()
        account = self._account()
        for address in addresses:
            self._bring(address, account)
        self._check(addresses, account)
        return tuple(self.out / account[address]["file"] for address in addresses if address in account)

    def _bring(self, address: str, account: dict[str, Entry]) -> None:
        """Fetch one file; the account is written after each, so that a run broken off loses nothing."""
        entry = account.get(address, {})
        name = entry.get("file") or _file_name(address, taken={other["file"] for other in account.values()})
        part = self.out / _PARTS / name
        try:
            version = download(
                address,
                part,
                known=self._known(entry),
                asker=self.asker,
                largest_bytes=self.source.largest_bytes,
            )
            if version is None:
                return
            self._accept(part, name)
        except NotCollected as error:
            self._note("refused", address, str(error) + ("; the earlier copy is kept" if entry else ""))
            return
        account[address] = self._entry(name, version)
        self._write(account)

    def _known(self, entry: Entry) -> Version | None:
        """The version held, if the file still is what was collected."""
        held = self.out / str(entry.get("file", ""))
        if not entry or not held.is_file() or _sha256(held) != entry["sha256"]:
            return None
        return Version(entry["etag"], entry["last_modified"])

    def _accept(self, part: Path, name: str) -> None:
        with part.open("rb") as file:
            beginning = file.read(512).lstrip().lower()
        if name.lower().endswith(".xml") and beginning.startswith((b"<!doctype html", b"<html")):
            part.unlink()
            raise NotCollected("an HTML page came in place of the data; open the address and correct it")
        part.replace(self.out / name)

    def _entry(self, name: str, version: Version) -> Entry:
        held = self.out / name
        return {
            "file": name,
            "publisher": self.source.publisher,
            "licence": self.source.licence,
            "sha256": _sha256(held),
            "bytes": held.stat().st_size,
            "etag": version.etag,
            "last_modified": version.last_modified,
        }

    def _account(self) -> dict[str, Entry]:
        path = self.out / ACCOUNT
        if not path.is_file():
            return {}
        try:
            return {
                address: _checked(entry) for address, entry in json.loads(path.read_text(encoding="utf-8"))["files"].items()
            }
        except (ValueError, KeyError, TypeError, AttributeError):
            self._note("doubtful", ACCOUNT, "cannot be read; every file is fetched anew")
            return {}

    def _write(self, account: Mapping[str, Entry]) -> None:
        written = json.dumps({"source": self.source.name, "files": account}, ensure_ascii=False, indent=1, sort_keys=True)
        unfinished = self.out / _PARTS / ACCOUNT
        unfinished.write_text(written + "\n", encoding="utf-8")
        unfinished.replace(self.out / ACCOUNT)

    def _linked(self) -> tuple[str, ...]:
        """Addresses that the index page links and the source's pattern picks, in the order of the page."""
        index = str(self.source.index)
        part = self.out / _PARTS / "index.html"
        part.unlink(missing_ok=True)
        download(index, part, known=None, asker=self.asker, largest_bytes=_LARGEST_INDEX)
        try:
            page = html.fromstring(part.read_bytes())
        except etree.LxmlError as error:
            raise NotCollected(f"the index is no HTML page ({error}); correct its address") from None
        linked = (urljoin(index, link.get("href", "").strip()).partition("#")[0] for link in page.iter("a"))
        picked = (a for a in linked if urlsplit(a).scheme in ("http", "https") and self.source.links.search(a))
        return tuple(dict.fromkeys(picked))

    def _check(self, addresses: tuple[str, ...], account: Mapping[str, Entry]) -> None:
        """Hold what was found against what the source leads one to expect."""
        held = sum(1 for address in addresses if address in account)
        if held < self.source.minimum_files:
            message = f"{held} files where at least {self.source.minimum_files} are expected; see whether the source has moved"
            self._note("refused", self.source.name, message)
        for address in sorted(set(account) - set(addresses)):
            self._note("info", address, f"no longer listed by the source; {account[address]['file']} is kept")

    def _note(self, severity: str, subject: str, message: str) -> None:
        self.notes.append(RunNote(step="collect", severity=severity, subject=subject, line=None, message=message))


def _checked(entry: Entry) -> Entry:
    """An entry of the account as this module writes it; whoever changed the file must not lead writing out of the folder."""
    if not entry.keys() >= _KEPT or _OTHER_SIGNS.search(entry["file"]) or entry["file"].startswith("."):
        raise ValueError("not an entry of collected.json")
    return entry


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _file_name(address: str, *, taken: set[str]) -> str:
    """A safe name after the one in the address; where that is taken, with letters of the address's hash before it."""
    plain = _OTHER_SIGNS.sub("_", name_of(address)).lstrip(".")[-120:] or "file"
    if plain in taken or plain == ACCOUNT:
        return f"{hashlib.sha256(address.encode()).hexdigest()[:8]}_{plain}"
    return plain

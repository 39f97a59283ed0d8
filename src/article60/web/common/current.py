"""The Release that is shown now: opened once, opened anew when another takes its place.

All threads share what is opened, and what is kept of it: of the public site one works at a time (`article60.web.wsgi`), of the
workspace several do.
"""

import hashlib
import json
import os
import sqlite3
import threading
import weakref
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings

from article60.domain.state_party import StateParty
from article60.publication import checksums
from article60.publication.reading import open_to_show, read_records
from article60.web.common import names

Made = TypeVar("Made")
MOST_KEPT = 2000
"""How many counts and rows about one Release are kept: some kilobytes each."""
FEW_KEPT = 12
"""How many long lists of rows are kept: some megabytes each."""
MAPPED = 4 * 1024**3
"""Bytes of the database that are read where the system keeps them, without being copied; a Release never changes."""
Stamp = tuple[str, int, int]
_NOT_KEPT: Any = object()


@dataclass(frozen=True)
class Release:
    """One opened Release: its folder, what release.json says, and a connection that cannot write."""

    folder: Path
    info: dict[str, Any]
    connection: sqlite3.Connection
    stamp: Stamp

    _kept: dict[Hashable, Any] = field(default_factory=dict, repr=False)
    _lately: dict[Hashable, Any] = field(default_factory=dict, repr=False)
    _keeping: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def kept(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What was made of this Release before under the same key, else what `make` gives; the rows can never change."""
        found: Made = self._kept.get(key, _NOT_KEPT)
        if found is _NOT_KEPT:
            found = make()
            with self._keeping:
                if len(self._kept) >= MOST_KEPT:
                    self._kept.clear()
                self._kept[key] = found
        return found

    def lately(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """As `kept`, for what takes megabytes: only the last few are kept."""
        with self._keeping:
            found: Made = self._lately.pop(key, _NOT_KEPT)
        if found is _NOT_KEPT:
            found = make()
        with self._keeping:
            self._lately[key] = found
            while len(self._lately) > FEW_KEPT:
                del self._lately[next(iter(self._lately))]
        return found

    def read_files(self) -> None:
        """Read what stands in files beside its database: later these may be those of another, which has taken its place."""
        self.mark, self.files, self._figures  # noqa: B018

    @cached_property
    def mark(self) -> str:
        """Hash of what it says of itself and of all its files: another Release, or the same published anew, has another."""
        names = ("release.json", checksums.NAME)
        said = [path.read_bytes() for name in names if (path := self.folder / name).is_file()]
        return hashlib.sha256(b"\0".join(said)).hexdigest()

    @property
    def written_at(self) -> int:
        """When its files were written, in seconds since 1970."""
        return self.stamp[2] // 1_000_000_000

    @cached_property
    def states(self) -> dict[str, StateParty]:
        """Its States by code, in the order of the file."""
        return {state.state: state for state in read_records(self.connection, "states")}

    @cached_property
    def figures(self) -> dict[str, dict[str, Any]]:
        """Every published figure by name, as figures.json gives it."""
        return {one["figure"]: one for one in self._figures["figures"]}

    @cached_property
    def ranges(self) -> dict[str, dict[str, Any]]:
        """Every published range by name, as figures.json gives it."""
        return {one["range"]: one for one in self._figures["ranges"]}

    @cached_property
    def figures_of_states(self) -> dict[str, list[dict[str, Any]]]:
        """The figures published for each State by itself, by its code."""
        by_state: dict[str, list[dict[str, Any]]] = {}
        for one in self._figures["of_states"]:
            by_state.setdefault(one["state"], []).append(one)
        return by_state

    @cached_property
    def _figures(self) -> dict[str, Any]:
        read: dict[str, Any] = json.loads((self.folder / "figures.json").read_text(encoding="utf-8"))
        return read

    @cached_property
    def files(self) -> dict[str, str]:
        """Hash of each of its files by name; nothing else is ever served."""
        return checksums.read(self.folder)

    @cached_property
    def addresses(self) -> dict[str, str]:
        """Where everybody finds each file that it was made from, by hash; a member of an archive has no address of its own."""
        given = self.info["inputs"]
        return {one["sha256"]: one["public_address"] for one in given if one["public_address"] and "/" not in one["file"]}

    @cached_property
    def shown_documents(self) -> dict[str, str]:
        """File name by hash of the documents whose bytes may be shown."""
        return {Path(name).stem: name for name in self.files if name.startswith("documents/")}


_shown: dict[str, Release] = {}
"""The one that is open, by its folder."""


NAMED = "Article60-Release"
"""The header that names the Release from which an answer was made."""


def current() -> Release:
    """The Release in the folder that the settings name; pages name States as it does.

    Raises NotARelease where there is none, or one in another form than this version reads.
    """
    release = _opened(settings.ARTICLE60_RELEASE)
    names.use(release.states)
    return release


def stamp() -> Stamp | None:
    """What changes when another Release takes the place of the one in the folder; None while there is none."""
    return _stamp(settings.ARTICLE60_RELEASE)


def _opened(folder: Path) -> Release:
    opened = _shown.get(str(folder))
    stamp = _stamp(folder)
    if opened is not None and stamp in (None, opened.stamp):
        return opened  # also while another Release is just taking its place
    while True:
        made = _open(folder, stamp or (str(folder), 0, 0))
        if (now := _stamp(folder)) in (None, stamp):
            break
        stamp = now  # another took its place while it was read: its parts may be of two
    _shown.clear()
    _shown[str(folder)] = made
    return made


def _open(folder: Path, stamp: Stamp) -> Release:
    """Open a Release; its connection is closed once nobody reads from it any more, and be it a long download."""
    info, connection = open_to_show(folder)
    connection.execute(f"PRAGMA mmap_size = {MAPPED}")
    opened = Release(folder=folder, info=info, connection=connection, stamp=stamp)
    weakref.finalize(opened, connection.close)
    opened.read_files()
    return opened


def _stamp(folder: Path) -> Stamp | None:
    """What changes when another Release takes the place of this one; None while there is none."""
    try:
        found = os.stat(f"{folder}/release.json")  # noqa: PTH116 - with every request, some times
    except FileNotFoundError:
        return None
    return (str(folder), found.st_ino, found.st_mtime_ns)

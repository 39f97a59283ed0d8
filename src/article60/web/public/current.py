"""The Release that is shown now: opened once per thread, opened anew when another takes its place."""

import json
import sqlite3
import threading
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
"""How many answers about one Release a thread keeps: some kilobytes each."""
Stamp = tuple[str, int, int]


@dataclass(frozen=True)
class Release:
    """One opened Release: its folder, what release.json says, and a connection that cannot write."""

    folder: Path
    info: dict[str, Any]
    connection: sqlite3.Connection
    stamp: Stamp

    _kept: dict[Hashable, Any] = field(default_factory=dict, repr=False)

    def kept(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What was made of this Release before under the same key, else what `make` gives; the rows can never change."""
        if key not in self._kept:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            self._kept[key] = make()
        found: Made = self._kept[key]
        return found

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
    def shown_documents(self) -> dict[str, str]:
        """File name by hash of the documents whose bytes may be shown."""
        return {Path(name).stem: name for name in self.files if name.startswith("documents/")}


_of_thread = threading.local()


def current() -> Release:
    """The Release in the folder that the settings name; pages name States as it does.

    Raises NotARelease where there is none, or one in another form than this version reads.
    """
    release = _opened()
    names.use(release.states)
    return release


def _opened() -> Release:
    folder: Path = settings.ARTICLE60_RELEASE
    opened: Release | None = getattr(_of_thread, "release", None)
    stamp = _stamp(folder)
    if opened is not None and stamp is None and opened.folder == folder:
        return opened  # another Release is just taking its place
    if opened is None or opened.stamp != stamp:
        if opened is not None:
            opened.connection.close()
            del _of_thread.release
        info, connection = open_to_show(folder)
        opened = Release(folder=folder, info=info, connection=connection, stamp=stamp or (str(folder), 0, 0))
        _of_thread.release = opened
    return opened


def _stamp(folder: Path) -> Stamp | None:
    """What changes when another Release takes the place of this one; None while there is none."""
    try:
        found = (folder / "release.json").stat()
    except FileNotFoundError:
        return None
    return (str(folder), found.st_ino, found.st_mtime_ns)

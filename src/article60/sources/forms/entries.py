"""Values under keys, each with its place, and how one or several are read from them."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from article60.sources.forms.problems import Problems
from article60.sources.forms.values import DIVIDED, LISTED, Unreadable
from article60.text.normalise import squeeze

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Entry:
    """One value under one key, and where it stands: `line 4`, or `sheet plan, cell C5`."""

    key: str
    value: str
    where: str


class Given:
    """The values of a plan, or of one row of a strategy, by key; what cannot be used is noted as it is read."""

    def __init__(self, entries: Iterable[Entry], problems: Problems) -> None:
        self.problems = problems
        self.by_key: dict[str, list[Entry]] = {}
        for entry in entries:
            if entry.value:
                self.by_key.setdefault(entry.key, []).append(entry)

    def __contains__(self, key: str) -> bool:
        return key in self.by_key

    def where(self, key: str) -> str:
        """Where the first value of a key that has one stands."""
        return self.by_key[key][0].where

    def text(self, key: str) -> str | None:
        """The one value of a key, as written but for line ends and runs of blanks."""
        return self.one(key, squeeze)

    def joined(self, key: str) -> str | None:
        """All values of a key as one text, as they would stand in a cell; None where it has none."""
        return "; ".join(squeeze(entry.value) for entry in self.by_key.get(key, ())) or None

    def one(self, key: str, make: Callable[[str], T]) -> T | None:
        """What is made of the one value of a key; None where it has none or one that cannot be used."""
        found = self.by_key.get(key, [])
        for further in found[1:]:
            self.problems.add(further.where, f"{key} has a second value {further.value!r}; keep one")
        return self.problems.made(make, found[0].value, key=key, where=found[0].where) if found else None

    def several(self, key: str, make: Callable[[str], tuple[T, ...]], *, divided: re.Pattern[str] = LISTED) -> tuple[T, ...]:
        """All values of a key, each once; several may stand in one place, parted by semicolons or commas."""
        found: list[T] = []
        for entry in self.by_key.get(key, ()):
            for part in _parts(entry.value, make, divided):
                found.extend(self.problems.made(make, part, key=key, where=entry.where) or ())
        return tuple(dict.fromkeys(found))


def _parts(written: str, make: Callable[[str], tuple[T, ...]], divided: re.Pattern[str]) -> list[str]:
    """A value as it stands where that can be read (a label may hold commas), else its parts."""
    try:
        make(written)
    except Unreadable:
        return [part.strip() for part in divided.split(written) if part.strip()]
    return [part.strip() for part in DIVIDED.split(written) if part.strip()]

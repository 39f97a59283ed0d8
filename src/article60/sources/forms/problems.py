"""Everything that is wrong with a file that somebody has filled in, told at once: the place, what, what to do."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from article60.domain.answerable import Answerable
from article60.sources.forms.values import Unreadable

T = TypeVar("T")


class UnusableForm(Answerable, ValueError):
    """A file that was filled in cannot be used; the message names the file, the places in it and what to do."""


class Problems:
    """Notes what is wrong with one file while it is read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.told: list[str] = []

    def add(self, where: str | None, problem: str) -> None:
        """Note one thing that is wrong, at a place or with the whole file."""
        self.told.append(f"{where}: {problem}" if where is not None else problem)

    def made(self, make: Callable[[str], T], written: str, *, key: str | None, where: str) -> T | None:
        """What is made of a value; None, and a note, where it cannot be used."""
        try:
            return make(written)
        except Unreadable as error:
            self.add(where, f"{key}: {error}" if key is not None else str(error))
            return None

    def settle(self) -> None:
        """Raise UnusableForm with a line for each thing noted; do nothing where there is none."""
        if self.told:
            raise UnusableForm("\n".join(f"{self.path}, {problem}" for problem in self.told))

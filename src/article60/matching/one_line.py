"""One line of a file of needs, activities or statements: each field is given as what it should be, or the line is named."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from reprlib import repr as shortly
from typing import Any

from article60.domain.answerable import Answerable

_AS_PRINTED = "give lines as `article60 extract` and `activities` print them"


class UnusableLine(Answerable, ValueError):
    """A line cannot be used; the message says which file and line, what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class OneLine:
    """The object of a line, or one within it: in which file it stands, on which line, and within which field."""

    file: str
    number: int
    held: Mapping[str, Any]
    within: str = ""
    do: str = _AS_PRINTED
    """What is to be done where a field is missing or of another kind."""

    def unusable(self, what: str, do: str = "") -> UnusableLine:
        """The error for this line."""
        return UnusableLine(f"{self.file}, line {self.number}: {what}; {do or self.do}")

    def broken(self, what: str = "the line") -> UnusableLine:
        """The error for words that nothing can print: JSON can hold halves of characters."""
        return self.unusable(f"{what} holds half of a character", "write the whole character")

    def needed(self, name: str) -> str:
        """Words that the line must hold."""
        found = self.words(name)
        if found is None:
            raise self.unusable(f"no {self._named(name)}")
        return found

    def words(self, name: str) -> str | None:
        """Words, None where there are none."""
        found = self.held.get(name)
        return None if found is None else self._text(name, found)

    def each(self, name: str) -> tuple[str, ...]:
        """The words of a list."""
        return tuple(self._text(name, one) for one in self._list(name))

    def objects(self, name: str) -> list["OneLine"]:
        """The objects of a list."""
        found = self._list(name)
        if not all(isinstance(one, Mapping) for one in found):
            raise self.unusable(f"{self._named(name)} is no list of objects")
        return [replace(self, held=one, within=name) for one in found]

    def narratives(self, name: str) -> list[str]:
        """The words of a field that is told in several languages, or in one that is not named."""
        found = self.held.get(name) or {}
        said = list(found.values()) if isinstance(found, Mapping) else [found]
        return [self._text(name, one) for one in said]

    def day(self, name: str) -> date | None:
        """A day; of an instant the day on which it falls."""
        found = self.words(name)
        try:
            return date.fromisoformat(found[:10]) if found else None
        except ValueError as error:
            raise self.unusable(f"{self._named(name)} is no day: {shortly(found)}", "write it as 2026-05-04") from error

    def share(self, name: str) -> float:
        """A number from 0 to 1; 1 where there is none."""
        found = self.held.get(name)
        if found is None:
            return 1.0
        if not isinstance(found, int | float) or not 0 <= found <= 1:
            raise self.unusable(f"{self._named(name)} is no number from 0 to 1: {shortly(found)}")
        return float(found)

    def _named(self, name: str) -> str:
        return f"{name!r} in {self.within!r}" if self.within else repr(name)

    def _list(self, name: str) -> Sequence[Any]:
        found = self.held.get(name) or []
        if not isinstance(found, list | tuple):
            raise self.unusable(f"{self._named(name)} is no list: {shortly(found)}")
        return found

    def _text(self, name: str, found: Any) -> str:
        if not isinstance(found, str):
            raise self.unusable(f"{self._named(name)} is no text: {shortly(found)}")
        try:
            found.encode()
        except UnicodeEncodeError as error:
            raise self.broken(self._named(name)) from error
        return found

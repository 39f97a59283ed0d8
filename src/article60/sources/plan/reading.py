"""From the entries of a plan's file to a planned programme, or to everything that is wrong with it, each with its place."""

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from article60.codes.reader import by_code
from article60.domain.planned_programme import PlannedProgramme
from article60.sources.plan import values
from article60.sources.plan.entries import Entry, UnusablePlan, entries

Given = Mapping[str, list[Entry]]
_DIVIDED = re.compile(r"[;；؛\n]")
_LISTED = re.compile(r"[;；؛،,、\n]")


def read(path: Path) -> PlannedProgramme:
    """The programme that a .yml, .xlsx or .csv file describes.

    Raises UnusablePlan with one line for each thing that is wrong: the place (line, or sheet and cell), what, what to do.
    """
    if not path.is_file():
        raise UnusablePlan(f"{path}: no such file; `article60 check-design --template {path.name}` writes an empty plan")
    problems: list[str] = []
    programme = _programme(_by_key(entries(path), problems), problems)
    if programme is None:
        raise UnusablePlan("\n".join(f"{path}, {problem}" for problem in problems))
    return programme


def _by_key(found: Iterable[Entry], problems: list[str]) -> Given:
    given: dict[str, list[Entry]] = {}
    for entry in found:
        try:
            name = values.key(entry.key) if entry.key else _keyless(entry)
        except values.Unreadable as error:
            problems.append(f"{entry.where}: {error}")
            continue
        if entry.value:
            given.setdefault(name, []).append(entry)
    return given


def _keyless(entry: Entry) -> str:
    raise values.Unreadable(f"{entry.value!r} stands beside no key; write the key into the same row")


def _programme(given: Given, problems: list[str]) -> PlannedProgramme | None:
    for name, row in by_code("plan_keys").items():
        if row["needed"] and name not in given and not any(f"key {name!r}" in problem for problem in problems):
            problems.append(f"key {name}: missing or empty; {_WANTED[name]}")
    read_as = _Reading(given, problems)
    named_types = read_as.several("types", lambda written: (values.types(written),))
    fields: dict[str, Any] = {
        "title": read_as.text("title"),
        "provider": read_as.text("provider"),
        "description": read_as.text("description"),
        "states": read_as.several("states", values.state),
        "provisions": read_as.several("provisions", values.provisions),
        "fine_types": tuple(code for name, code in named_types if name == "types"),
        "broad_types": tuple(code for name, code in named_types if name == "coarse_types"),
        "start": read_as.one("start", values.day),
        "end": read_as.one("end", values.day),
        "budget": read_as.one("budget", values.amount),
        "currency": read_as.one("currency", values.currency),
        "bodies": read_as.several("bodies", lambda written: (written,), divided=_DIVIDED),
    }
    if fields["start"] is not None and fields["end"] is not None and fields["end"] < fields["start"]:
        problems.append(f"{given['end'][0].where}: end {fields['end']} lies before start {fields['start']}; change one of them")
    if fields["budget"] is not None and "currency" not in given:
        problems.append(f"{given['budget'][0].where}: budget has no currency; add `currency: EUR` or another one")
    return None if problems else PlannedProgramme(**fields)


_WANTED = {
    "title": "give the programme a title",
    "states": "name at least one State, by code or name",
    "provisions": "name at least one provision, as 9 or 46(9)",
}


class _Reading:
    """Reads the values of one plan and notes what cannot be used."""

    def __init__(self, given: Given, problems: list[str]) -> None:
        self.given = given
        self.problems = problems

    def text(self, name: str) -> str | None:
        """The one value of a key, as written."""
        found: str | None = self.one(name, lambda written: written)
        return found

    def one(self, name: str, made: Callable[[str], Any]) -> Any:
        """The one value of a key; None where it has none or one that cannot be used."""
        found = self.given.get(name, [])
        for further in found[1:]:
            self.problems.append(f"{further.where}: {name} has a second value {further.value!r}; keep one")
        return self._made(name, found[0].value, found[0].where, made) if found else None

    def several(
        self, name: str, made: Callable[[str], tuple[Any, ...]], *, divided: re.Pattern[str] = _LISTED
    ) -> tuple[Any, ...]:
        """All values of a key, each once; several may stand in one place, parted by semicolons or commas."""
        found: list[Any] = []
        for entry in self.given.get(name, []):
            for part in _parts(entry.value, made, divided):
                found.extend(self._made(name, part, entry.where, made) or ())
        return tuple(dict.fromkeys(found))

    def _made(self, name: str, written: str, where: str, made: Callable[[str], Any]) -> Any:
        try:
            return made(written)
        except values.Unreadable as error:
            self.problems.append(f"{where}: {name}: {error}")
            return None


def _parts(written: str, made: Callable[[str], Any], divided: re.Pattern[str]) -> list[str]:
    """A value as it stands where that can be read (a label may hold commas), else its parts."""
    try:
        made(written)
    except values.Unreadable:
        return [part.strip() for part in divided.split(written) if part.strip()]
    return [part.strip() for part in _DIVIDED.split(written) if part.strip()]

"""From the entries of a plan's file to a planned programme, or to everything that is wrong with it, each with its place."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from article60.codes.reader import by_code
from article60.domain.planned_programme import PlannedProgramme
from article60.sources.forms import UnusableForm, values
from article60.sources.forms.entries import Entry, Given
from article60.sources.forms.problems import Problems
from article60.sources.plan.entries import entries

WANTED = {
    "title": "give the programme a title",
    "states": "name at least one State, region or group, by code or name",
    "provisions": "name at least one provision, as 9 or 46(9)",
}


def read(path: Path) -> PlannedProgramme:
    """The programme that a .yml, .xlsx or .csv file describes.

    Raises UnusableForm with one line for each thing that is wrong: the place (line, or sheet and cell), what, what to do.
    """
    if not path.is_file():
        raise UnusableForm(f"{path}: no such file; `article60 check-design --template {path.name}` writes an empty plan")
    problems = Problems(path)
    given = Given(_known(entries(path), problems), problems)
    for key in _needed():
        if key not in given:
            problems.add(f"key {key}", f"missing or empty; {WANTED[key]}")
    fields = _fields(given)
    _agree(fields, given, problems)
    problems.settle()
    return PlannedProgramme(**fields)


def _known(found: Iterable[Entry], problems: Problems) -> Iterator[Entry]:
    """The entries under the codes of their keys; those whose key is not known are noted."""
    for entry in found:
        if not entry.key:
            problems.add(entry.where, f"{entry.value!r} stands beside no key; write the key into the same row")
            continue
        key = problems.made(lambda written: values.key(written, "plan_keys"), entry.key, key=None, where=entry.where)
        if key is not None:
            yield replace(entry, key=key)


def _needed() -> list[str]:
    return [key for key, row in by_code("plan_keys").items() if row["needed"]]


def _fields(given: Given) -> dict[str, Any]:
    places = given.several("states", values.place)
    named_types = given.several("types", lambda written: (values.types(written),))
    return {
        "title": given.text("title"),
        "provider": given.text("provider"),
        "description": given.text("description"),
        "states": tuple(code for name, code in places if name == "states"),
        "areas": tuple(code for name, code in places if name != "states"),
        "provisions": given.several("provisions", values.provisions),
        "fine_types": tuple(code for name, code in named_types if name == "types"),
        "broad_types": tuple(code for name, code in named_types if name == "coarse_types"),
        "start": given.one("start", values.first_day),
        "end": given.one("end", values.last_day),
        "budget": given.one("budget", values.amount),
        "currency": given.one("currency", values.currency),
        "bodies": given.several("bodies", lambda written: (written,), divided=values.DIVIDED),
    }


def _agree(fields: Mapping[str, Any], given: Given, problems: Problems) -> None:
    """Note where one value asks for another, or contradicts it."""
    start, end = fields["start"], fields["end"]
    if start is not None and end is not None and end < start:
        problems.add(given.where("end"), f"end {end} lies before start {start}; change one of them")
    if fields["budget"] is not None and "currency" not in given:
        problems.add(given.where("budget"), "budget has no currency; add `currency: EUR` or another one")

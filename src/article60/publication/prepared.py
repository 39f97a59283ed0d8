"""What many runs have in common of a Release's database, written once: tables about aid, and the rows of each State."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

import polars as pl

from article60.publication import database
from article60.publication.database import GROUPS, Parts
from article60.tables.canonical import Digests, HashesByState, Rows, in_order, in_turn, portions
from article60.tables.declared import TABLES
from article60.tables.plain import Cell

_ROWS, _SAID = "rows.sqlite", "said.json"

WITH_CONFIRMATION = ("needs", "good_practices", "assistance_received")
_WITH_LANGUAGE = (*WITH_CONFIRMATION, "no_needs")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What must be known of rows that are not read again: hashes by table and State, how many, and what release.json says.

    `confirmed` tells by table how many rows people have confirmed; `states` are those that rows name, `languages` those of
    statements.
    """

    digests: Digests = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    confirmed: Mapping[str, int] = field(default_factory=dict)
    states: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()

    def as_json(self) -> dict[str, Any]:
        """The same as plain data."""
        return {
            "digests": self.digests,
            "counts": self.counts,
            "confirmed": self.confirmed,
            "states": sorted(self.states),
            "languages": sorted(self.languages),
        }


UNTOLD = Told()


def told_by(said: Mapping[str, Any]) -> Told:
    """What plain data tell. Raises KeyError, TypeError or ValueError where they tell nothing of this kind."""
    return Told(
        digests={name: [(state, digest) for state, digest in some] for name, some in said["digests"].items()},
        counts=said["counts"],
        confirmed=said["confirmed"],
        states=frozenset(said["states"]),
        languages=frozenset(said["languages"]),
    )


def told_of(ordered: Mapping[str, Iterable[tuple[Cell, ...]]]) -> Told:
    """What is to be known of these tables, whose rows are in canonical order; few of them are held at a time."""
    return together(_told(name, rows) for name, rows in ordered.items())


def _told(name: str, rows: Iterable[tuple[Cell, ...]]) -> Told:
    hashes, count, confirmed = HashesByState(TABLES[name]), 0, 0
    states, languages = set[str](), set[str]()
    for some in portions(rows):
        hashes.add(some)
        count += len(some)
        confirmed += column(name, {name: some}, "reading").count("confirmed") if name in WITH_CONFIRMATION else 0
        states |= states_named({name: some})
        languages |= _languages({name: some})
    return Told(
        digests={name: hashes.told()},
        counts={name: count},
        confirmed={name: confirmed} if name in WITH_CONFIRMATION else {},
        states=frozenset(states),
        languages=frozenset(languages),
    )


def together(some: Iterable[Told]) -> Told:
    """What is known of the rows of all of these, one after the other."""
    found: dict[str, list[tuple[str, str]]] = {}
    numbers: dict[str, dict[str, int]] = {"counts": {}, "confirmed": {}}
    given = list(some)
    for one in given:
        for name, digests_of in one.digests.items():
            found.setdefault(name, []).extend(digests_of)
        for held, sums in ((one.counts, numbers["counts"]), (one.confirmed, numbers["confirmed"])):
            for name, number in held.items():
                sums[name] = sums.get(name, 0) + number
    return Told(
        digests=found,
        **numbers,
        states=frozenset(chain.from_iterable(one.states for one in given)),
        languages=frozenset(chain.from_iterable(one.languages for one in given)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What was written before, and what is known of its rows. `begun` gives the file that was begun with it, if one was."""

    aid: Path | None = None
    parts: Parts | None = None
    told: Told = UNTOLD
    begun: Callable[[], Path] | None = None


NOTHING = Prepared()


def prepare_aid(folder: Path, table: Callable[[str], pl.DataFrame]) -> None:
    """Write the tables about aid to a folder; `table` gives the rows of each when it is asked for."""
    told: list[Told] = []

    def ordered(name: str) -> Iterable[tuple[Cell, ...]]:
        found = in_turn(TABLES[name], table(name))
        told.append(told_of({name: found}))
        return found

    database.write_aid(rows_of(folder), ordered)
    _say(folder, together(told))


def prepare_part(folder: Path, group: str, tables: Mapping[str, Iterable[Any]]) -> None:
    """Write what a group of tables holds of one State to a folder; `tables` may hold others, from which its words are made."""
    ordered = _ordered(tables)
    database.write_part(rows_of(folder), group, ordered)
    _say(folder, told_of({name: ordered[name] for name in GROUPS[group].tables}))


def _ordered(tables: Mapping[str, Iterable[Any]]) -> dict[str, Rows]:
    return {name: in_order(TABLES[name], some) for name, some in tables.items()}


def _say(folder: Path, told: Told) -> None:
    (folder / _SAID).write_text(json.dumps(told.as_json()), encoding="utf-8")


def rows_of(folder: Path) -> Path:
    """The file with the rows, in a folder of what was prepared."""
    return folder / _ROWS


def prepared(*, aid: Path, parts: Mapping[str, Sequence[Path]]) -> Prepared:
    """What stands in the folder about aid and in those of each group, which are in the order of the States."""
    folders = [aid, *chain.from_iterable(parts.values())]
    return Prepared(
        aid=rows_of(aid),
        parts={group: [rows_of(one) for one in some] for group, some in parts.items()},
        told=together(told_by(json.loads((folder / _SAID).read_bytes())) for folder in folders),
    )


def column(name: str, ordered: Mapping[str, Rows], wanted: str) -> list[Any]:
    """The cells of one column of a table."""
    place = TABLES[name].columns.index(wanted)
    return [row[place] for row in ordered[name]]


def _languages(ordered: Mapping[str, Rows]) -> set[str]:
    found = {code for name in _WITH_LANGUAGE if name in ordered for code in column(name, ordered, "language")}
    return {code for code in found if code is not None}


def states_named(ordered: Mapping[str, Rows]) -> set[str]:
    """The States that rows of any table but the list of States name in a column of their own."""
    found: set[str] = set()
    for name, some in ordered.items():
        if name != "states" and "state" in TABLES[name].columns:
            place = TABLES[name].columns.index("state")
            found |= {str(row[place]) for row in some if row[place] is not None}
    return found

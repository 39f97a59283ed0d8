"""Parts of a Release's database that many runs have in common, written once: tables about aid, and the pairs of each State."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from article60.publication import database
from article60.tables.canonical import Digests, Rows, digests, in_order
from article60.tables.declared import TABLES

_ROWS, _SAID = "rows.sqlite", "said.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What was written before, and what must be known of its rows: hashes by table and State, how many, and States named.

    `begun` gives the file that was begun with it, where that was done already.
    """

    aid: Path | None = None
    pairs: Sequence[Path] = ()
    digests: Digests = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    states: frozenset[str] = frozenset()
    begun: Callable[[], Path] | None = None


NOTHING = Prepared()


def prepare_aid(folder: Path, tables: Mapping[str, Iterable[Any]]) -> None:
    """Write the tables about aid to a folder."""
    _prepare(folder, tables, database.write_aid)


def prepare_pairs(folder: Path, tables: Mapping[str, Iterable[Any]]) -> None:
    """Write the pairs of one State to a folder."""
    _prepare(folder, tables, database.write_pairs)


def _prepare(folder: Path, tables: Mapping[str, Iterable[Any]], write: Callable[[Path, Mapping[str, Rows]], None]) -> None:
    ordered = {name: in_order(TABLES[name], some) for name, some in tables.items()}
    write(rows_of(folder), ordered)
    said = {
        "digests": digests(ordered),
        "counts": {name: len(some) for name, some in ordered.items()},
        "states": sorted(states_named(ordered)),
    }
    (folder / _SAID).write_text(json.dumps(said), encoding="utf-8")


def rows_of(folder: Path) -> Path:
    """The file with the rows, in a folder of what was prepared."""
    return folder / _ROWS


def prepared(*, aid: Path, pairs: Sequence[Path]) -> Prepared:
    """What stands in the folder about aid and in those of the pairs, which are in the order of the States."""
    found: dict[str, list[tuple[str, str]]] = {}
    counts: dict[str, int] = {}
    states: set[str] = set()
    for folder in (aid, *pairs):
        said = json.loads((folder / _SAID).read_text(encoding="utf-8"))
        for name, some in said["digests"].items():
            found.setdefault(name, []).extend((state, digest) for state, digest in some)
            counts[name] = counts.get(name, 0) + said["counts"][name]
        states.update(said["states"])
    return Prepared(
        aid=rows_of(aid),
        pairs=[rows_of(one) for one in pairs],
        digests=found,
        counts=counts,
        states=frozenset(states),
    )


def states_named(ordered: Mapping[str, Rows]) -> set[str]:
    """The States that rows of any table but the list of States name in a column of their own."""
    found: set[str] = set()
    for name, some in ordered.items():
        if name != "states" and "state" in TABLES[name].columns:
            place = TABLES[name].columns.index("state")
            found |= {str(row[place]) for row in some if row[place] is not None}
    return found

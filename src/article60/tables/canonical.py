"""The canonical form of a set of tables: rows in a declared order, and a content hash that no file format can change."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from operator import itemgetter
from typing import Any, TypeVar

import polars as pl

from article60.tables.declared import TABLES, Table
from article60.tables.plain import Cell, cells_of, rows, to_json

Rows = list[tuple[Cell, ...]]

Digests = Mapping[str, Sequence[tuple[str, str]]]
"""For each table, State and SHA-256 of its rows."""

One = TypeVar("One")

_PORTION = 1000
"""Rows."""


def in_order(table: Table, records: Iterable[Any]) -> Rows:
    """Cells of all records, or of the rows of a frame, sorted by the table's sort columns and then by all others.

    Nothing stands before something.
    """
    return sort(table, cells_of(table.noun, records) if isinstance(records, pl.DataFrame) else rows(table.noun, records))


def in_turn(table: Table, rows: pl.DataFrame) -> Iterable[tuple[Cell, ...]]:
    """The same of a frame; if its rows stand in this order already, made of it some at a time whenever they are gone through.

    All at once, the cells of a long table take some eight times the memory of its frame.
    """
    return _InTurn(table.noun, rows) if _stand_in_order(rows, table.sort_columns) else in_order(table, rows)


def _stand_in_order(rows: pl.DataFrame, by: Sequence[str]) -> bool:
    """Whether each row stands before the next by these columns alone, none of them empty."""
    before, same = pl.lit(value=False), pl.lit(value=True)
    for column in by:
        last = pl.col(column).shift(1)
        before, same = before | (same & (last < pl.col(column))), same & (last == pl.col(column))
    return bool(rows.select(before.fill_null(value=False).slice(1).all()).item())


@dataclass(frozen=True, slots=True)
class _InTurn:
    """Cells of the rows of a frame, in its order."""

    noun: type
    rows: pl.DataFrame

    def __iter__(self) -> Iterator[tuple[Cell, ...]]:
        for some in self.rows.iter_slices(_PORTION):
            yield from cells_of(self.noun, some)


def sort(table: Table, cells: Iterable[tuple[Cell, ...]]) -> Rows:
    """Rows of cells in the table's order; where the sort columns hold the key of each row, nothing else needs comparing."""
    first = [table.columns.index(name) for name in table.sort_columns]
    given, by = list(cells), itemgetter(*first)
    try:
        quick = sorted(given, key=by)
    except TypeError:  # nothing cannot be compared with something
        return _sorted(table, given, first)
    decided = table.unique and set(table.key) <= set(table.sort_columns)
    if decided or not any(by(one) == by(other) for one, other in pairwise(quick)):
        return quick
    return _sorted(table, given, first)


def portions(given: Iterable[One], *, rows: int | None = None) -> Iterator[list[One]]:
    """Yield rows or records as they come, so many at a time (a thousand where it is not said), the last time fewer."""
    coming = iter(given)
    while some := list(islice(coming, rows or _PORTION)):
        yield some


def _sorted(table: Table, cells: Rows, first: Sequence[int]) -> Rows:
    places = (*first, *(place for place in range(len(table.columns)) if place not in first))
    return sorted(cells, key=lambda row: [(row[place] is not None, row[place]) for place in places])


def content_hash(digests: Digests, *, facts: Mapping[str, Any]) -> str:
    """SHA-256 over the hashes of each table and State, in declared order, and over what else makes a Release what it is.

    `digests` are those of each table that has rows; an absent table counts as an empty one. `facts` are plain values: day,
    audience, versions, inputs. Hexadecimal.
    """
    whole = hashlib.sha256(to_json(sorted(facts.items())).encode())
    for name in TABLES:
        for state, digest in digests.get(name, ()):
            whole.update(f"\n{name}\t{state}\t{digest}".encode())
    return whole.hexdigest()


def digests(tables: Mapping[str, Rows]) -> Digests:
    """The hashes of each table and State; rows are in canonical order."""
    return {name: hashes_by_state(TABLES[name], some) for name, some in tables.items()}


def hashes_by_state(table: Table, cells: Iterable[tuple[Cell, ...]]) -> list[tuple[str, str]]:
    """State and SHA-256 of its rows, by State; all rows of a table without States stand under the empty one.

    Where no column names the State but identifiers begin with it, as those of pairs do, they tell it.
    """
    hashes = HashesByState(table)
    for some in portions(cells):
        hashes.add(some)
    return hashes.told()


class HashesByState:
    """The same for rows of a table that come some at a time."""

    def __init__(self, table: Table) -> None:
        self._of = state_of(table)
        self._hashes: dict[str, Any] = defaultdict(hashlib.sha256)

    def add(self, cells: Rows) -> None:
        """Rows that follow those before: each as a JSON array with a comma after it."""
        by_state: dict[str, Rows] = defaultdict(list)
        for row in cells:
            by_state[self._of(row)].append(row)
        for state, some in by_state.items():
            self._hashes[state].update(f"{to_json(some)[1:-1]},".encode())

    def told(self) -> list[tuple[str, str]]:
        """State and SHA-256 of all rows of it that came, by State."""
        return [(state, one.hexdigest()) for state, one in sorted(self._hashes.items())]


def state_of(table: Table) -> Callable[[tuple[Cell, ...]], str]:
    """What tells of a row of cells which State it is of."""
    if "state" in table.columns:
        place = table.columns.index("state")
        return lambda row: str(row[place] or "")
    if table.of_state is not None:
        place = table.columns.index(table.of_state)
        return lambda row: str(row[place]).partition("-")[0]
    return lambda row: ""

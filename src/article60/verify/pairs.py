"""Proves which pairs in a Release's database are, row for row, those of a kept file whose bytes were verified before."""

import hashlib
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from article60.publication.database import OF_PAIRS
from article60.publication.reading import address, cells
from article60.tables.canonical import Digests, hashes_by_state, sort
from article60.tables.declared import TABLES
from article60.verify.proven import Proven

Fact = Mapping[str, Any]
"""Of a kept file: `counts`, rows of each table; `digests`, their hash; `state`, whose pairs they are."""


class NotTheRows(ValueError):
    """Pairs do not stand in a database as in the kept files from which they are said to come."""


@dataclass(frozen=True, slots=True)
class Part:
    """The pairs of one State in a kept file, by the hash of its bytes: the rows that follow in each table after so many."""

    path: Path
    sha256: str
    after: Mapping[str, int]
    counts: Mapping[str, int]


def facts(
    database: Path, parts: Sequence[Path], *, proven: Proven, beside: Executor, sure: Digests | None = None
) -> list[Fact]:
    """What is known of the pairs of each State, in the order of the kept files, of which most were verified before.

    Each row of the database is compared with that of the file; of a file that is new, its rows are hashed and checked in the
    database. What is found of new files is added to what is proven. `sure` are hashes of rows on which all checks were made.
    Raises NotTheRows where any row differs, stands in no file, or is missing.
    """
    found = _laid(parts, proven=proven)
    shares = [found[number::_SHARES] for number in range(_SHARES)]
    compared = [beside.submit(_compare, database, share) for share in shares]
    with closing(_opened(database)) as connection:
        _nothing_beside(connection, found)
        told = [proven.get("pairs", part.sha256) or _new(connection, part, sure=sure) for part in found]
    for one in compared:
        one.result()
    states = [fact["state"] for fact in told if fact["state"]]
    if states != sorted(set(states)):
        raise NotTheRows("States do not follow one another")
    for part, fact in zip(found, told, strict=True):
        proven.add("pairs", part.sha256, fact=fact)
    return told


_SHARES = 2


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(address(path), uri=True, check_same_thread=False, isolation_level=None)


def _laid(parts: Sequence[Path], *, proven: Proven) -> list[Part]:
    """Where the rows of each kept file must stand, one file after the other."""
    found, after = [], dict.fromkeys(OF_PAIRS, 0)
    for path in parts:
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
        known = proven.get("pairs", sha256)
        counts = known["counts"] if known is not None else _counts(path)
        found.append(Part(path, sha256, dict(after), counts))
        after = {name: after[name] + counts[name] for name in OF_PAIRS}
    return found


def _counts(path: Path) -> dict[str, int]:
    with closing(_opened(path)) as connection:
        return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in OF_PAIRS}


def _nothing_beside(connection: sqlite3.Connection, parts: Sequence[Part]) -> None:
    for name in OF_PAIRS:
        wanted = sum(part.counts[name] for part in parts)
        found = connection.execute(f'SELECT count(*), coalesce(max(rowid), 0) FROM "{name}" NOT INDEXED').fetchone()
        if found != (wanted, wanted):
            raise NotTheRows(f"{name}: not the number of rows")


def _compare(database: Path, parts: Sequence[Part]) -> None:
    """Compare every row of these files with that of the database, in SQLite alone: other threads go on meanwhile."""
    with closing(_opened(database)) as connection:
        for part in parts:
            connection.execute("ATTACH ? AS part", (address(part.path),))
            for name in OF_PAIRS:
                alike = " AND ".join(f'm."{column}" IS p."{column}"' for column in TABLES[name].columns)
                first, number = part.after[name], part.counts[name]
                query = (
                    f'SELECT count(*) FROM main."{name}" m JOIN part."{name}" p ON p.rowid = m.rowid - ? '
                    f"WHERE m.rowid BETWEEN ? AND ? AND {alike}"
                )
                if connection.execute(query, (first, first + 1, first + number)).fetchone()[0] != number:
                    raise NotTheRows(f"{part.path}: {name}")
            connection.execute("DETACH part")


def _new(connection: sqlite3.Connection, part: Part, *, sure: Digests | None) -> Fact:
    """What the rows of a new file are, as they stand in the database: of one State, in order, each feature that of a match."""
    states = sorted({state for name in OF_PAIRS for state in _states(connection, part, name)})
    if len(states) > 1:
        raise NotTheRows(f"{part.path}: pairs of several States")
    digests = _read(connection, part) if sure is None else {name: dict(sure[name]) for name in OF_PAIRS}
    return {
        "state": "".join(states),
        "digests": {name: [digests[name][state] for state in states if state in digests[name]] for name in OF_PAIRS},
        "counts": dict(part.counts),
    }


def _states(connection: sqlite3.Connection, part: Part, name: str) -> list[str]:
    told = (
        "state"
        if "state" in TABLES[name].columns
        else f"substr({TABLES[name].of_state}, 1, instr({TABLES[name].of_state}, '-') - 1)"
    )
    first = part.after[name]
    query = f'SELECT DISTINCT {told} FROM "{name}" WHERE rowid BETWEEN ? AND ?'
    return [str(row[0]) for row in connection.execute(query, (first + 1, first + part.counts[name]))]


def _read(connection: sqlite3.Connection, part: Part) -> Mapping[str, Mapping[str, str]]:
    """Hashes of the rows of a new file, by table and State."""
    found = {}
    held = dict[str, set[Any]]()
    for name in OF_PAIRS:
        table, first = TABLES[name], part.after[name]
        rows = cells(connection, name, where="rowid BETWEEN ? AND ?", values=(first + 1, first + part.counts[name]))
        if sort(table, rows) != rows:
            raise NotTheRows(f"{part.path}: {name} is not in order")
        found[name] = dict(hashes_by_state(table, rows))
        held[name] = {row[table.columns.index("match_id")] for row in rows}
    if not held["match_features"] <= held["matches"]:
        raise NotTheRows(f"{part.path}: features of other matches")
    return found


def digests(facts: Sequence[Fact]) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield each table of pairs with the hashes of its rows, by State."""
    for name in OF_PAIRS:
        yield name, [(fact["state"], digest) for fact in facts for digest in fact["digests"][name]]


def counts(facts: Sequence[Fact]) -> dict[str, int]:
    """Rows of each table of pairs."""
    return {name: sum(fact["counts"][name] for fact in facts) for name in OF_PAIRS}

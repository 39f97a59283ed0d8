"""Proves which rows of a Release's database are, one by one, those of a kept file whose bytes were verified before."""

import hashlib
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from article60.publication import full_text
from article60.publication.database import GROUPS, Parts
from article60.publication.prepared import Told, told_by, told_of
from article60.publication.reading import address, cells
from article60.tables.canonical import Digests, Rows, sort
from article60.tables.declared import TABLES
from article60.verify.proven import Proven


class NotTheRows(ValueError):
    """Rows do not stand in a database as in the kept files from which they are said to come."""


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of one State in a kept file, by the hash of its bytes: of each table and kind how many, and after how many."""

    path: Path
    group: str
    sha256: str
    after: Mapping[str, int]
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Fact:
    """What was found of a kept file: whose rows they are, which is nobody's where there are none, and what is known of them."""

    part: Part
    state: str
    told: Told


def laid(parts: Parts, *, proven: Proven) -> list[Part]:
    """Where the rows of each kept file must stand, group by group, by what its bytes are."""
    return [part for group, some in parts.items() for part in _laid(group, some, proven=proven)]


def facts(database: Path, some: Sequence[Part], *, proven: Proven, sure: Digests | None = None) -> dict[str, list[Fact]]:
    """What is known of the rows of each State, by group and in the order of the kept files, most of them verified before.

    It holds where `compare` has found every row of the database in these files. Of a file that is new, its rows are hashed and
    checked in the database; what is found of it is added to what is proven. `sure` are hashes of rows on which all checks were
    made. Raises NotTheRows where the database holds other rows besides, or where those of a file are not of one State.
    """
    with closing(_opened(database)) as connection:
        _nothing_beside(connection, some)
        found = [_fact(connection, part, proven=proven, sure=sure) for part in some]
    by_group = {group: [fact for fact in found if fact.part.group == group] for group in GROUPS}
    for of_group in by_group.values():
        states = [fact.state for fact in of_group if fact.state]
        if states != sorted(set(states)):
            raise NotTheRows("States do not follow one another")
    return by_group


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(address(path), uri=True, check_same_thread=False, isolation_level=None)


def _laid(group: str, paths: Sequence[Path], *, proven: Proven) -> Iterator[Part]:
    """Yield where the rows of each kept file of a group must stand, one file after the other."""
    after = dict.fromkeys((*GROUPS[group].tables, *map(words_of, GROUPS[group].kinds)), 0)
    for path in paths:
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
        known = proven.get("part", group, sha256)
        counts: Mapping[str, int] = known["counts"] if known is not None else _counts(path, group)
        yield Part(path, group, sha256, dict(after), counts)
        after = {name: after[name] + counts[name] for name in after}


def words_of(kind: str) -> str:
    """The name by which words of a kind are counted."""
    return f"words of {kind}"


def _counts(path: Path, group: str) -> dict[str, int]:
    with closing(_opened(path)) as connection:
        queries = {name: f'SELECT count(*) FROM "{name}"' for name in GROUPS[group].tables}
        queries |= {words_of(kind): f"SELECT count(*) FROM words WHERE kind = '{kind}'" for kind in GROUPS[group].kinds}
        return {name: connection.execute(query).fetchone()[0] for name, query in queries.items()}


def _nothing_beside(connection: sqlite3.Connection, parts: Sequence[Part]) -> None:
    """Raise NotTheRows where a table, or a kind of words, holds other rows besides, or not one after the other."""
    for group in GROUPS:
        for name in GROUPS[group].tables:
            _hold(connection, f'"{name}" NOT INDEXED', 0, name, parts)
        for kind in GROUPS[group].kinds:
            first, last = full_text.numbers(kind)
            _hold(connection, f"full_text WHERE rowid BETWEEN {first} AND {last}", first - 1, words_of(kind), parts)


def _hold(connection: sqlite3.Connection, rows: str, before: int, name: str, parts: Sequence[Part]) -> None:
    wanted = sum(part.counts.get(name, 0) for part in parts)
    found = connection.execute(f"SELECT count(*), coalesce(max(rowid), {before}) FROM {rows}").fetchone()
    if found != (wanted, before + wanted):
        raise NotTheRows(f"{name}: not the number of rows")


def compare(database: Path, parts: Sequence[Part]) -> None:
    """Compare every row of these files with that of the database, in SQLite alone: other threads go on meanwhile.

    Raises NotTheRows where any differs or is missing.
    """
    with closing(_opened(database)) as connection:
        for part in parts:
            connection.execute("ATTACH ? AS part", (address(part.path),))
            for name in GROUPS[part.group].tables:
                _alike(connection, part, name, table=f'"{name}"', columns=TABLES[name].columns, apart=part.after[name])
            start = 0
            for kind in GROUPS[part.group].kinds:
                counted = words_of(kind)
                apart = full_text.numbers(kind)[0] - 1 + part.after[counted] - start
                _alike(connection, part, counted, table="full_text", columns=full_text.COLUMNS, apart=apart, start=start)
                start += part.counts[counted]
            connection.execute("DETACH part")


def _alike(
    connection: sqlite3.Connection, part: Part, name: str, *, table: str, columns: Sequence[str], apart: int, start: int = 0
) -> None:
    """Raise NotTheRows unless rows of the file, after so many, are those of the database whose numbers are so much higher."""
    alike = " AND ".join(f'm."{column}" IS p."{column}"' for column in columns)
    kept = "words" if table == "full_text" else table
    query = (
        f"SELECT count(*) FROM part.{kept} p JOIN main.{table} m ON m.rowid = p.rowid + ? "
        f"WHERE p.rowid BETWEEN ? AND ? AND {alike}"
    )
    number = part.counts[name]
    if connection.execute(query, (apart, start + 1, start + number)).fetchone()[0] != number:
        raise NotTheRows(f"{part.path}: {name}")


def _fact(connection: sqlite3.Connection, part: Part, *, proven: Proven, sure: Digests | None) -> Fact:
    known = proven.get("part", part.group, part.sha256)
    if known is not None:
        return Fact(part, known["state"], told_by(known["told"]))
    state, told = _new(connection, part, sure=sure)
    proven.add("part", part.group, part.sha256, fact={"state": state, "told": told.as_json(), "counts": dict(part.counts)})
    return Fact(part, state, told)


def _new(connection: sqlite3.Connection, part: Part, *, sure: Digests | None) -> tuple[str, Told]:
    """What the rows of a new file are, as they stand in the database: of one State, in order, each feature that of a match."""
    states = sorted({state for name in GROUPS[part.group].tables for state in _states(connection, part, name)})
    if len(states) > 1:
        raise NotTheRows(f"{part.path}: rows of several States")
    if sure is None or part.group != "pairs":
        return "".join(states), told_of(_read(connection, part, states))
    digests = {name: [one for one in sure[name] if one[0] in states] for name in GROUPS[part.group].tables}
    return "".join(states), Told(digests=digests, counts=part.counts, states=frozenset(states))


def _states(connection: sqlite3.Connection, part: Part, name: str) -> list[str]:
    told = (
        "state"
        if "state" in TABLES[name].columns
        else f"substr({TABLES[name].of_state}, 1, instr({TABLES[name].of_state}, '-') - 1)"
    )
    first = part.after[name]
    query = f'SELECT DISTINCT {told} FROM "{name}" WHERE rowid BETWEEN ? AND ?'
    return [str(row[0]) for row in connection.execute(query, (first + 1, first + part.counts[name]))]


def _read(connection: sqlite3.Connection, part: Part, states: Sequence[str]) -> dict[str, Rows]:
    """The rows of a new file. Raises NotTheRows where they are not in order, also after those of States before."""
    found: dict[str, Rows] = {}
    for name in GROUPS[part.group].tables:
        table, first = TABLES[name], part.after[name]
        rows = cells(connection, name, where="rowid BETWEEN ? AND ?", values=(first + 1, first + part.counts[name]))
        place = table.columns.index(table.sort_columns[0])
        if sort(table, rows) != rows or not {str(row[place]).partition("-")[0] for row in rows} <= set(states):
            raise NotTheRows(f"{part.path}: {name} is not in order")
        found[name] = rows
    matches, features = (
        {row[TABLES[name].columns.index("match_id")] for row in found.get(name, [])} for name in GROUPS["pairs"].tables
    )
    if not features <= matches:
        raise NotTheRows(f"{part.path}: features of other matches")
    return found

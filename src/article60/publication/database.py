"""Writes the tables of a Release as one SQLite file: declared columns, indexes, link tables and full text."""

import json
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

from article60.publication import full_text
from article60.publication.full_text import Words
from article60.tables.canonical import Rows
from article60.tables.columns import columns
from article60.tables.declared import LINKS, TABLES, Link, Table
from article60.tables.plain import Cell

_TYPES: Mapping[Any, str] = {str: "TEXT", int: "INTEGER", float: "REAL", bool: "INTEGER", date: "TEXT"}

_PAGE, _SMALL_PAGE = 8192, 4096
"""Bytes of a page: of a database, whose rows are gone through as often as they are looked up, and of the rows of one State."""

_BEFORE = (
    "PRAGMA journal_mode = OFF",
    "PRAGMA synchronous = OFF",
    "PRAGMA temp_store = MEMORY",
    "BEGIN",
)


class RowTwice(ValueError):
    """Two rows of a table have the same key."""


OF_AID = frozenset(name for name in TABLES if name.startswith("activit")) | {
    "same_activities",
    "organisations",
    "provision_funding",
}
"""Tables that stay as they are whatever people decide about needs, pairs and overlaps: most of a Release's bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Tables that are written State by State, and kinds of the full text whose words are written with them."""

    tables: tuple[str, ...]
    kinds: tuple[str, ...] = ()


GROUPS: Mapping[str, Group] = {
    "stated": Group(
        tables=("good_practices", "assistance_received", "no_needs", "evidence"),
        kinds=("needs", "good_practices", "assistance_received"),
    ),
    "pairs": Group(tables=("matches", "match_features")),
    "analysed": Group(
        tables=("needs", "need_suggestions", "gaps", "coverage", "review_coverage", "provision_coverage", "funding"),
    ),
}
"""What stays as it is for every State about which nothing was decided, in the order in which it is written.

What is known first is written first: statements, then pairs, then what the analysis gives. The words of needs are those stated.
"""

OF_STATES = frozenset(chain.from_iterable(group.tables for group in GROUPS.values()))
"""Tables that are written State by State."""

Parts = Mapping[str, Sequence[Path]]
"""For each group the files of `write_part`, in the order of the States."""


def write(
    path: Path,
    tables: Mapping[str, Rows],
    *,
    meta: Mapping[str, str],
    aid: Path | None = None,
    parts: Parts | None = None,
    begun: Path | None = None,
    words: Words | None = None,
) -> None:
    """Write all rows, in the order given, to a new file; the same rows and files give the same bytes.

    What was written before is taken from there: `aid` is a file of `write_aid`, `parts` are files of `write_part`, `begun` is
    what `begin` and `add` made of these two, and becomes the file; `words` are those of names that were taken apart before, to
    which new ones are added. Raises RowTwice, naming table and key, where a key stands twice.
    """
    if begun is not None:
        begun.replace(path)
    else:
        if aid is not None:
            shutil.copyfile(aid, path)
        else:
            write_aid(path, lambda name: tables.get(name, []))
        begin(path)
        for name in GROUPS:
            add(path, name, parts=() if parts is None else parts[name], tables=tables)
    with _writing(path) as connection:
        for name, table in TABLES.items():
            if name not in OF_AID and name not in OF_STATES:
                _fill(connection, table, tables.get(name, []))
        others = [kind for kind in full_text.KINDS if kind not in full_text.OF_AID | full_text.STATEMENTS]
        full_text.add(connection, others, known=words)
        _pairs(connection, meta)


def begin(path: Path) -> None:
    """Make, in a copy of a file of `write_aid`, all tables that are not about aid."""
    with _writing(path) as connection:
        for name, table in TABLES.items():
            if name not in OF_AID:
                connection.execute(_create(table))


def add(path: Path, group: str, *, parts: Iterable[Path] = (), tables: Mapping[str, Rows] | None = None) -> None:
    """Fill the tables of a group, and its words, from files of `write_part`, or with rows; groups are added in their order.

    SQLite does the work where files are given, so that other threads can go on meanwhile, and make those files that `parts`
    yields later. Raises RowTwice.
    """
    given, wanted = {} if tables is None else tables, GROUPS[group]
    with _writing(path) as connection:
        if wanted.kinds:
            _words(connection, "temp.words")
        for part in parts:
            _take(connection, part, wanted)
        for name in wanted.tables:
            _fill(connection, TABLES[name], given.get(name, []))
        for kind in wanted.kinds:
            _put_words(connection, full_text.of_statements(kind, given.get(kind, [])))
            full_text.take(connection, kind, "temp.words")


def write_aid(path: Path, rows_of: Callable[[str], Iterable[tuple[Cell, ...]]]) -> None:
    """Write the tables about aid, with all that follows from them, to a new file: what `write` begins with.

    `rows_of` gives the rows of one table and is asked for one after the other: all of a corpus would fill a small machine.
    """
    with _writing(path, page=_PAGE) as connection:
        for name in (name for name in TABLES if name in OF_AID):
            connection.execute(_create(TABLES[name]))
            _insert(connection, TABLES[name], rows_of(name))
            _index_table(connection, TABLES[name])
        for link in (link for link in LINKS if link.table in OF_AID):
            _link(connection, link)
        _index_states(connection)
        _count_reporters(connection)
        full_text.create(connection)
        full_text.add(connection, [kind for kind in full_text.KINDS if kind in full_text.OF_AID])
        connection.execute("INSERT INTO full_text (full_text) VALUES ('optimize')")


def write_part(path: Path, group: str, tables: Mapping[str, Rows]) -> None:
    """Write what a group holds of one State, without indexes, to a new file: what `add` takes it from.

    `tables` also hold the rows from which the group's words are made.
    """
    wanted = GROUPS[group]
    with _writing(path, page=_SMALL_PAGE) as connection:
        for name in wanted.tables:
            names = ", ".join(f'"{column}"' for column in TABLES[name].columns)
            connection.execute(f'CREATE TABLE "{name}" ({names})')
            _insert(connection, TABLES[name], tables.get(name, []))
        if wanted.kinds:
            _words(connection, "words")
        for kind in wanted.kinds:
            _put_words(connection, full_text.of_statements(kind, tables.get(kind, [])))


@contextmanager
def _writing(path: Path, *, page: int | None = None) -> Iterator[sqlite3.Connection]:
    """Connection to a file; `page` is the size of its pages where it is new."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        if page is not None:
            connection.execute(f"PRAGMA page_size = {page}")
        for statement in _BEFORE:
            connection.execute(statement)
        yield connection
        connection.execute("COMMIT")
    finally:
        connection.close()


def _words(connection: sqlite3.Connection, name: str) -> None:
    """Make an empty table of words, as the full text will hold them."""
    connection.execute(f"CREATE TABLE {name} ({', '.join(full_text.COLUMNS)})")


def _put_words(connection: sqlite3.Connection, written: Iterable[full_text.Written]) -> None:
    connection.executemany(f"INSERT INTO words VALUES ({', '.join('?' * len(full_text.COLUMNS))})", written)


def _take(connection: sqlite3.Connection, part: Path, group: Group) -> None:
    """Take over the rows of one State; a file can be attached and let go between transactions only."""
    connection.execute("COMMIT")
    connection.execute("ATTACH ? AS part", (str(part),))
    connection.execute("BEGIN")
    for name in group.tables:
        with _each_once(TABLES[name]):
            connection.execute(f'INSERT INTO main."{name}" SELECT * FROM part."{name}" ORDER BY rowid')
    if group.kinds:
        connection.execute("INSERT INTO temp.words SELECT * FROM part.words ORDER BY rowid")
    connection.execute("COMMIT")
    connection.execute("DETACH part")
    connection.execute("BEGIN")


def _fill(connection: sqlite3.Connection, table: Table, cells: Rows) -> None:
    """Put in the last rows of a table; then what leads to its rows."""
    _insert(connection, table, cells)
    _index_table(connection, table)
    for link in LINKS:
        if link.table == table.name:
            _link(connection, link)


def _insert(connection: sqlite3.Connection, table: Table, cells: Iterable[tuple[Cell, ...]]) -> None:
    marks = ", ".join("?" * len(table.columns))
    with _each_once(table):
        connection.executemany(f'INSERT INTO "{table.name}" VALUES ({marks})', cells)


@contextmanager
def _each_once(table: Table) -> Iterator[None]:
    """Raises RowTwice where a key stands twice."""
    try:
        yield
    except sqlite3.IntegrityError as error:
        raise RowTwice(f"{table.name}: {error}; each {', '.join(table.key)} may stand once") from error


def _index_table(connection: sqlite3.Connection, table: Table) -> None:
    if not table.unique:
        _index(connection, table.name, table.key[0])
    for column in table.refers:
        if column not in table.key and columns(table.noun)[column] is str:
            _index(connection, table.name, column)


def _create(table: Table) -> str:
    declared = [f'"{name}" {_TYPES.get(hint, "TEXT")}' for name, hint in columns(table.noun).items()]
    key = ", ".join(f'"{name}"' for name in table.key)
    return f'CREATE TABLE "{table.name}" ({", ".join(declared + ([f"PRIMARY KEY ({key})"] if table.unique else []))}) STRICT'


def _index(connection: sqlite3.Connection, table: str, column: str) -> None:
    connection.execute(f'CREATE INDEX "{table}_by_{column}" ON "{table}" ("{column}")')


def _link(connection: sqlite3.Connection, link: Link) -> None:
    """A table of pairs, made of the rows of its table within SQLite, in their order."""
    key = TABLES[link.table].key[0]
    connection.execute(f'CREATE TABLE "{link.name}" ("{key}" TEXT, "position" INTEGER, "{link.value}" TEXT) STRICT')
    connection.execute(
        f'INSERT INTO "{link.name}" SELECT t."{key}", v.key, v.value FROM "{link.table}" t, json_each(t."{link.column}") v '
        "ORDER BY t.rowid"
    )
    _index(connection, link.name, link.value)
    _index(connection, link.name, key)


def linked(connection: sqlite3.Connection, link: Link) -> Iterator[tuple[Cell, int, str]]:
    """Yield the rows that a table of pairs must hold: key of the row, place in its list, from 0, and value."""
    reader = connection.cursor()
    reader.row_factory = None
    for key, some in reader.execute(
        f'SELECT "{TABLES[link.table].key[0]}", "{link.column}" FROM "{link.table}" ORDER BY rowid'
    ):
        for position, value in enumerate(json.loads(str(some))):
            yield key, position, value


def _index_states(connection: sqlite3.Connection) -> None:
    """States of an activity, each once, whatever the level at which the publisher names them."""
    connection.execute(
        'CREATE TABLE "activity_states" ("activity_id" TEXT, "state" TEXT, PRIMARY KEY (state, activity_id)) STRICT'
    )
    connection.execute(
        "INSERT INTO activity_states SELECT DISTINCT activity_id, state FROM activity_recipients "
        "WHERE state IS NOT NULL ORDER BY activity_id, state"
    )
    _index(connection, "activity_states", "activity_id")
    _index(connection, "activity_states", "state")


def _count_reporters(connection: sqlite3.Connection) -> None:
    """For each article the organisations that report activities on it, with how many run, are planned, have ended and so on.

    Of 100,000 activities thousands may serve one article; its page need not read them one by one.
    """
    connection.execute(
        'CREATE TABLE "article_reporters" '
        '("article" TEXT, "organisation_id" TEXT, "reporter" TEXT, "running" TEXT, "activities" INTEGER) STRICT'
    )
    connection.execute(
        "INSERT INTO article_reporters "
        "SELECT l.article, o.organisation_id, coalesce(a.reporting_org_name, a.reporting_org, ''), a.running, "
        "count(DISTINCT a.activity_id) "
        "FROM activity_articles l JOIN activities a ON a.activity_id = l.activity_id "
        "LEFT JOIN activity_organisations o ON o.activity_id = a.activity_id AND o.role = 'reporting' "
        "WHERE a.relevant GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4"
    )
    _index(connection, "article_reporters", "article")


def _pairs(connection: sqlite3.Connection, meta: Mapping[str, str]) -> None:
    connection.execute('CREATE TABLE "meta" ("key" TEXT PRIMARY KEY, "value" TEXT) STRICT')
    connection.executemany('INSERT INTO "meta" VALUES (?, ?)', sorted(meta.items()))

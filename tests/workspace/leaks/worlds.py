"""Worlds: what everybody lives in, and what each of the others keeps from some; `kept/` has a module for each application."""

import importlib
import json
import pkgutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import psycopg
from django.db import connection, transaction
from tests.workspace.leaks import handed_in, kept
from tests.workspace.leaks.asking import LATER, numbers_from, outbox, same_chance
from tests.workspace.leaks.people import People

Make = Callable[[People], None]
Values = Mapping[str, Sequence[str]]
"""What stands in the columns of any table, by the column's name."""
Rows = Mapping[str, list[Mapping[str, Any]]]
"""Of each table what stands in it, column by column."""
FIRST = 1000
NOT_OURS = ("django_", "auth_", "account_", "mfa_")
"""Tables of the libraries; what they hold is no content."""


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """A world with something in it that only some may see.

    `entitled` are names of people; of these, `without_a_page` see it nowhere yet, as there is no page for them. What is kept
    there is another thing with `other`: who is not entitled must not be able to tell that either.
    """

    name: str
    make: Make
    entitled: frozenset[str]
    without_a_page: frozenset[str] = frozenset()
    other: Make | None = None
    first: bool = False
    """Whether every route is asked for in it, also where only few questions are: the first one of an application."""
    space: str = ""
    """The application of which something is kept: the name of its module."""
    seen_in: Sequence[str] = ()
    """Other applications on whose pages somebody who is entitled sees it."""
    exported: bool = False
    """Whether what leaves the workspace for the public differs, too."""
    told: frozenset[str] = field(default_factory=frozenset)
    """Who else than the entitled gets a letter when it is made, which says nothing of it."""


@dataclass(frozen=True, slots=True)
class Base:
    """What every world begins with: its database, rows and their values, and entries of its outbox."""

    database: str
    rows: Rows
    values: Values
    letters: frozenset[Any]


@dataclass(frozen=True, slots=True)
class Made:
    """A world that was made: its database, values that stand in rows of its own and of all, and its outbox."""

    database: str
    own: Values
    others: Values
    tables: frozenset[str]
    letters: Sequence[tuple[str, str]]
    known: frozenset[Any]
    accounts: frozenset[str]
    """Of people who are there in this world alone."""


def modules() -> Sequence[Any]:
    """Those of `kept/`."""
    return [importlib.import_module(f"{kept.__name__}.{one.name}") for one in pkgutil.iter_modules(kept.__path__)]


def worlds(*, changed: bool = True) -> list[World]:
    """All of them, and unless it is said otherwise with each also the one in which what is kept is another thing."""
    found = [
        replace(one, first=place == 0, space=module.__name__.rpartition(".")[2])
        for module in modules()
        for place, one in enumerate(module.WORLDS)
    ]
    return [version for one in found for version in (one, *(_changed(one) if changed else ()))]


def _changed(one: World) -> Iterator[World]:
    if one.other is not None:
        yield replace(one, name=f"{one.name}, changed", make=one.other, other=None, first=False)


def common(people: People) -> None:
    """What is there in every world."""
    with same_chance("common"):
        numbers_from(FIRST)
        for module in modules():
            module.common(people)
    handed_in.make()


def base(database: str, people: People) -> Base:
    """What is common, in a database of its own."""
    with inside(database), transaction.atomic():
        common(people)
        found = rows()
        return Base(database, found, _values(found), frozenset(one for one, _, _ in outbox()))


def make(world: World | None, people: People, *, on: Base) -> Made:
    """The world in a database of its own, beside the one of what is common; nothing more is in it where there is none."""
    name = f"leaks_{abs(hash(world.name)) if world else 'nothing'}"
    copy(on.database, name)
    with inside(name), transaction.atomic():
        with same_chance("world"):
            numbers_from(FIRST * FIRST)
            if world is not None:
                world.make(people)
        numbers_from(LATER)
        after, left = rows(), outbox()
    fresh = {table: [row for row in found if row not in on.rows[table]] for table, found in after.items()}
    return Made(
        database=name,
        own=_values(fresh),
        others=on.values,
        tables=frozenset(table for table, found in fresh.items() if found),
        letters=[(kind, payload) for one, kind, payload in left if one not in on.letters],
        known=frozenset(one for one, _, _ in left),
        accounts=frozenset(row["number"] for row in fresh["accounts_user"]),
    )


@contextmanager
def inside(database: str) -> Iterator[None]:
    """Within, what is asked is asked of this database."""
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = database
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


def copy(database: str, name: str) -> None:
    """Make a database that holds what another one does; nobody may be connected to that one."""
    connection.close()
    known = connection.settings_dict
    with psycopg.connect(host=known["HOST"], user=known["USER"], dbname="postgres", autocommit=True) as owner:
        owner.execute(f"DROP DATABASE IF EXISTS {name} (FORCE)")
        owner.execute(f"CREATE DATABASE {name} TEMPLATE {database}")


def rows() -> Rows:
    """Of each table of ours all rows."""
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names()):
            if not table.startswith(NOT_OURS) and table != "accounts_counted":
                cursor.execute(f"SELECT to_jsonb(t)::text FROM {table} t")
                found[table] = [json.loads(row) for (row,) in cursor.fetchall()]
    return found


def _values(found: Rows) -> Values:
    """Every short value by column, each once; what is in the log is no value that an address names."""
    seen: dict[str, dict[str, None]] = {}
    for table, held in found.items():
        for row in held if not table.startswith("audit_") else ():
            for column, value in row.items():
                for one in value if isinstance(value, list) else [value]:
                    if isinstance(one, str | int) and not isinstance(one, bool) and 0 < len(str(one)) <= 100:
                        seen.setdefault(column, {})[str(one)] = None
                        if column == "id":
                            seen.setdefault(f"{table}.id", {})[str(one)] = None
    return {column: list(those) for column, those in seen.items()}


def flat(*values: Values) -> list[str]:
    """Each value once."""
    return list(dict.fromkeys(one for some in values for those in some.values() for one in those))

"""Each migration is taken back and made again on a database that holds something: what was right stays right."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.test import override_settings
from django.utils import timezone
from tests.workspace.leaks.asking import listening
from tests.workspace.leaks.people import people
from tests.workspace.leaks.worlds import common, copy, inside, rows, worlds

from article60.web.accounts.locks import declared
from article60.web.audit.verify import problems

NAME = "migrated"
OURS = "article60.web."


EMPTY_BEFORE = {("register", "0002_consent"): "register_informationrelease"}
"""Tables into which nothing could be written before a migration: consent came with it."""


@pytest.fixture
def db(database: None, demo_release: Path, tmp_path: Path) -> Iterator[None]:
    """A database of its own, in which something of everything is kept."""
    connection.close()
    copy(connection.settings_dict["NAME"], NAME)
    folders = override_settings(ARTICLE60_RELEASE=demo_release, ARTICLE60_RECEIVED=str(tmp_path))
    with folders, inside(NAME), listening(timezone.now()):
        with transaction.atomic():
            everybody = people()
            common(everybody)
            worlds()[0].make(everybody)
        yield


def migrations() -> list[tuple[str, str]]:
    """All of ours, the last one first."""
    loader = MigrationLoader(connection)
    plan = dict.fromkeys(one for leaf in loader.graph.leaf_nodes() for one in loader.graph.forwards_plan(leaf))
    return [one for one in reversed(plan) if loader.graph.nodes[one].__module__.startswith(OURS)]


def locked() -> Mapping[str, list[Any]]:
    """Of each table its policies, whether they hold for its owner, and what the role of pages may do with it."""
    found: dict[str, list[Any]] = {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename, policyname, cmd, qual, with_check FROM pg_policies ORDER BY 1, 2")
        for table, *policy in cursor.fetchall():
            found.setdefault(table, []).append(policy)
        cursor.execute("SELECT relname, relrowsecurity, relforcerowsecurity, relacl::text FROM pg_class WHERE relkind = 'r'")
        for table, *rest in cursor.fetchall():
            found.setdefault(table, []).append(rest)
    return {table: one for table, one in found.items() if table in declared()}


def migrate(app: str, to: str) -> None:
    call_command("migrate", app, to, verbosity=0, interactive=False)


def empty(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # past the triggers, for the tests' own cluster alone
        cursor.execute(f"DELETE FROM {table}")
        cursor.execute("SET session_replication_role = origin")


def lost(before: Mapping[str, list[Any]], after: Mapping[str, list[Any]]) -> list[str]:
    """Rows that were there and are there no more, or say something else in the columns that there were."""
    found = []
    for table, those in before.items():
        columns = set(those[0]) if those else set()
        now = [{name: value for name, value in row.items() if name in columns} for row in after.get(table, [])]
        found += [f"{table}: {row}" for row in those if row not in now]
    return found


def test_what_is_kept_is_the_same_after_each_migration_and_as_well_locked(db: None, told: dict[str, object]) -> None:
    everything, head, tried = rows(), locked(), 0
    assert sum(bool(those) for those in everything.values()) >= 15
    for app, name in migrations():
        before = MigrationLoader(connection).graph.node_map[app, name].parents
        previous = next((one.key[1] for one in before if one.key[0] == app), "zero")
        migrate(app, previous)
        if (app, name) in EMPTY_BEFORE:
            empty(EMPTY_BEFORE[app, name])
        held = rows()
        migrate(app, name)
        assert lost(held, rows()) == [], f"{app} {name}"
        assert "audit_auditevent" not in held or list(problems()) == [], f"{app} {name}"
        migrate(app, previous)
        tried += 1
        if app == "accounts":
            break
    call_command("migrate", verbosity=0, interactive=False)
    assert locked() == head
    told["migrations"] = tried

"""What stands is what the log tells, in every table; whatever came to stand there otherwise is found."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import override_settings
from tests.workspace.audit.rebuilt import (
    LEAVE_NO_ROW,
    NOT_MADE_ANEW,
    READ,
    TABLES,
    differences,
    from_events,
    models,
    unlike,
)  # fmt: skip
from tests.workspace.audit.table import Table, Told
from tests.workspace.interleaving.acts.people import staff
from tests.workspace.interleaving.place import NOW, came, prepare
from tests.workspace.interleaving.transitions import TRANSITIONS, states

import article60.web
from article60.web.accounts.actor import acting
from article60.web.audit.models import AuditEvent
from article60.web.jobs.intake import receive
from article60.web.jobs.models import Received


def do_everything() -> None:
    """All that people do, each at a place of its own."""
    for code, act in zip(states(), TRANSITIONS.values(), strict=False):
        came(act, prepare(code, act))


def test_everything_that_was_done_is_made_anew_from_the_log() -> None:
    do_everything()
    assert differences() == []
    empty = [name for name, table in TABLES.items() if next(table.standing(), None) is None]
    assert empty == NOTHING_DONE, "what nobody does proves nothing of its table"


NOTHING_DONE = ["jobs_received"]
"""Tables of which a test of their own shows it."""


def test_what_stands_in_each_table_is_made_anew_or_a_reason_says_why_not() -> None:
    """Otherwise add the table to a module of `told/`, or to NOT_MADE_ANEW with the reason."""
    known = {one._meta.db_table: one for one in models()}
    assert sorted({*TABLES, *NOT_MADE_ANEW} ^ {*known}) == []
    assert sorted({*TABLES} & {*NOT_MADE_ANEW}) == []
    for table in TABLES.values():
        columns = {one.attname for one in table.model._meta.concrete_fields}
        assert {*table.aside, *table.shown, *table.key} <= columns


def test_what_came_to_stand_there_past_the_log_is_found() -> None:
    """A row that is gone, and any column that says something else - unless the database refuses even that."""
    do_everything()
    told = from_events()
    for table in TABLES.values():
        if table.name in NOTHING_DONE:
            continue
        for statement in _tamperings(table):
            assert _found(told, table, statement), statement


class Untouched(Exception):
    """Takes back what was tampered with."""


def _found(told: Told, table: Table, statement: str) -> bool:
    """Whether it is found that a statement was carried out past all triggers, or the database carries it out for nobody."""
    found = False
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")  # for the tests' own cluster alone
            cursor.execute(statement)
            found = next(unlike(told, table), None) is not None
            raise Untouched
    except IntegrityError:
        return True
    except Untouched:
        return found


ANOTHER: Mapping[str, str] = {
    "CharField": "'x'",
    "TextField": "'x'",
    "BooleanField": "NOT {0}",
    "UUIDField": "gen_random_uuid()",
    "DateTimeField": "coalesce({0}, now()) + interval '1 day'",
    "DateField": "coalesce({0}, CURRENT_DATE) + 1",
    "JSONField": """'{{"x": 1}}'""",
    "ArrayField": "ARRAY['x']",
    "BinaryField": "'x'::bytea",
}
"""By the kind of a column, another value; of others, a higher number."""


def _tamperings(table: Table) -> Iterator[str]:
    yield f"DELETE FROM {table.name}"
    for one in table.model._meta.concrete_fields:
        if one.attname in table.columns and one.attname not in table.shown:
            kind = type(one.target_field if one.is_relation else one).__name__
            value = ANOTHER.get(kind, "coalesce({0}, 0) + 1000").format(one.column)
            yield f"UPDATE {table.name} SET {one.column} = {value}"


def test_log_that_was_erased_tells_nothing() -> None:
    came(TRANSITIONS["edit"], prepare("QA", TRANSITIONS["edit"]))
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # past the triggers, for the tests' own cluster alone
        cursor.execute("DELETE FROM audit_auditpayload")
        cursor.execute("SET session_replication_role = origin")
    with pytest.raises(AuditEvent.payload.RelatedObjectDoesNotExist):
        differences()


def test_file_that_was_handed_in_is_made_anew(tmp_path: Path) -> None:
    at = prepare("QA", TRANSITIONS["hand over"])
    with override_settings(ARTICLE60_RECEIVED=str(tmp_path)), acting(by := at.of(staff).focal):
        receive([b"A file"], name="a.pdf", by=by, at=NOW)
    assert differences() == []
    Received.objects.update(sha256="0" * 64)
    assert len(differences()) == 1


def actions() -> Iterator[str]:
    """What the code writes to the log as done, as far as it stands there in full; else the part before what it depends on."""
    for path in sorted(Path(article60.web.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("record", "_record") and node.args:
                first = node.args[0]
                if isinstance(first, ast.JoinedStr):
                    first = first.values[0]
                refused = any(one.arg == "refused" for one in node.keywords)
                if isinstance(first, ast.Constant) and "." in str(first.value) and not refused:
                    yield str(first.value)


def written() -> set[str]:
    """Actions that are read here and stand in the code, in full or by their first part."""
    web = Path(article60.web.__file__).parent
    code = "".join(path.read_text(encoding="utf-8") for path in web.rglob("*.py"))
    whole = {name for name in (*READ, *LEAVE_NO_ROW) if f'"{name}"' in code}
    return whole | {name for name in (*READ, *LEAVE_NO_ROW) if f'"{name.partition(".")[0]}.{{verb}}' in code}


def test_every_action_of_the_code_is_made_anew_or_leaves_no_row() -> None:
    """Otherwise add how its event is read to a module of `told/`."""
    found, known = set(actions()), {*READ, *LEAVE_NO_ROW}
    assert [one for one in found if not any(name.startswith(one) for name in known)] == []
    assert sorted(known - written()) == [], "there is no such action any more"

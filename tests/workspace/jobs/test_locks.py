"""Pages may add to the outbox and read nothing of it; the worker sees the outbox, addresses for its letters, and no content."""

import pytest
from django.db import DatabaseError, connection

from article60.web.accounts.actor import acting
from article60.web.jobs import outbox
from article60.web.jobs.locks import TABLES, WORKER, working
from article60.web.jobs.outbox import Entry
from workspace_people import NOW, actor, focal_point, need

ADDED = (
    "INSERT INTO jobs_outboxentry (id, kind, key, payload, made_at, due_at, attempts, outcome, done_at)"
    " VALUES (gen_random_uuid(), 'mail', 'x', '{}', now(), now(), 0, '', "
)


def asked(statement: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall()) if cursor.description else []


@pytest.fixture(autouse=True)
def entry(db: None) -> None:
    need()
    outbox.add(Entry(kind="mail", key="of-another", payload={"account": "7"}), at=NOW)


def test_tables_are_locked_by_row_also_for_their_owner() -> None:
    found = asked(
        "SELECT relname FROM pg_class WHERE relname LIKE 'jobs_%' AND relkind = 'r' AND relrowsecurity AND relforcerowsecurity"
    )
    assert {name for (name,) in found} == set(TABLES) == {"jobs_received", "jobs_outboxentry"}


def test_role_of_the_worker_owns_nothing_and_goes_round_nothing() -> None:
    assert asked(f"SELECT rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = '{WORKER}'") == [
        (False, False, False)
    ]
    assert asked(f"SELECT count(*) FROM pg_class WHERE relowner = '{WORKER}'::regrole") == [(0,)]
    assert asked(f"SELECT has_schema_privilege('{WORKER}', 'public', 'CREATE')") == [(False,)]


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT payload FROM jobs_outboxentry",
        "SELECT count(*) FROM jobs_outboxentry",
        "UPDATE jobs_outboxentry SET done_at = now()",
        "UPDATE jobs_outboxentry SET lease = gen_random_uuid()",
        "DELETE FROM jobs_outboxentry",
        "TRUNCATE jobs_outboxentry",
        ADDED + "now())",
        "UPDATE jobs_received SET name = 'another'",
        "DELETE FROM jobs_received",
        f"SET ROLE {WORKER}",
    ],
)
def test_role_of_pages_may_not(statement: str) -> None:
    # As who has signed in with that role alone: a superuser, as the tests are one, may take any role.
    if statement.startswith("SET ROLE"):
        assert asked(f"SELECT pg_has_role('article60_web', '{WORKER}', 'MEMBER')") == [(False,)]
        return
    with pytest.raises(DatabaseError), acting(actor(focal_point())):
        asked(statement)


def test_role_of_pages_adds_what_is_to_be_done() -> None:
    with acting(actor(focal_point())):
        asked(ADDED + "NULL)")
    assert outbox.waiting() == 2


def test_row_of_the_outbox_shows_to_pages_not_even_with_the_right_to_read() -> None:
    asked("GRANT SELECT, UPDATE ON jobs_outboxentry TO article60_web")
    with acting(actor(focal_point())):
        assert asked("SELECT count(*) FROM jobs_outboxentry") == [(0,)]
        asked("UPDATE jobs_outboxentry SET done_at = now()")
    assert outbox.waiting() == 1


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM register_need",
        "SELECT * FROM register_needversion",
        "SELECT * FROM jobs_received",
        "SELECT body FROM audit_auditpayload",
        "SELECT password FROM accounts_user",
        "SELECT name FROM accounts_user",
        "UPDATE accounts_user SET email = 'a@example.org'",
        "UPDATE jobs_outboxentry SET payload = '{}'",
        "UPDATE jobs_outboxentry SET kind = 'run'",
        "DELETE FROM jobs_outboxentry",
        "UPDATE audit_auditevent SET role = 'operator'",
        "SELECT * FROM django_session",
        "SELECT * FROM mfa_authenticator",
    ],
)
def test_role_of_the_worker_may_not(statement: str) -> None:
    with pytest.raises(DatabaseError), working():
        asked(statement)


def test_role_of_the_worker_sees_the_outbox_and_addresses() -> None:
    person = focal_point()
    with working():
        assert asked("SELECT payload->>'account' FROM jobs_outboxentry") == [("7",)]
        assert asked("SELECT email, language, is_active FROM accounts_user") == [(person.email, "en", True)]
    assert asked("SELECT current_user = session_user") == [(True,)]

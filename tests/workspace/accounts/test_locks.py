"""The role in which pages act owns nothing, sees no row that it may not, and changes nothing that has happened."""

from pathlib import Path

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

import article60.web
from article60.web.accounts.actor import NOBODY, WEB, acting
from article60.web.accounts.locks import declared
from workspace_people import actor, focal_point, need


def asked(statement: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())


def test_every_table_that_holds_what_may_be_private_is_locked_by_row_also_for_its_owner() -> None:
    found = asked("SELECT relname, relrowsecurity AND relforcerowsecurity FROM pg_class WHERE relkind = 'r'")
    locked = {name for name, forced in found if forced}
    assert locked == {table for table, one in declared().items() if one.seen}
    ours = {model._meta.db_table for model in apps.get_models() if model.__module__.startswith("article60.")}
    assert ours - locked == {"audit_auditevent", "audit_auditpayload", "accounts_organisation"}


def test_every_table_is_declared_and_what_is_declared_is_there() -> None:
    """What is not is closed to pages: no migration opens a table by being run."""
    assert {*connection.introspection.table_names()} - {*declared()} == {"django_migrations"}
    assert {*declared()} <= {*connection.introspection.table_names()}


def test_there_is_no_view_that_could_go_round_the_locks() -> None:
    assert asked("SELECT viewname FROM pg_views WHERE schemaname = 'public' UNION SELECT matviewname FROM pg_matviews") == []


def test_role_of_pages_owns_nothing_and_goes_round_nothing() -> None:
    assert asked(f"SELECT rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = '{WEB}'") == [
        (False, False, False)
    ]
    assert asked(f"SELECT count(*) FROM pg_class WHERE relowner = '{WEB}'::regrole") == [(0,)]
    assert asked(f"SELECT has_schema_privilege('{WEB}', 'public', 'CREATE')") == [(False,)]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE register_needversion SET text = 'another'",
        "DELETE FROM register_needversion",
        "UPDATE register_need SET state = 'XB'",
        "DELETE FROM register_source",
        "UPDATE register_order SET need_ids = '{}'",
        "DELETE FROM register_informationrelease",
        "UPDATE register_informationrelease SET until = NULL",
        "UPDATE register_informationrelease SET audience = 'public'",
        "UPDATE consent_note SET reference = 'another'",
        "DELETE FROM consent_note",
        "UPDATE consent_receipt SET body = 'another'",
        "DELETE FROM consent_receipt",
        "UPDATE checklist_answer SET value = 'another'",
        "DELETE FROM checklist_answer",
        "UPDATE checklist_assignment SET institution_id = 1",
        "DELETE FROM checklist_assignment",
        "UPDATE checklist_workbook SET changed = '{}'",
        "DELETE FROM checklist_workbook",
        "UPDATE curation_decision SET verb = 'confirm'",
        "DELETE FROM curation_decision",
        "UPDATE provider_reportedversion SET said = '{}'",
        "DELETE FROM provider_reported",
        "UPDATE provider_publication SET audience = 'public'",
        "UPDATE provider_sheet SET rows = '[]'",
        "UPDATE audit_auditevent SET role = 'operator'",
        "DELETE FROM audit_auditevent",
        "SELECT body FROM audit_auditpayload",
        "UPDATE accounts_membership SET role = 'state_focal_point'",
        "INSERT INTO accounts_organisation (kind, name, state, vetted, identifier) VALUES ('state', 'x', 'XZ', false, '')",
        "SELECT * FROM django_migrations",
        "TRUNCATE register_needversion CASCADE",
        "ALTER TABLE register_needversion DISABLE ROW LEVEL SECURITY",
    ],
)
def test_role_of_pages_may_not(statement: str) -> None:
    need()
    with pytest.raises(DatabaseError), acting(actor(focal_point())), connection.cursor() as cursor:
        cursor.execute(statement)


def test_need_of_another_state_can_be_neither_seen_nor_made() -> None:
    need()
    with acting(actor(focal_point("XB"))):
        for table in ("register_need", "register_needversion", "register_source"):
            assert asked(f"SELECT count(*) FROM {table}") == [(0,)]
    with pytest.raises(DatabaseError), acting(actor(focal_point("XC"))), connection.cursor() as cursor:
        cursor.execute("INSERT INTO register_need (need_id, state) VALUES ('XA-BBBBBBBB', 'XA')")


def test_who_acts_is_forgotten_with_the_end_of_the_transaction() -> None:
    with acting(actor(focal_point())):
        assert asked("SELECT current_user, current_setting('article60.state', true)") == [(WEB, "XA")]
    assert asked("SELECT current_user = session_user, current_setting('article60.state', true)") == [(True, "")]
    with pytest.raises(ZeroDivisionError), transaction.atomic(), acting(NOBODY):
        raise ZeroDivisionError
    assert asked("SELECT current_user = session_user") == [(True,)]


def test_no_page_asks_past_the_locks_of_the_code() -> None:
    """What goes round a check stands where it is looked at: all versions in tests, markup that is not escaped on one page."""
    web = Path(article60.web.__file__).parent
    modules = {path.relative_to(web).as_posix(): path.read_text(encoding="utf-8") for path in web.rglob("*.py")}
    assert [name for name, text in modules.items() if "for_everyone(" in text] == ["accounts/asked.py"]
    workspace = [name for name in modules if name.split("/")[0] not in ("common", "exporting", "public")]
    assert [
        name for name in workspace if any(word in modules[name] for word in ("mark_safe", ".raw(", ".extra(", "RawSQL"))
    ] == []
    templates = {
        path.relative_to(web).as_posix(): path.read_text(encoding="utf-8") for path in (web / "templates").rglob("*.html")
    }
    folders = tuple(
        f"templates/{one}" for one in ("account", "checklist", "consent", "curation", "mfa", "provider", "register", "work")
    )
    assert [name for name, text in templates.items() if name.startswith(folders) and "|safe" in text] == [
        "templates/mfa/totp/activate_form.html"
    ]

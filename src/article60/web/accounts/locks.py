"""The second lock: policies of the database, made anew from the table of rules whenever the database is migrated."""

from collections.abc import Collection, Iterator, Mapping

from django.db import connection

from article60.web.accounts.actor import WEB
from article60.web.accounts.row_security import policies, role, run
from article60.web.accounts.visibility import (
    condition_of_the_state,
    condition_on_needs,
    condition_on_releases,
    condition_on_sources,
    condition_on_versions,
)

SEEN: Mapping[str, str] = {
    "register_need": condition_on_needs(),
    "register_needversion": condition_on_versions(),
    "register_source": condition_on_sources(),
    "register_order": condition_of_the_state("register_order"),
    "register_informationrelease": condition_on_releases(),
}
"""For each table that holds what may be private, which of its rows who acts may see."""

REVOKED: Mapping[str, str] = {
    "django_migrations": "ALL",
    "audit_auditevent": "UPDATE, DELETE",
    "audit_auditpayload": "SELECT, UPDATE, DELETE",
    "register_need": "UPDATE, DELETE",
    "register_needversion": "UPDATE, DELETE",
    "register_source": "UPDATE, DELETE",
    "register_order": "UPDATE, DELETE",
    "register_informationrelease": "DELETE",
    "accounts_user": "INSERT, DELETE",
    "accounts_organisation": "INSERT, UPDATE, DELETE",
    "accounts_membership": "INSERT, UPDATE, DELETE",
}
"""What pages may never do, by table: change what happened, and let people in."""


def statements(tables: Collection[str]) -> Iterator[str]:
    """The statements that lock those tables that are there, in order; they may be run again at any time."""
    yield from role(WEB)  # which jobs take, too
    yield f"GRANT USAGE ON SCHEMA public TO {WEB}"
    yield f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {WEB}"
    yield f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {WEB}"
    for table in (table for table in REVOKED if table in tables):
        yield f"REVOKE {REVOKED[table]} ON {table} FROM {WEB}"
    for table, condition in ((table, SEEN[table]) for table in SEEN if table in tables):
        yield from policies(table, {"seen": f"FOR SELECT TO {WEB} USING ({condition})", **_written(table)})


def lock() -> None:
    """Run them, all or none."""
    run(statements(connection.introspection.table_names()))


def _written(table: str) -> Mapping[str, str]:
    own = condition_of_the_state(table)
    return {
        "added": f"FOR INSERT TO {WEB} WITH CHECK ({own})",
        "changed": f"FOR UPDATE TO {WEB} USING ({own}) WITH CHECK ({own})",
    }

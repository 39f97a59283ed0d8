"""The second lock: policies of the database, made anew from the table of rules whenever the database is migrated."""

from collections.abc import Collection, Iterator, Mapping

from django.db import connection

from article60.web.accounts.actor import WEB
from article60.web.accounts.row_security import policies, role, run
from article60.web.accounts.visibility import (
    condition_of_consent,
    condition_of_making,
    condition_of_the_focal_point,
    condition_of_the_state,
    condition_on_needs,
    condition_on_recorded,
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
    "consent_note": condition_on_recorded("consent_note"),
    "consent_receipt": condition_on_recorded("consent_receipt"),
}
"""For each table that holds what may be private, which of its rows who acts may see."""

WRITTEN: Mapping[str, tuple[str, str]] = {
    "register_informationrelease": (condition_of_consent(), condition_of_the_focal_point("register_informationrelease")),
    "consent_note": (condition_of_making("consent_note"), "false"),
    "consent_receipt": (condition_of_making("consent_receipt"), "false"),
}
"""Which rows who acts may add, and change, where that is not left to all who work for the State."""

REVOKED: Mapping[str, str] = {
    "django_migrations": "ALL",
    "audit_auditevent": "UPDATE, DELETE",
    "audit_auditpayload": "SELECT, UPDATE, DELETE",
    "register_need": "UPDATE, DELETE",
    "register_needversion": "UPDATE, DELETE",
    "register_source": "UPDATE, DELETE",
    "register_order": "UPDATE, DELETE",
    "register_informationrelease": "UPDATE, DELETE",
    "consent_note": "UPDATE, DELETE",
    "consent_receipt": "UPDATE, DELETE",
    "accounts_user": "INSERT, DELETE",
    "accounts_organisation": "INSERT, UPDATE, DELETE",
    "accounts_membership": "INSERT, UPDATE, DELETE",
}
"""What pages may never do, by table: change what happened, and let people in."""

LEFT: Mapping[str, str] = {"register_informationrelease": "UPDATE (withdrawn_at, withdrawn_by)"}
"""What of that they may after all: a consent can be taken back."""


def statements(tables: Collection[str]) -> Iterator[str]:
    """The statements that lock those tables that are there, in order; they may be run again at any time."""
    yield from role(WEB)  # which jobs take, too
    yield f"GRANT USAGE ON SCHEMA public TO {WEB}"
    yield f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {WEB}"
    yield f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {WEB}"
    for table in (table for table in REVOKED if table in tables):
        yield f"REVOKE {REVOKED[table]} ON {table} FROM {WEB}"
        if table in LEFT:
            yield f"GRANT {LEFT[table]} ON {table} TO {WEB}"
    for table, condition in ((table, SEEN[table]) for table in SEEN if table in tables):
        yield from policies(table, {"seen": f"FOR SELECT TO {WEB} USING ({condition})", **_written(table)})


def lock() -> None:
    """Run them, all or none. On the way down, where a table is gone already, what was locked stays locked."""
    tables = connection.introspection.table_names()
    if SEEN.keys() <= set(tables):
        run(statements(tables))


def _written(table: str) -> Mapping[str, str]:
    own = condition_of_the_state(table)
    added, changed = WRITTEN.get(table, (own, own))
    return {
        "added": f"FOR INSERT TO {WEB} WITH CHECK ({added})",
        "changed": f"FOR UPDATE TO {WEB} USING ({changed}) WITH CHECK ({changed})",
    }

"""The second lock of these tables: pages may add to the outbox and read nothing of it, the worker sees it and little else."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager

from django.db import connection

from article60.web.accounts.actor import WEB
from article60.web.accounts.row_security import in_role, policies, role, run
from article60.web.jobs.visibility import condition_on_files, condition_on_own_files

WORKER = "article60_worker"
"""The role of the database in which the worker acts; it owns nothing, and sees no need and no file."""

_UNTOUCHED = "attempts = 0 AND lease IS NULL AND lease_until IS NULL AND done_at IS NULL AND failed_at IS NULL AND outcome = ''"
"""As an entry is added: nobody can add one that counts as done."""

POLICIES: Mapping[str, Mapping[str, str]] = {
    "jobs_received": {
        "seen": f"FOR SELECT TO {WEB} USING ({condition_on_files()})",
        "added": f"FOR INSERT TO {WEB} WITH CHECK ({condition_on_own_files()})",
    },
    "jobs_outboxentry": {
        "seen": f"FOR SELECT TO {WORKER} USING (true)",
        "changed": f"FOR UPDATE TO {WORKER} USING (true) WITH CHECK (true)",
        "added": f"FOR INSERT TO {WEB}, {WORKER} WITH CHECK ({_UNTOUCHED})",
    },
}
"""For each table, which rows who may see, add and change; what is not here nobody may."""

RIGHTS: Sequence[str] = (
    f"REVOKE ALL ON jobs_outboxentry FROM {WEB}",
    f"GRANT INSERT ON jobs_outboxentry TO {WEB}",
    f"REVOKE UPDATE, DELETE ON jobs_received FROM {WEB}",
    f"GRANT USAGE ON SCHEMA public TO {WORKER}",
    f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {WORKER}",
    f"GRANT SELECT, INSERT ON jobs_outboxentry TO {WORKER}",
    # What is to be done is not the worker's to change.
    f"GRANT UPDATE (due_at, attempts, lease, lease_until, done_at, failed_at, outcome) ON jobs_outboxentry TO {WORKER}",
    f"GRANT SELECT, INSERT ON audit_auditevent TO {WORKER}",
    f"GRANT INSERT ON audit_auditpayload TO {WORKER}",
    f"GRANT SELECT (number, email, language, is_active) ON accounts_user TO {WORKER}",
)


def statements(tables: Collection[str]) -> Iterator[str]:
    """The statements that lock the tables, in order, if they are there; they may be run again at any time."""
    if not {*POLICIES} <= {*tables}:
        return
    yield from role(WORKER)
    yield from RIGHTS
    for table, found in POLICIES.items():
        yield from policies(table, found)


def lock() -> None:
    """Run them, all or none."""
    run(statements(connection.introspection.table_names()))


def working() -> AbstractContextManager[None]:
    """Within, in one transaction, the database shows and takes what the worker may see and do."""
    return in_role(WORKER)

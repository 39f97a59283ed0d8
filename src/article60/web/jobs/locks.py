"""The second lock of these tables: pages may add to the outbox and read nothing of it, the worker sees it and little else."""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager

from article60.web.accounts.actor import READER
from article60.web.accounts.row_security import Lock, in_role, policies, role
from article60.web.jobs.visibility import condition_on_files, condition_on_own_files

WORKER = "article60_worker"
"""The role of the database in which the worker acts; it owns nothing, and sees no need and no file."""

_UNTOUCHED = "attempts = 0 AND lease IS NULL AND lease_until IS NULL AND done_at IS NULL AND failed_at IS NULL AND outcome = ''"
"""As an entry is added: nobody can add one that counts as done."""

TABLES: Mapping[str, Lock] = {
    "jobs_received": Lock(may="SELECT, INSERT", seen=condition_on_files(), added=condition_on_own_files()),
    "jobs_outboxentry": Lock(may="INSERT", seen="false", added=_UNTOUCHED),
}


def more() -> Iterator[str]:
    """What the worker may do; they may be run again at any time."""
    yield from role(WORKER)
    yield f"GRANT USAGE ON SCHEMA public TO {WORKER}"
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {WORKER}"
    yield f"GRANT SELECT, INSERT ON jobs_outboxentry TO {WORKER}"
    # What is to be done is not the worker's to change.
    yield f"GRANT UPDATE (due_at, attempts, lease, lease_until, done_at, failed_at, outcome) ON jobs_outboxentry TO {WORKER}"
    yield f"GRANT SELECT, INSERT ON audit_auditevent TO {WORKER}"
    yield f"GRANT INSERT ON audit_auditpayload TO {WORKER}"
    yield f"GRANT SELECT (number, email, language, is_active) ON accounts_user TO {WORKER}"
    yield from policies(
        "jobs_outboxentry",
        {
            "seen_to_do": f"FOR SELECT TO {WORKER} USING (true)",
            "done": f"FOR UPDATE TO {WORKER} USING (true) WITH CHECK (true)",
            "added_to_do": f"FOR INSERT TO {WORKER} WITH CHECK ({_UNTOUCHED})",
        },
    )
    # It reads as pages do when it is told for whom: nothing unless it takes that role, and never to write.
    yield f"DO $$ BEGIN ALTER ROLE {WORKER} NOINHERIT; EXCEPTION WHEN insufficient_privilege THEN NULL; END $$"
    yield f"DO $$ BEGIN GRANT {READER} TO {WORKER}; EXCEPTION WHEN insufficient_privilege THEN NULL; END $$"
    yield from policies("accounts_user", {"seen_to_write_to": f"FOR SELECT TO {WORKER} USING (true)"})


def working() -> AbstractContextManager[None]:
    """Within, in one transaction, the database shows and takes what the worker may see and do."""
    return in_role(WORKER)

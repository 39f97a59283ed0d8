"""The second lock of choices about letters; and what the worker reads to write one: who works where, who wants it how often."""

from collections.abc import Iterator, Mapping

from article60.web.accounts.row_security import Lock, policies
from article60.web.jobs.locks import WORKER

TABLES: Mapping[str, Lock] = {
    # A letter is stopped by a link, without signing in: nothing tells the database who that is.
    "work_lettersetting": Lock(may="SELECT, INSERT, UPDATE", seen="true", added="true", changed="true"),
}


def more() -> Iterator[str]:
    """What the worker may read; they may be run again at any time."""
    yield f"GRANT SELECT (id) ON accounts_user TO {WORKER}"
    for table in ("accounts_membership", "accounts_organisation", "work_lettersetting"):
        yield f"GRANT SELECT ON {table} TO {WORKER}"
    for table in ("accounts_membership", "work_lettersetting"):
        yield from policies(table, {"seen_to_write_to": f"FOR SELECT TO {WORKER} USING (true)"})

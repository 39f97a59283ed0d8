"""The second lock as the database speaks of it: roles that own nothing, policies of rows, and work in such a role."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection, transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """What the role of pages may do with one table, and with which of its rows.

    `may` are rights in the words of the database, none if empty. `seen`, `added` and `changed` are conditions on rows; a table
    without `seen` is not locked by row, for it holds nothing that is private to anybody.
    """

    may: str
    seen: str = ""
    added: str = "false"
    changed: str = "false"

    def statements(self, table: str, *, to: str) -> Iterator[str]:
        """The statements that lock a table so for a role; they may be run again at any time."""
        yield f"REVOKE ALL ON {table} FROM {to}"
        if self.may:
            yield f"GRANT {self.may} ON {table} TO {to}"
        if self.seen:
            found = {
                "seen": f"FOR SELECT TO {to} USING ({self.seen})",
                "added": f"FOR INSERT TO {to} WITH CHECK ({self.added})",
                "changed": f"FOR UPDATE TO {to} USING ({self.changed}) WITH CHECK ({self.changed})",
                "taken_out": f"FOR DELETE TO {to} USING ({self.changed})",
            }
            yield from policies(table, found)

    def read_by(self, table: str, *, role: str) -> Iterator[str]:
        """The statements that let a role see the same rows, and change none; nothing where rows are not told apart."""
        yield f"REVOKE ALL ON {table} FROM {role}"
        if self.seen not in ("", "true", "false") and "SELECT" in self.may:
            yield f"GRANT SELECT ON {table} TO {role}"
            yield from policies(table, {"read": f"FOR SELECT TO {role} USING ({self.seen})"})


def role(name: str) -> Iterator[str]:
    """The statements that make a role under which policies hold, if there is none, and let whoever owns the tables take it.

    Whoever owns the tables without the right to give it was given it by somebody else.
    """
    yield f"DO $$ BEGIN CREATE ROLE {name} LOGIN NOBYPASSRLS; EXCEPTION WHEN duplicate_object THEN NULL; END $$"
    yield f"DO $$ BEGIN GRANT {name} TO CURRENT_USER; EXCEPTION WHEN insufficient_privilege THEN NULL; END $$"


def policies(table: str, found: Mapping[str, str]) -> Iterator[str]:
    """The statements that put these policies, by name, on a table, for its owner too; they may be run again at any time."""
    yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
    yield f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY"
    for name, what in found.items():
        yield f"DROP POLICY IF EXISTS {name} ON {table}"
        yield f"CREATE POLICY {name} ON {table} {what}"


def run(statements: Iterable[str]) -> None:
    """Run them, all or none."""
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@contextmanager
def in_role(name: str) -> Iterator[None]:
    """Within, in one transaction, the database shows and takes what a role may see and do - whoever has connected to it."""
    with transaction.atomic():
        _take(name)
        yield
        # Where a transaction goes on around this one; an error has taken it back already.
        _take("NONE")


def _take(name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {name}")

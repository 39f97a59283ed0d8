"""The second lock: rights and policies of the database, made anew from what the applications declare whenever it is migrated.

An application whose tables hold something has a module `locks` with `TABLES`, a `Lock` for each of them, and, where others than
pages act there, `more`: further statements. A table that nobody declares is closed to pages.
"""

from collections.abc import Iterator, Mapping, Sequence
from types import ModuleType

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from article60.web.accounts.actor import READER, WEB
from article60.web.accounts.discovered import modules
from article60.web.accounts.letting_in import condition_of_administration, condition_of_an_account
from article60.web.accounts.row_security import Lock, policies, role, run

_ALL = Lock(may="SELECT, INSERT, UPDATE, DELETE")
_READ = Lock(may="SELECT")

TABLES: Mapping[str, Lock] = {
    "audit_auditevent": Lock(may="SELECT, INSERT"),
    "audit_auditpayload": Lock(may="INSERT"),
    # Letting people in is for administrators, and for what they administer.
    "accounts_user": Lock(may="SELECT, INSERT, UPDATE", seen="true", added=condition_of_an_account(), changed="true"),
    "accounts_organisation": _READ,
    "accounts_membership": Lock(
        may="SELECT, INSERT, UPDATE (until)",
        seen="true",
        added=condition_of_administration(),
        changed=condition_of_administration(),
    ),
    "accounts_counted": _ALL,
    "django_session": _ALL,
    "mfa_authenticator": _ALL,
    "account_emailaddress": _ALL,
    "account_emailconfirmation": _ALL,
    "django_content_type": _READ,
    "auth_permission": _READ,
    "auth_group": _READ,
    "auth_group_permissions": _READ,
}
"""Those of accounts, of the log, and of the libraries on which signing in stands."""


def more() -> Iterator[str]:
    """Whoever owns the tables lets in whom he likes: locks hold for owners, too, where nothing says otherwise."""
    for table in ("accounts_user", "accounts_membership"):
        yield from policies(table, {"owned": "FOR ALL TO CURRENT_USER USING (true) WITH CHECK (true)"})


def declaring() -> Sequence[ModuleType]:
    """The modules that declare locks, in the order of the applications."""
    return modules("locks")


def declared() -> Mapping[str, Lock]:
    """Every lock by table."""
    return {table: one for module in declaring() for table, one in module.TABLES.items()}


def statements() -> Iterator[str]:
    """The statements that lock all tables, in order; they may be run again at any time."""
    yield from role(WEB)  # which jobs take, too
    yield f"GRANT USAGE ON SCHEMA public TO {WEB}"
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {WEB}"
    yield f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {WEB}"
    yield from role(READER)
    yield f"GRANT USAGE ON SCHEMA public TO {READER}"
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {READER}"
    for table, one in declared().items():
        yield from one.statements(table, to=WEB)
        yield from one.read_by(table, role=READER)
    yield f"GRANT SELECT ON accounts_organisation TO {READER}"
    for module in declaring():
        yield from getattr(module, "more", tuple)()


def lock() -> None:
    """Run them, all or none. On the way down, where a migration is not applied, what was locked stays locked."""
    if not _waiting_migrations() and declared().keys() <= set(connection.introspection.table_names()):
        run(statements())


def _waiting_migrations() -> bool:
    """Whether tables, or columns of which the locks speak, are not made yet, or gone."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))

"""What stands in the workspace, made anew from the log alone: whoever has events and payloads has it all.

Each application has a module in `told/` that says how its events are read, and of which tables they tell.
"""

import importlib
import pkgutil
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.apps import apps
from django.db.models import Model
from tests.workspace.audit import told as modules_of
from tests.workspace.audit.table import Read, Table, Told

from article60.web.audit.models import AuditEvent

OURS = "article60.web."
NOT_MADE_ANEW: Mapping[str, str] = {
    "audit_auditevent": "the log itself",
    "audit_auditpayload": "the log itself",
    "checklist_workbook": "what was read in a file, whose bytes are kept under the hash that its event names",
    "jobs_outboxentry": "work, not content",
    "people_wayin": "a link that is good for some days; what makes it work is kept nowhere",
    "provider_alert": "what a search has found in a Release, so that nobody is told twice; both tell it anew",
    "provider_sheet": "what was read in a file, whose bytes are kept under the hash that its event names",
}
"""Tables that events do not tell of, and why."""


def _modules() -> Sequence[Any]:
    names = [one.name for one in pkgutil.iter_modules(modules_of.__path__)]
    return [importlib.import_module(f"{modules_of.__name__}.{name}") for name in names]


READ: Mapping[str, Read] = {action: read for module in _modules() for action, read in module.READ.items()}
"""How the events of an action are read."""
LEAVE_NO_ROW = frozenset(action for module in _modules() for action in getattr(module, "LEAVE_NO_ROW", ()))
"""Actions that leave nothing but what is kept out of the log: secrets, sessions, letters."""
TABLES: Mapping[str, Table] = {table.name: table for module in _modules() for table in module.TABLES}


def models() -> Iterator[type[Model]]:
    """Yield those of our own applications."""
    for one in apps.get_models(include_auto_created=True):
        if one.__module__.startswith(OURS):
            yield one


def from_events() -> Told:
    """Go through all events, in their order. Raises KeyError for one that nobody has taught how to be read."""
    told = Told()
    for event in AuditEvent.objects.select_related("payload").order_by("number").iterator(chunk_size=2000):
        if event.outcome == "done" and event.action not in LEAVE_NO_ROW:
            READ[event.action](told, event, dict(event.payload.body))
    return told


def differences() -> list[str]:
    """Where what events tell is not what stands in the tables."""
    told = from_events()
    return [one for table in TABLES.values() for one in unlike(told, table)]


def unlike(told: Told, table: Table) -> Iterator[str]:
    """Yield where a table holds something else than was told."""
    standing = {table.key_of(row): row for row in table.standing()}
    for key in {*told.of(table), *standing}:
        one, other = told.of(table).get(key), standing.get(key)
        if one != other:
            yield f"{table.name} {key}: {_unlike(one, other)}"


def _unlike(told: Any, standing: Any) -> str:
    if told is None or standing is None:
        return "told, and not standing" if standing is None else "standing, and not told"
    names = sorted({*told, *standing})
    return ", ".join(
        f"{one}: told {told.get(one, '–')!r}, standing {standing.get(one, '–')!r}"
        for one in names
        if told.get(one, ...) != standing.get(one, ...)
    )

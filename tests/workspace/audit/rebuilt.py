"""What stands in the workspace, made anew from the log alone: whoever has events and payloads has it all."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Model

from article60.web.assistance.models import AssistanceVersion
from article60.web.audit.models import AuditEvent
from article60.web.checklist.models import Answer
from article60.web.consent.models import OpenDocument, OpenOrder
from article60.web.register.models import InformationRelease, NeedVersion, Order

Row = dict[str, Any]
State = Mapping[str, Mapping[Any, Row]]
"""By table, by key, what its columns hold."""


def from_events() -> State:
    """Go through all events, in their order. Raises KeyError for one that nobody has taught how to be read."""
    state: dict[str, dict[Any, Row]] = defaultdict(dict)
    for event in AuditEvent.objects.select_related("payload").order_by("number").iterator(chunk_size=2000):
        if event.outcome == "done" and event.action not in LEAVE_NO_ROW:
            READ[event.action](state, event, dict(event.payload.body))
    return state


def _who(event: AuditEvent, made: str = "made", role: str = "made_in_role") -> Row:
    return {f"{made}_at": event.at, f"{made}_by": event.actor, role: event.role}


def _version(state: Any, event: AuditEvent, said: Row) -> None:
    state["needs"][event.about_id, said["number"]] = said | _who(event) | {"change": event.action.partition(".")[2]}


def _order(state: Any, event: AuditEvent, said: Row) -> None:
    state["orders"][event.about_id, said["number"]] = said | _who(event)


def _assistance(state: Any, event: AuditEvent, said: Row) -> None:
    state["assistance"][said["state"], event.about_id, said["number"]] = said | _who(event)


def _answers(state: Any, event: AuditEvent, said: Row) -> None:
    for cell, one in said["cells"].items():
        state["answers"][event.about_id, cell, one["number"]] = one | _who(event)


def _release(state: Any, event: AuditEvent, said: Row) -> None:
    if "instead_of" in said:
        _taken(state["releases"][said.pop("instead_of")], event)
    state["releases"][said["release"]] = (
        said
        | {"need": event.about_id, "withdrawn_at": None, "withdrawn_by": None}
        | _who(event, "consented", "consented_in_role")
    )


def _ended(state: Any, event: AuditEvent, said: Row) -> None:
    """With the note or the reason for which it ended, where the secretariat has recorded the end."""
    state["releases"][said["release"]] |= said
    _taken(state["releases"][said["release"]], event)


def _taken(row: Row, event: AuditEvent) -> None:
    row |= {"withdrawn_at": event.at, "withdrawn_by": event.actor}


def _opened(kind: str) -> Callable[[Any, AuditEvent, Row], None]:
    def read(state: Any, event: AuditEvent, said: Row) -> None:
        if "instead_of" in said:
            _taken(state[kind][said.pop("instead_of")], event)
        by = {"consented_at": event.at, "consented_by": event.actor, "withdrawn_at": None, "withdrawn_by": None}
        state[kind][said["number"]] = said | by

    return read


def _closed(kind: str) -> Callable[[Any, AuditEvent, Row], None]:
    return lambda state, event, said: _taken(state[kind][said["number"]], event)


READ: Mapping[str, Callable[[Any, AuditEvent, Row], None]] = {
    **{f"register.{verb}": _version for verb in ("add", "confirm", "correct", "withdraw", "met")},
    "register.prioritise": _order,
    **{f"assistance.{verb}": _assistance for verb in ("add", "confirm", "correct", "withdraw")},
    "checklist.answer": _answers,
    **{f"consent.{verb}": _release for verb in ("give", "record", "correct")},
    **{f"consent.{verb}": _ended for verb in ("stop", "withdraw")},
    "consent.open_document": _opened("documents"),
    "consent.open_order": _opened("open orders"),
    "consent.close_document": _closed("documents"),
    "consent.close_order": _closed("open orders"),
}
LEAVE_NO_ROW = frozenset({"accounts.sign_in", "accounts.sign_out", "accounts.act_in"})


def _plain(value: Any) -> Any:
    """As JSON tells it, but for moments and people."""
    return value.isoformat() if type(value).__name__ == "date" else list(value) if isinstance(value, tuple) else value


def from_tables(like: State) -> State:
    """The same of the tables, with the columns that the events name."""
    found: dict[str, dict[Any, Row]] = {name: {} for name in TABLES}
    for name, (rows, key) in TABLES.items():
        for one in rows():
            told = like.get(name, {}).get(key(one), {})
            found[name][key(one)] = {column: _plain(_column(one, column)) for column in told}
    return found


def _column(one: Model, column: str) -> Any:
    renamed = {"release": "pk", "need": "need_id", "organisation": "organisation_id"}
    name = renamed.get(column, column) if isinstance(one, InformationRelease) else column
    if name == "number" and isinstance(one, OpenDocument | OpenOrder):
        name = "pk"
    return getattr(one, name)


TABLES: Mapping[str, tuple[Callable[[], Any], Callable[[Any], Any]]] = {
    "needs": (lambda: NeedVersion.objects.for_everyone(), lambda one: (one.need_id, one.number)),
    "orders": (Order.objects.all, lambda one: (one.state, one.number)),
    "assistance": (AssistanceVersion.objects.all, lambda one: (one.state, one.assistance_id, one.number)),
    "answers": (Answer.objects.all, lambda one: (f"{one.state}-{one.checklist}", one.cell, one.number)),
    "releases": (InformationRelease.objects.all, lambda one: one.pk),
    "documents": (OpenDocument.objects.all, lambda one: one.pk),
    "open orders": (OpenOrder.objects.all, lambda one: one.pk),
}


def differences() -> list[str]:
    """Where what events tell is not what stands in the tables."""
    told = from_events()
    standing = from_tables(told)
    return [
        f"{name} {key}: told {told.get(name, {}).get(key)}, standing {standing[name].get(key)}"
        for name in TABLES
        for key in {*told.get(name, {}), *standing[name]}
        if told.get(name, {}).get(key) != standing[name].get(key)
    ]

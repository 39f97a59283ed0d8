"""Releases of information with notes and receipts, and what a State opens beside its needs."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC
from typing import Any

from tests.workspace.audit.table import Read, Row, Table, Told, made
from tests.workspace.audit.told.people import BODY

from article60.web.audit.models import AuditEvent
from article60.web.consent.models import Note, OpenDocument, OpenOrder, Receipt
from article60.web.register.models import InformationRelease

RELEASE = Table(model=InformationRelease, key=("id",), shown={"version_id": lambda one: one.version.hash})
NOTE = Table(model=Note, key=("state", "sha256"))
RECEIPT = Table(
    model=Receipt,
    key=("release_id", "what"),
    aside={"signature": "by a key that nobody has but the server; it is over what is made anew"},
    shown={"body": lambda one: _unsigned(one.body)},
)
DOCUMENT = Table(model=OpenDocument, key=("id",))
OPEN_ORDER = Table(model=OpenOrder, key=("id",))
TABLES = (RELEASE, NOTE, RECEIPT, DOCUMENT, OPEN_ORDER)
_NOT_ENDED = {"withdrawn_at": None, "withdrawn_by": None}


def _unsigned(body: str) -> Row:
    return {name: value for name, value in json.loads(body).items() if name != "signed"}


def _given(what: str) -> Read:
    def read(told: Told, event: AuditEvent, said: Row) -> None:
        if "instead_of" in said:
            _taken(told, RELEASE, said.pop("instead_of"), event, withdrawn_in_role=event.role)
        _noted(told, event, said)
        number, named = said.pop("release"), {"organisation_id": said.pop("organisation"), "version_id": said["version_hash"]}
        place = {"id": number, "need_id": event.about_id, "state": event.about_id[:2], **named}
        by = {"consented_at": event.at, "consented_by": event.actor, "consented_in_role": event.role}
        told.add(RELEASE, {**said, **place, **by, **_NOT_ENDED, "withdrawn_in_role": ""})
        _receipt(told, event, number, what=what)

    return read


def _ended(what: str) -> Read:
    def read(told: Told, event: AuditEvent, said: Row) -> None:
        """With the note or the reason for which it ended, where the secretariat has recorded the end."""
        _noted(told, event, said)
        why = {name: said[name] for name in ("withdrawn_note", "withdrawn_why")}
        _taken(told, RELEASE, said["release"], event, withdrawn_in_role=event.role, **why)
        _receipt(told, event, said["release"], what=what)

    return read


def _taken(told: Told, table: Table, number: int, event: AuditEvent, **more: Any) -> None:
    told.change(table, number, withdrawn_at=event.at, withdrawn_by=event.actor, **more)


def _noted(told: Told, event: AuditEvent, said: Row) -> None:
    """A note stands once for its State, as it was told first; its bytes are those of its hash."""
    if noted := said.pop("noted", None):
        told.keep(NOTE, {**noted, "state": event.about_id[:2], "content": noted["sha256"], **made(event)})


def _receipt(told: Told, event: AuditEvent, number: int, *, what: str) -> None:
    release = told.of(RELEASE)[(number,)]
    named = release["organisation_id"]
    body = {
        "receipt": "article60 release of information",
        "what": what,
        "organisation": None if named is None else told.of(BODY)[(named,)]["name"],
        "note_sha256": release["note"] or None,
        "ended_by_note_sha256": release["withdrawn_note"] or None,
        "at": event.at.astimezone(UTC).isoformat(),
        "role": event.role,
        "event": f"{event.number}:{event.hash}",
        **{name: release[name] for name in ("state", "need_id", "version_hash", "audience", "since", "until")},
    }
    row = {"release_id": number, "state": release["state"], "what": what, "body": body}
    told.add(RECEIPT, row | {"made_at": event.at, "made_in_role": event.role})


def _opened(table: Table, about: Callable[[AuditEvent], Row]) -> Read:
    def read(told: Told, event: AuditEvent, said: Row) -> None:
        if "instead_of" in said:
            _taken(told, table, said.pop("instead_of"), event)
        known = {"id": said.pop("number"), "state": event.organisation, **about(event)}
        told.add(table, {**said, **known, "consented_at": event.at, "consented_by": event.actor, **_NOT_ENDED})

    return read


def _closed(table: Table) -> Read:
    return lambda told, event, said: _taken(told, table, said["number"], event)


READ: Mapping[str, Read] = {
    "consent.give": _given("given"),
    "consent.record": _given("recorded"),
    "consent.correct": _given("corrected"),
    "consent.stop": _ended("stopped"),
    "consent.withdraw": _ended("withdrawn"),
    "consent.open_document": _opened(DOCUMENT, lambda event: {"sha256": event.about_id}),
    "consent.open_order": _opened(OPEN_ORDER, lambda event: {}),
    "consent.close_document": _closed(DOCUMENT),
    "consent.close_order": _closed(OPEN_ORDER),
}

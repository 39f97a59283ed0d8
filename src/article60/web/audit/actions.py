"""Adding to the chain: in the very transaction of the change, one event after the other."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from article60.web.audit.chain import BEGINNING, Payload
from article60.web.audit.models import AuditEvent, AuditPayload

_LOCK = 60_2003
"""Number of the lock under which events are added: the chain has one end."""


class OutsideTransaction(RuntimeError):
    """An event was to be added outside the transaction of what it tells of: one could then stand without the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Acting:
    """Who acts: the account's own number, never a name; role; and organisation or State for which the person acts."""

    account: UUID | None
    role: str
    organisation: str = ""


def record(
    action: str, *, by: Acting, about: tuple[str, str], at: datetime, changed: Mapping[str, Any], refused: bool = False
) -> AuditEvent:
    """Add an event about a record, given by kind and identifier. Raises OutsideTransaction."""
    if not connection.in_atomic_block:
        raise OutsideTransaction(action)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    last = AuditEvent.objects.last()
    payload = Payload(secrets.token_bytes(32), dict(changed))
    event = AuditEvent(
        number=1 if last is None else last.number + 1,
        at=at,
        actor=by.account,
        role=by.role,
        organisation=by.organisation,
        action=action,
        outcome="refused" if refused else "done",
        about_kind=about[0],
        about_id=about[1],
        payload_hash=payload.hash,
        previous=BEGINNING if last is None else last.hash,
    )
    event.hash = event.link.hash
    event.save(force_insert=True)
    AuditPayload.objects.create(event=event, salt=payload.salt, body=payload.body)
    return event

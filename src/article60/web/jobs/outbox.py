"""The outbox: what a change makes necessary outside of it is written down with the change, and done after it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models.functions import Now

from article60.web.audit.actions import Acting, record
from article60.web.jobs.locks import working
from article60.web.jobs.models import OutboxEntry

IDENTIFIER = re.compile(r"[A-Za-z0-9_.:-]{1,80}")
"""What a payload may hold: numbers, codes, identifiers. The database holds it to the same (migration 0002)."""
KEY = re.compile(r"[A-Za-z0-9_.:-]{1,120}")


class OutsideTransaction(RuntimeError):
    """Work was to be written down outside the transaction that makes it necessary: one could then stand without the other."""


class NotAnIdentifier(ValueError):
    """A payload was to hold something else than identifiers; the message does not repeat it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Work to be done once under its key: kind, and identifiers by name. Raises NotAnIdentifier."""

    kind: str
    key: str
    payload: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not KEY.fullmatch(self.key):
            raise NotAnIdentifier(f"the key of {self.kind}")
        for name, value in self.payload.items():
            if not isinstance(value, str) or not IDENTIFIER.fullmatch(value):
                raise NotAnIdentifier(f"{name} of {self.kind}: leave an identifier there, and look the rest up when it is done")


def add(entry: Entry, *, at: datetime) -> None:
    """Write work down, in the transaction that makes it necessary; asked for again under its key it is still one.

    Raises OutsideTransaction.
    """
    if not connection.in_atomic_block:
        raise OutsideTransaction(entry.kind)
    made = OutboxEntry(kind=entry.kind, key=entry.key, payload=dict(entry.payload), made_at=at, due_at=Now())
    OutboxEntry.objects.bulk_create([made], ignore_conflicts=True)  # asks for no row back, which pages may not see


def waiting() -> int:
    """How many entries are neither done nor failed."""
    with working():
        return OutboxEntry.objects.filter(done_at=None, failed_at=None).count()


def failed() -> Sequence[Mapping[str, Any]]:
    """What failed finally, the first first, without content: identifier, kind, key, attempts, day, why."""
    with working():
        return [
            {
                "id": str(one.id),
                "kind": one.kind,
                "key": one.key,
                "attempts": one.attempts,
                "failed_at": str(one.failed_at),
                "why": one.outcome,
            }
            for one in OutboxEntry.objects.exclude(failed_at=None).order_by("failed_at", "id")
        ]


def try_again(entry: UUID, *, by: Acting, at: datetime) -> bool:
    """Take something that failed finally up again, with its event; no if nothing has failed under the identifier."""
    with working():
        found = OutboxEntry.objects.filter(id=entry).exclude(failed_at=None)
        if not found.update(failed_at=None, due_at=Now(), attempts=0, lease=None, lease_until=None):
            return False
        record("jobs.try_again", by=by, about=("outbox", str(entry)), at=at, changed={})
        return True

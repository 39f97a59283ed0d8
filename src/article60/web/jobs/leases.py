"""Leases: who works on an entry, and until when; only who holds the lease marks it as done or failed."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

from django.db import DatabaseError, connection
from django.db.models import F, Q
from django.db.models.functions import Now

from article60.web.jobs.locks import working
from article60.web.jobs.models import OutboxEntry

log = logging.getLogger(__name__)
LONGEST_OUTCOME = 200


class LeaseLost(RuntimeError):
    """Somebody else has taken the entry up meanwhile: what was done within the transaction must not stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How long a lease lasts, how often is looked for work, and how often and how late is tried again.

    `most_silences` is how often a database that does not answer is asked again before the worker gives up.
    """

    lease_seconds: float = 60
    look_seconds: float = 1
    most_silences: int = 600
    most_attempts: int = 8
    first_delay_seconds: float = 30
    growth: float = 4
    longest_delay_seconds: float = 24 * 3600

    def delay(self, attempts: int) -> timedelta:
        """How long to wait after so many attempts, from 1."""
        return timedelta(seconds=min(self.first_delay_seconds * self.growth ** (attempts - 1), self.longest_delay_seconds))


def take(pace: Pace) -> OutboxEntry | None:
    """The entry that is due longest, under a new lease; those that others hold are passed over."""
    with working():
        free = Q(lease_until=None) | Q(lease_until__lt=Now())
        due = OutboxEntry.objects.filter(free, done_at=None, failed_at=None, due_at__lte=Now())
        entry = due.order_by("due_at", "made_at", "id").select_for_update(skip_locked=True).first()
        if entry is None:
            return None
        entry.lease, entry.attempts = uuid4(), entry.attempts + 1
        OutboxEntry.objects.filter(id=entry.id).update(
            lease=entry.lease, attempts=entry.attempts, lease_until=_until(pace.lease_seconds)
        )
        return entry


def finish(entry: OutboxEntry, outcome: str) -> None:
    """Mark as done. Raises LeaseLost."""
    _mark(entry, done_at=Now(), outcome=outcome[:LONGEST_OUTCOME], lease=None, lease_until=None)


def fail(entry: OutboxEntry, why: str) -> None:
    """Mark as failed for good. Raises LeaseLost."""
    _mark(entry, failed_at=Now(), outcome=why[:LONGEST_OUTCOME], lease=None, lease_until=None)


def put_off(entry: OutboxEntry, why: str, *, by: timedelta) -> None:
    """Have it tried again later. Raises LeaseLost."""
    _mark(entry, due_at=Now() + by, outcome=why[:LONGEST_OUTCOME], lease=None, lease_until=None)


def give_back(entry: OutboxEntry) -> None:
    """Leave it to whoever comes next, as if it had not been taken up. Raises LeaseLost."""
    _mark(entry, attempts=F("attempts") - 1, lease=None, lease_until=None)


@contextmanager
def renewed(entry: OutboxEntry, pace: Pace) -> Iterator[None]:
    """Within, the lease is made longer again and again, over a connection of its own."""
    ended = threading.Event()
    assert entry.lease is not None
    renewing = threading.Thread(target=_renew, args=(entry.id, entry.lease, pace.lease_seconds, ended), daemon=True)
    renewing.start()
    try:
        yield
    finally:
        ended.set()
        renewing.join()


def _renew(entry: UUID, lease: UUID, seconds: float, ended: threading.Event) -> None:
    try:
        while not ended.wait(seconds / 3):
            with working():
                if not OutboxEntry.objects.filter(id=entry, lease=lease).update(lease_until=_until(seconds)):
                    return
    except DatabaseError as error:  # the lease then runs out, and the mark will tell whether that mattered
        log.warning("a lease could not be renewed: %s", type(error).__name__)
    finally:
        connection.close()


def _mark(entry: OutboxEntry, **values: object) -> None:
    with working():
        if not OutboxEntry.objects.filter(id=entry.id, lease=entry.lease, done_at=None, failed_at=None).update(**values):
            raise LeaseLost(str(entry.id))


def _until(seconds: float) -> object:
    return Now() + timedelta(seconds=seconds)

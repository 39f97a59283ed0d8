"""Takes in a file: first its bytes, then in one transaction the row, the event and what is to be done about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.db import IntegrityError, transaction

from article60.byte_store import Kept, Store
from article60.web.accounts.actor import Actor
from article60.web.accounts.changing import as_acting
from article60.web.audit.actions import record
from article60.web.jobs import mail, outbox
from article60.web.jobs.models import Received

LONGEST_NAME = 200


class NobodyHandsIn(ValueError):
    """A file must be handed in by a person, for an organisation."""


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A file, and whether it was known before: the same bytes of one organisation are one file."""

    file: Received
    known: bool


def store() -> Store:
    """Where this workspace keeps the bytes."""
    return Store(Path(settings.ARTICLE60_RECEIVED), most_bytes=settings.ARTICLE60_RECEIVED_MEGABYTES * 1024 * 1024)


def receive(pieces: Iterable[bytes], *, name: str, by: Actor, at: datetime) -> TakenIn:
    """Take in a file, once for each organisation however often it is sent, within what `by` may do in the database.

    If the transaction around this fails, the bytes stay in the store with no row that tells of them: nobody sees them.
    Raises NobodyHandsIn, TooLarge, Empty.
    """
    if by.account is None or by.organisation is None:
        raise NobodyHandsIn
    kept = store().put(pieces)
    known = Received.objects.visible_to(by).filter(sha256=kept.sha256, organisation=by.organisation)
    if found := known.first():
        return TakenIn(found, known=True)
    try:
        with transaction.atomic():
            made = Received(organisation_id=by.organisation, state=by.state, received_by=by.account, received_at=at)
            return TakenIn(_added(made, kept, name=name, by=by), known=False)
    except IntegrityError:  # sent twice at the same moment: the other transaction was first
        return TakenIn(known.get(), known=True)


def _added(made: Received, kept: Kept, *, name: str, by: Actor) -> Received:
    made.sha256, made.size, made.name = kept.sha256, kept.size, _bare(name)
    made.save(force_insert=True)
    changed = {"sha256": kept.sha256, "size": kept.size, "organisation": made.organisation_id}
    record("jobs.receive", by=as_acting(by), about=("file", str(made.id)), at=made.received_at, changed=changed)
    outbox.add(mail.letter("received", to=made.received_by, key=f"received:{made.id}"), at=made.received_at)
    return made


def _bare(name: str) -> str:
    """The last part of a name, without what cannot be shown."""
    last = PurePosixPath(name.replace("\\", "/")).name
    return "".join(sign for sign in last if sign.isprintable())[:LONGEST_NAME]

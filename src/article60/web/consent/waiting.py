"""What waits in consent: releases that can be stopped, those that end soon, and needs that were changed since their release."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from django.utils.translation import gettext_noop as noop

from article60.web.accounts.actor import Actor
from article60.web.accounts.roles import Role
from article60.web.accounts.waits import Waiting
from article60.web.consent.actions import of_state
from article60.web.register.actions import needs_of
from article60.web.register.models import InformationRelease, NeedVersion

SOON_DAYS = 30
_STOPPABLE = noop("Releases that have not begun and can still be stopped")
_RECORDED = noop("Releases recorded by the secretariat from a note, which have not begun")
_ENDING = noop("Releases to a named organization that end within 30 days")
_CHANGED = noop("Needs that were changed since they were released, and not released anew")


def waiting(actor: Actor, on: date) -> Iterator[Waiting]:
    """Yield what waits for the focal point of a State."""
    if actor.role is not Role.STATE_FOCAL_POINT:
        return
    held = [one for one in of_state(by=actor).filter(withdrawn_at=None) if one.until is None or one.until >= on]
    stoppable = [one for one in held if one.since > on]
    yield _told(_RECORDED, [one for one in stoppable if one.note])
    yield _told(_STOPPABLE, [one for one in stoppable if not one.note])
    ending = [one for one in held if one.until is not None and one.until <= on + timedelta(days=SOON_DAYS)]
    until = min((one.until for one in ending if one.until is not None), default=None)
    yield Waiting(what=_ENDING, count=len(ending), route="consent:releases", until=until)
    yield Waiting(what=_CHANGED, count=len(changed(held, by=actor, on=on)), route="consent:releases")


def changed(held: Sequence[InformationRelease], *, by: Actor, on: date) -> Sequence[NeedVersion]:
    """Needs of which a version was released, but not the newest one: as they stand now, by identifier."""
    released: dict[str, set[str]] = {}
    for one in held:
        released.setdefault(one.need_id, set()).add(one.version_hash)
    return [one for one in needs_of(by.state, by=by, on=on) if one.hash not in released.get(one.need_id, {one.hash})]


def _told(what: str, found: Sequence[InformationRelease]) -> Waiting:
    """The last day on which one can be stopped before anybody sees it is the one before it begins."""
    until = min((one.since - timedelta(days=1) for one in found), default=None)
    since = min((one.consented_at.date() for one in found), default=None)
    return Waiting(what=what, count=len(found), route="consent:releases", since=since, until=until)

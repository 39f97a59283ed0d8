"""Consent to a release, its record from a note, and its end: each one change, one event and one receipt, in one transaction."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet

from article60.web.accounts.actor import Actor, recording
from article60.web.accounts.changing import Overtaken, as_acting, hold
from article60.web.accounts.visibility import RECORDER
from article60.web.audit.actions import record
from article60.web.consent.models import Note
from article60.web.consent.policies import may_decide, may_record
from article60.web.consent.receipts import issue
from article60.web.consent.terms import Terms, UnusableTerms, first_day
from article60.web.register.actions import NoSuchNeed, latest
from article60.web.register.models import InformationRelease, NeedVersion

_EVENTS = {"given": "consent.give", "recorded": "consent.record", "corrected": "consent.correct"}


class NoSuchRelease(LookupError):
    """There is no such release of information for who asks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """A note as it was attached: its bytes, the ending of its file's name, its reference and its date."""

    content: bytes
    ending: str
    reference: str
    dated: date

    @property
    def sha256(self) -> str:
        """By which it is known, hexadecimal."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def told(self) -> dict[str, str]:
        """As an event tells it; the bytes are kept beside the log, under their hash."""
        return {"sha256": self.sha256, "ending": self.ending, "reference": self.reference, "dated": self.dated.isoformat()}


def give(
    need_id: str, *, by: Actor, seen: str, at: datetime, terms: Terms, instead_of: int | None = None
) -> InformationRelease:
    """The State consents that others see a need as it stands now, once the waiting period is over.

    Where `instead_of` names a release, that one ends with it: so a record that was not right is corrected. What stands already
    is not made again. Raises NoSuchNeed, NotAllowed, Overtaken, NoSuchRelease, UnusableTerms.
    """
    _in_time(terms, at)
    with transaction.atomic():
        hold(need_id)
        now = latest(need_id, by=by, on=at.date())
        if now is None:
            raise NoSuchNeed(need_id)
        may_decide(by, state=now.state).required()
        if now.hash != seen:
            raise Overtaken(now)
        replaced = None if instead_of is None else _open(instead_of, by=by, need_id=need_id)
        ended = replaced is None or replaced.withdrawn_at is not None
        standing = _standing(now, terms)
        if standing is not None:
            if replaced is not None and not ended and replaced != standing:
                _taken_back(replaced, by=by, at=at)
            return standing
        if replaced is None or ended:
            return _made(now, terms, by=by, at=at, what="given")
        _end(replaced, by=by, at=at)
        return _made(now, terms, by=by, at=at, what="corrected", replaced=replaced)


def record_note(need_id: str, *, by: Actor, version_hash: str, at: datetime, terms: Terms, note: Noted) -> InformationRelease:
    """Record that a State has consented by a note, to the version of which the note gives need and hash.

    Raises NoSuchNeed where the two do not belong together - in the same words whether or not there is such a need -,
    NotAllowed and UnusableTerms.
    """
    may_record(by).required()
    _in_time(terms, at)
    with transaction.atomic(), recording(by, version_hash) as asking:
        hold(need_id)
        found = NeedVersion.objects.visible_to(asking, at.date()).filter(need=need_id, hash=version_hash).first()
        if found is None:
            raise NoSuchNeed(need_id)
        standing = _standing(found, terms, note=note.sha256)
        return standing or _made(found, terms, by=by, at=at, what="recorded", note=_kept(note, found.state, by=by, at=at))


def take_back(release: int, *, by: Actor, at: datetime) -> InformationRelease:
    """The State ends a release: stops it while it waits, and nobody ever sees it; later, nobody sees it any more.

    Ended twice, it ended the first time. Raises NoSuchRelease, NotAllowed.
    """
    may_decide(by, state=by.state).required()
    with transaction.atomic():
        found = _open(release, by=by)
        return found if found.withdrawn_at is not None else _taken_back(found, by=by, at=at)


def record_end(release: int, *, by: Actor, at: datetime, note: Noted | None = None, why: str = "") -> InformationRelease:
    """Who records ends a release that was recorded: the State took it back by a note, or the record was not right, and why.

    Raises NoSuchRelease, NotAllowed; ValueError where neither is given, or both.
    """
    may_record(by).required()
    if (note is None) == (not why):
        raise ValueError("an end is recorded from a note, or because the record was not right")
    with transaction.atomic():
        found = _open(release, by=by)
        if found.withdrawn_at is not None:
            return found
        kept = None if note is None else _kept(note, found.state, by=by, at=at)
        return _taken_back(found, by=by, at=at, note=kept, why=why)


def of_need(need_id: str, *, by: Actor) -> QuerySet[InformationRelease]:
    """Every release of a need of one's own State, the newest first."""
    return of_state(by=by).filter(need=need_id)


def of_state(*, by: Actor) -> QuerySet[InformationRelease]:
    """Every release of one's own State, the newest first; of who records, every one that was recorded."""
    own = Q(consented_in_role=RECORDER) if by.role is RECORDER else Q(state=by.state)
    return InformationRelease.objects.filter(own).select_related("organisation").order_by("-consented_at", "-pk")


def _open(release: int, *, by: Actor, need_id: str | None = None) -> InformationRelease:
    """A release that one may end, of one need where it is given, that nobody else changes meanwhile."""
    found = of_state(by=by).filter(Q(pk=release) & (Q() if need_id is None else Q(need=need_id))).first()
    if found is None:
        raise NoSuchRelease(release)
    hold(found.need_id)
    found.refresh_from_db(fields=["withdrawn_at", "withdrawn_by"])
    return found


def _standing(version: NeedVersion, terms: Terms, **more: Any) -> InformationRelease | None:
    """The release of a version on the same terms that was not taken back, if there is one."""
    same = {"audience": terms.audience, "organisation": terms.organisation, "until": terms.until, "withdrawn_at": None}
    return InformationRelease.objects.filter(version=version, **same, **more).first()


def _in_time(terms: Terms, at: datetime) -> None:
    if terms.until is not None and terms.until < _since(at):
        raise UnusableTerms("the last day comes before the waiting period is over")


def _since(at: datetime) -> date:
    return first_day(at, waiting_days=settings.ARTICLE60_WAITING_DAYS)


def _taken_back(
    release: InformationRelease, *, by: Actor, at: datetime, note: Noted | None = None, why: str = ""
) -> InformationRelease:
    verb, what = ("stop", "stopped") if at.date() < release.since else ("withdraw", "withdrawn")
    _end(release, by=by, at=at, note="" if note is None else note.sha256, why=why)
    changed = _as_changed(release) | _as_noted(note)
    event = record(f"consent.{verb}", by=as_acting(by), about=("need", release.need_id), at=at, changed=changed)
    issue(release, event, what=what, by=by)
    return release


def _end(release: InformationRelease, *, by: Actor, at: datetime, note: str = "", why: str = "") -> None:
    said = {
        "withdrawn_at": at,
        "withdrawn_by": by.account,
        "withdrawn_in_role": by.role or "",
        "withdrawn_note": note,
        "withdrawn_why": why,
    }
    for name, value in said.items():
        setattr(release, name, value)
    release.save(update_fields=list(said))


def _made(
    version: NeedVersion,
    terms: Terms,
    *,
    by: Actor,
    at: datetime,
    what: str,
    note: Noted | None = None,
    replaced: InformationRelease | None = None,
) -> InformationRelease:
    made = InformationRelease.objects.create(
        need_id=version.need_id,
        version=version,
        version_hash=version.hash,
        state=version.state,
        audience=terms.audience,
        organisation=terms.organisation,
        since=_since(at),
        until=terms.until,
        consented_at=at,
        consented_by=by.person,
        consented_in_role=by.role or "",
        note="" if note is None else note.sha256,
    )
    changed = _as_changed(made) | _as_noted(note) | ({} if replaced is None else {"instead_of": replaced.pk})
    event = record(_EVENTS[what], by=as_acting(by), about=("need", made.need_id), at=at, changed=changed)
    issue(made, event, what=what, by=by)
    return made


def _kept(note: Noted, state: str, *, by: Actor, at: datetime) -> Noted:
    """The note, which is kept from now on, if it was not before."""
    told = {"content": note.content, "ending": note.ending, "reference": note.reference, "dated": note.dated}
    made = {"made_at": at, "made_by": by.account, "made_in_role": by.role}
    Note.objects.get_or_create(state=state, sha256=note.sha256, defaults=told | made)
    return note


def _as_noted(note: Noted | None) -> dict[str, Any]:
    return {} if note is None else {"noted": note.told}


def _as_changed(release: InformationRelease) -> dict[str, Any]:
    return {
        "release": release.pk,
        "version_hash": release.version_hash,
        "audience": release.audience,
        "organisation": release.organisation_id,
        "since": release.since.isoformat(),
        "until": None if release.until is None else release.until.isoformat(),
        "note": release.note,
        "withdrawn_note": release.withdrawn_note,
        "withdrawn_why": release.withdrawn_why,
    }

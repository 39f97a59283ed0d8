"""What a provider reports and plans, and to whom it publishes it: each change with its event, in one transaction."""

import hashlib
import json
import secrets
from base64 import b32encode
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from article60.domain.ids import lasting_id
from article60.domain.reported_activity import ReportedActivity
from article60.web.accounts.actor import Actor
from article60.web.accounts.changing import Overtaken, as_acting, hold
from article60.web.accounts.models import Organisation
from article60.web.audit.actions import record
from article60.web.provider.models import ACTIVITY, KINDS, Publication, Reported, ReportedVersion, Sheet
from article60.web.provider.policies import may_write
from article60.web.provider.visibility import AUDIENCES

_BYTES = 5
"""Random bytes of a new identifier: eight characters."""
PREFIX = "RP"


class NothingThere(LookupError):
    """There is no such thing for who asks."""


class ReferenceTaken(ValueError):
    """The organisation reports something else under this reference."""


def new_id() -> str:
    """An identifier for something new, as `RP-7K3FQ2MD`: random, with no order."""
    return f"{PREFIX}-{b32encode(secrets.token_bytes(_BYTES)).decode()}"


def add(
    reported_id: str, *, by: Actor, at: datetime, kind: str, activity: ReportedActivity, reference: str = ""
) -> ReportedVersion:
    """Report something, private to the organisation. Given twice under one identifier, as by a second click, it is one.

    Raises NotAllowed, ReferenceTaken.
    """
    may_write(by, organisation=by.organisation).required()
    if kind not in KINDS:
        raise ValueError(kind)
    with transaction.atomic():
        hold_all(by)
        known = latest(reported_id, by=by, on=at)
        if known is not None:
            return known
        given = reference or reported_id.removeprefix(f"{PREFIX}-")
        if Reported.objects.filter(organisation=by.organisation, reference__iexact=given).exists():
            raise ReferenceTaken(given)
        made = made_new(reported_id, kind=kind, reference=given, activity=activity, by=by, at=at)
        _tell("add", made, by=by, at=at)
        return made


def correct(
    reported_id: str, *, by: Actor, seen: str, at: datetime, activity: ReportedActivity, reason: str = ""
) -> ReportedVersion:
    """Say something else of it. What would change nothing makes no version. Raises NothingThere, NotAllowed, Overtaken."""
    with transaction.atomic():
        hold_all(by)
        now = own(reported_id, by=by, at=at)
        if now.hash != seen:
            raise Overtaken(now)
        if now.activity == activity:
            return now
        made = made_next(now, activity=activity, by=by, at=at, reason=reason)
        _tell("correct", made, by=by, at=at)
        return made


def publish(wanted: Mapping[str, str], *, by: Actor, at: datetime, audience: str) -> Sequence[Publication]:
    """Publish to an audience the versions whose hashes are given by identifier, in place of earlier ones, with one event.

    All or none: raises NothingThere, NotAllowed, Overtaken.
    """
    may_write(by, organisation=by.organisation).required()
    if audience not in AUDIENCES:
        raise ValueError(audience)
    with transaction.atomic():
        hold_all(by)
        found = [own(reported_id, by=by, at=at) for reported_id in sorted(wanted)]
        for version in found:
            if version.hash != wanted[version.reported.reported_id]:
                raise Overtaken(version)
        made = [one for version in found if (one := _published(version, audience, by=by, at=at)) is not None]
        if made:
            told = [{"id": one.reported.reported_id, "version_hash": one.version_hash} for one in made]
            changed = {"audience": audience, "versions": told}
            about = ("organisation", str(by.organisation)) if len(made) > 1 else ("report", made[0].reported.reported_id)
            record("provider.publish", by=as_acting(by), about=about, at=at, changed=changed)
        return made


def take_back(reported_id: str, *, by: Actor, at: datetime, audience: str) -> bool:
    """No longer publish it to an audience; no where it is not published to it. Raises NothingThere, NotAllowed.

    What is none of the audiences is nothing that is there.
    """
    if audience not in AUDIENCES:
        raise NothingThere(audience)
    with transaction.atomic():
        hold_all(by)
        now = own(reported_id, by=by, at=at)
        open_ones = Publication.objects.filter(reported=now.reported, audience=audience, withdrawn_at=None)
        if not open_ones.update(withdrawn_at=at, withdrawn_by=by.account):
            return False
        changed = {"audience": audience}
        record("provider.take_back", by=as_acting(by), about=("report", reported_id), at=at, changed=changed)
        return True


def own(reported_id: str, *, by: Actor, at: datetime) -> ReportedVersion:
    """The newest version of something of one's own organisation. Raises NothingThere, NotAllowed."""
    may_write(by, organisation=by.organisation).required()
    found = latest(reported_id, by=by, on=at)
    if found is None:
        raise NothingThere(reported_id)
    return found


def latest(reported_id: str, *, by: Actor, on: datetime) -> ReportedVersion | None:
    """The newest version of something of one's own organisation; none where there is nothing."""
    found: ReportedVersion | None = own_versions(by, on).filter(reported__reported_id=reported_id).order_by("-number").first()
    return found


def own_versions(by: Actor, on: datetime) -> Any:
    """Every version of one's own organisation."""
    found = ReportedVersion.objects.visible_to(by, on.date()).select_related("reported")
    return found.filter(organisation=by.organisation)


def newest(by: Actor, on: datetime) -> Sequence[ReportedVersion]:
    """Of everything of one's own organisation the newest version, by reference."""
    found = own_versions(by, on).order_by("reported", "-number").distinct("reported")
    return sorted(found, key=lambda one: (one.reported.kind != ACTIVITY, one.reported.reference))


def hold_all(by: Actor) -> None:
    """Until the end of the transaction nobody else changes what this organisation reports."""
    hold(f"reports of {by.organisation}")


def made_new(
    reported_id: str,
    *,
    kind: str,
    reference: str,
    activity: ReportedActivity,
    by: Actor,
    at: datetime,
    sheet: Sheet | None = None,
) -> ReportedVersion:
    """The first version, saved, without an event."""
    organisation = Organisation.objects.get(pk=by.organisation or 0)
    made = Reported.objects.create(
        reported_id=reported_id, organisation=organisation, kind=kind, reporter=reporter_of(organisation), reference=reference
    )
    return _version(made, None, activity, change="add", by=by, at=at, sheet=sheet)


def made_next(
    now: ReportedVersion, *, activity: ReportedActivity, by: Actor, at: datetime, reason: str = "", sheet: Sheet | None = None
) -> ReportedVersion:
    """The version that follows, saved, without an event."""
    return _version(now.reported, now, activity, change="correct", by=by, at=at, reason=reason, sheet=sheet)


def reporter_of(organisation: Organisation) -> str:
    """The identifier under which an organisation reports here: always the one that it had when it first did.

    It is made of the organisation's number alone, so that it means nothing and is no organisation's in aid data.
    """
    known = Reported.objects.filter(organisation=organisation).order_by("pk").values_list("reporter", flat=True).first()
    return known or lasting_id("A60", f"organisation {organisation.pk}")


def as_changed(made: ReportedVersion) -> dict[str, Any]:
    """What the event keeps of a version: all of it, so that everything can be made anew from the events."""
    known = {"id": made.reported.reported_id, "kind": made.reported.kind, "reference": made.reported.reference}
    by = {"reporter": made.reported.reporter, "organisation": made.organisation_id}
    return known | by | {"number": made.number, "hash": made.hash, "reason": made.reason, "said": made.said}


def _version(
    reported: Reported,
    before: ReportedVersion | None,
    activity: ReportedActivity,
    *,
    change: str,
    by: Actor,
    at: datetime,
    reason: str = "",
    sheet: Sheet | None = None,
) -> ReportedVersion:
    number, previous = (1, "") if before is None else (before.number + 1, before.hash)
    told = [reported.reported_id, reported.reference, number, previous, activity.canonical]
    made = ReportedVersion(
        reported=reported,
        organisation_id=reported.organisation_id,
        number=number,
        said=activity.told,
        change=change,
        sheet=sheet,
        reason=reason,
        made_at=at,
        made_by=by.person,
        made_in_role=by.role or "",
        hash=hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest(),
    )
    made.save(force_insert=True)
    return made


def _published(version: ReportedVersion, audience: str, *, by: Actor, at: datetime) -> Publication | None:
    """The new publication; none where this very version is published to it already."""
    open_ones = Publication.objects.filter(reported=version.reported, audience=audience, withdrawn_at=None)
    if open_ones.filter(version=version).exists():
        return None
    open_ones.update(withdrawn_at=at, withdrawn_by=by.account)
    return Publication.objects.create(
        reported=version.reported,
        version=version,
        organisation_id=version.organisation_id,
        audience=audience,
        version_hash=version.hash,
        published_at=at,
        published_by=by.person,
        published_in_role=by.role or "",
    )


def _tell(verb: str, made: ReportedVersion, *, by: Actor, at: datetime) -> None:
    about = ("report", made.reported.reported_id)
    record(f"provider.{verb}", by=as_acting(by), about=about, at=at, changed=as_changed(made))

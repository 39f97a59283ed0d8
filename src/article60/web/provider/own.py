"""An organisation's own activities in aid data, as the last run has them, and what its officers have said of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from article60.codes.types import coarse_types
from article60.domain.activity import Activity, ActivityOrganisation, ActivityRecipient
from article60.domain.organisation import Organisation as Published
from article60.domain.provision import articles_of
from article60.web.accounts.actor import Actor
from article60.web.accounts.models import Organisation
from article60.web.common.current import Release
from article60.web.common.rows import among, grouped, named, one
from article60.web.curation import actions
from article60.web.curation.models import Decision
from article60.web.curation.target import Target, says, seen

KIND = "activity"
OURS, NOT_OURS, CORRECTED, NO_SUCH_ASSISTANCE = "confirm", "unsure", "correct", "reject"
"""What is said of an activity, as the verb of the decision. That it is not ours changes nothing in the record of another body,
so that it is doubt; whoever keeps the register sees it."""
WAITING, CLAIMED, DOUBTED, LEFT_OUT = "waiting", "claimed", "not_ours", "no_such_assistance"
STANDINGS = (WAITING, CLAIMED, DOUBTED, LEFT_OUT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """An activity in which the organisation takes part: as it stands with what was said since, and how."""

    activity: Activity
    published: Activity
    parts: Sequence[ActivityOrganisation]
    recipients: Sequence[ActivityRecipient]
    decisions: Sequence[Decision]
    target: Target
    acts_for: str

    @property
    def standing(self) -> str:
        """Where it stands: nobody has said anything, it is claimed, it is not ours, it is no such assistance."""
        said = [one.verb for one in self.decisions]
        if not said:
            return WAITING
        return {NOT_OURS: DOUBTED, NO_SUCH_ASSISTANCE: LEFT_OUT}.get(said[-1], CLAIMED)

    @property
    def seen(self) -> str:
        """The hash of what stands on its page."""
        return seen(self.target, self.decisions)


def published_as(by: Actor, release: Release | None) -> Published | None:
    """The organisation as the Release knows it; none where it is linked to none, or to one that the Release does not have."""
    identifier = Organisation.objects.filter(pk=by.organisation or 0).values_list("identifier", flat=True).first()
    return one(release.connection, "organisations", identifier) if release is not None and identifier else None


def activities(by: Actor, release: Release, body: Published, *, at: datetime) -> list[Own]:
    """All of them, by title."""
    parts = among(release.connection, "activity_organisations", "organisation_id", [body.organisation_id])
    found = _owned(by, release, parts, at=at)
    return sorted(found, key=lambda own: (own.activity.title.casefold(), own.activity.activity_id))


def activity(by: Actor, release: Release, body: Published, activity_id: str, *, at: datetime) -> Own | None:
    """One of them; none where there is none, or the organisation takes no part in it."""
    held = among(release.connection, "activity_organisations", "activity_id", [activity_id])
    return next(iter(_owned(by, release, [part for part in held if part.organisation_id == body.organisation_id], at=at)), None)


def _owned(by: Actor, release: Release, parts: Iterable[ActivityOrganisation], *, at: datetime) -> list[Own]:
    """Those whose records name the organisation by an identifier: only of these a run takes its word."""
    mine = grouped([part for part in parts if part.ref], "activity_id")
    records = named(release.connection, "activities", mine)
    recipients = grouped(among(release.connection, "activity_recipients", "activity_id", mine), "activity_id")
    decisions = _decided(by, mine, at=at)
    return [_own(records[one], mine[one], recipients.get(one, []), decisions.get(one, [])) for one in mine if one in records]


def _decided(by: Actor, activities: Mapping[str, Any], *, at: datetime) -> dict[str, list[Decision]]:
    shown = Decision.objects.visible_to(by, at.date()).filter(about_kind=KIND, about_id__in=list(activities))
    return grouped(list(shown.order_by("pk")), "about_id")


def _own(
    published: Activity,
    parts: Sequence[ActivityOrganisation],
    recipients: Sequence[ActivityRecipient],
    decisions: Sequence[Decision],
) -> Own:
    refs = list(dict.fromkeys(part.ref for part in parts if part.ref))
    target = Target(kind=KIND, id=published.activity_id, says=says(published, *parts), own=frozenset(refs))
    return Own(
        activity=overlaid(published, decisions),
        published=published,
        parts=parts,
        recipients=recipients,
        decisions=decisions,
        target=target,
        acts_for=refs[0],
    )


def overlaid(activity: Activity, decisions: Iterable[Decision]) -> Activity:
    """The activity as the next run will have it: a later decision wins, value by value."""
    for said in decisions:
        if said.verb in (OURS, NO_SUCH_ASSISTANCE):
            activity = replace(activity, relevant=said.verb == OURS)
        elif said.verb == CORRECTED:
            activity = replace(activity, **_values(said.values))
    return activity


def _values(told: Mapping[str, Any]) -> dict[str, Any]:
    said: dict[str, Any] = {name: date.fromisoformat(told[name]) for name in ("start", "end") if told.get(name)}
    if "status" in told:
        said["status"] = told["status"]
    if "provisions" in told:
        said |= {"provisions": tuple(told["provisions"]), "articles": articles_of(told["provisions"])}
    if "types" in told:
        said |= {"types": tuple(told["types"]), "coarse_types": coarse_types(told["types"])}
    return said


def say(
    own: Own, verb: str, *, by: Actor, seen: str, at: datetime, values: Mapping[str, Any] | None = None, reason: str = ""
) -> Decision:
    """Say something of an activity of one's own. Raises NotAllowed, Overtaken and Unfit of the desks."""
    told = dict(values or {}) | ({"ours": False} if verb == NOT_OURS else {})
    return actions.decide(own.target, verb, by=by, seen=seen, at=at, values=told, reason=reason, acted_for=own.acts_for)

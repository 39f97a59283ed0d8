"""The overlap desk: where several providers are active at once, as the last run's records have it, with people's verdicts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from article60.analysis.overlaps import find_overlaps
from article60.domain.activity import Activity
from article60.domain.overlap import Overlap, ProposedOverlap
from article60.publication.reading import read_records
from article60.web.accounts.actor import Actor
from article60.web.accounts.visibility import DESK_ROLES, STATE_ROLES
from article60.web.common.current import Release
from article60.web.common.rows import among, named
from article60.web.curation.models import Decision
from article60.web.curation.pairs import identifier_of, last_decisions
from article60.web.curation.target import Target, says

KIND = "overlap"
VERDICTS = ("duplication", "complementary", "joint", "unclear")
UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """An overlap as it stands now: with people's verdict where there is one, and what its features speak for."""

    overlap: Overlap
    proposed: str
    decided: Decision | None = None

    @property
    def state(self) -> str:
        """The State in which it is."""
        return self.overlap.state

    @property
    def open(self) -> bool:
        """Whether nobody has said what it is; unclear settles nothing."""
        return self.overlap.verdict in (None, UNCLEAR)

    @property
    def target(self) -> Target:
        """What a verdict is about: these activities, and no others that may join them."""
        bare = replace(self.overlap, verdict=None, decided_on=None, decided_by_role=None)
        return Target(kind=KIND, id=self.overlap.overlap_id, state=self.overlap.state, says=says(bare))

    def values(self, verdict: str) -> Mapping[str, Any]:
        """What a line of decisions says of it."""
        one = self.overlap
        told = {"state": one.state, "article": one.article, "type": one.type, "verdict": verdict}
        return told | {"activities": list(one.activities)}


def overlaps(release: Release, *, by: Actor, at: datetime, state: str = "") -> Sequence[Shared]:
    """Overlaps that somebody may see: of all States for the secretariat, else of the own State or the own activities.

    Open ones come first, by State, article and type.
    """
    since = last_decisions(KIND, by=by, at=at)
    concerned = _concerned(release, by)
    found = [
        _now(one, since.get(one.overlap.overlap_id))
        for one in release.lately("overlaps proposed", lambda: _proposed(release))
        if concerned(one.overlap) and state in ("", one.overlap.state)
    ]
    return sorted(found, key=lambda one: (not one.open, one.overlap.verdict == UNCLEAR, one.state, one.overlap.overlap_id))


def overlap(release: Release, overlap_id: str, *, by: Actor, at: datetime) -> Shared | None:
    """One of them, if somebody may see it."""
    return next((one for one in overlaps(release, by=by, at=at) if one.overlap.overlap_id == overlap_id), None)


def activities(release: Release, one: Overlap) -> Sequence[Activity]:
    """The activities of an overlap, in its order."""
    found = named(release.connection, "activities", one.activities)
    return [found[key] for key in one.activities]


def _concerned(release: Release, by: Actor) -> Any:
    if by.role in DESK_ROLES:
        return lambda one: True
    if by.role in STATE_ROLES and by.state:
        return lambda one: one.state == by.state
    identifier = identifier_of(by)
    if not identifier:
        return lambda one: False
    rows = among(release.connection, "activity_organisations", "organisation_id", [identifier])
    own = {part.activity_id for part in rows}
    return lambda one: not own.isdisjoint(one.activities)


def _proposed(release: Release) -> list[ProposedOverlap]:
    """What runs side by side by the Release's records: a public Release holds only overlaps on which people have spoken."""
    said: Mapping[str, Overlap] = {one.overlap_id: one for one in read_records(release.connection, "overlaps")}
    made = find_overlaps(
        activities=read_records(release.connection, "activities", where="relevant AND running = 'running'"),
        recipients=read_records(release.connection, "activity_recipients"),
        organisations=read_records(release.connection, "activity_organisations"),
        served=read_records(release.connection, "activity_provisions"),
        same=read_records(release.connection, "same_activities"),
    )
    return [replace(one, overlap=said.get(one.overlap.overlap_id, one.overlap)) for one in made]


def _now(one: ProposedOverlap, since: Decision | None) -> Shared:
    """With the verdict given since, where it judged all the activities that there are now."""
    overlap = one.overlap
    later = since is not None and (overlap.decided_on is None or since.made_at.date() >= overlap.decided_on)
    if since is None or not later or not set(since.values["activities"]) >= set(overlap.activities):
        return Shared(overlap=overlap, proposed=one.proposed)
    verdict = str(since.values["verdict"])
    return Shared(overlap=replace(overlap, verdict=verdict), proposed=one.proposed, decided=since)

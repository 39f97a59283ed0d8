"""The match desk: pairs of a need and an activity as the last run has them, with what was decided since; the doubtful first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from article60.domain.activity import Activity
from article60.domain.evidence import Evidence
from article60.domain.match import Match, MatchFeature
from article60.domain.need import Need
from article60.web.accounts.actor import Actor
from article60.web.accounts.models import Organisation
from article60.web.accounts.roles import Role
from article60.web.accounts.visibility import DESK_ROLES, STATE_ROLES
from article60.web.common.current import Release
from article60.web.common.rows import among, named, one, select
from article60.web.curation.models import Decision
from article60.web.curation.target import Place, Target, says

KIND = "match"
STANDINGS: Mapping[str, str] = {"confirm": "confirmed", "reject": "rejected", "unsure": "unsure"}
"""What a pair stands as after a decision."""
SETTLED = ("confirmed", "rejected")
_OF_ITS_WORK = "t.activity_id IN (SELECT activity_id FROM activity_organisations WHERE organisation_id = ?)"


@dataclass(frozen=True, slots=True)
class Scope:
    """What of a Release somebody may see at a desk: a condition on rows of pairs, and the values in it."""

    condition: str
    values: tuple[str, ...] = ()

    def narrowed(self, state: str) -> "Scope":
        """The same of one State."""
        return Scope(f"({self.condition}) AND t.state = ?", (*self.values, state)) if state else self


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a pair stands now; `decided` is the decision made since the run, if there is one."""

    match_id: str
    state: str
    score: float
    standing: str
    decided: Decision | None = None

    @property
    def open(self) -> bool:
        """Whether nobody has settled it; doubt settles nothing."""
        return self.standing not in SETTLED


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One pair with all that speaks for it and against it."""

    match: Match
    need: Need
    activity: Activity
    features: Sequence[MatchFeature]
    evidence: Sequence[Evidence]
    taking_part: frozenset[str]

    @property
    def target(self) -> Target:
        """What a decision about it is about."""
        first = min(self.evidence, key=lambda place: place.position, default=None)
        place = None if first is None else Place(sha256=first.document_sha256, page=first.page, quote=first.quote)
        told = says(self.match, self.need, self.activity, *self.features)
        return Target(kind=KIND, id=self.match.match_id, state=self.match.state, place=place, says=told, own=self.taking_part)

    @property
    def values(self) -> Mapping[str, str]:
        """What a line of decisions says of it."""
        return {"need_id": self.need.need_id, "activity_id": self.activity.activity_id}


def identifier_of(by: Actor) -> str:
    """The identifier in the Release of the provider for which somebody acts; empty where it has none."""
    if by.role is not Role.PROVIDER_OFFICER or by.organisation is None:
        return ""
    found = Organisation.objects.filter(pk=by.organisation).values_list("identifier", flat=True).first()
    return found or ""


def scope_of(by: Actor) -> Scope | None:
    """The secretariat sees all pairs, a State its own, a provider those of activities in which it takes part; others none."""
    if by.role in DESK_ROLES:
        return Scope("1")
    if by.role in STATE_ROLES and by.state:
        return Scope("t.state = ?", (by.state,))
    identifier = identifier_of(by)
    return Scope(_OF_ITS_WORK, (identifier,)) if identifier else None


def standings(release: Release, *, by: Actor, at: datetime, state: str = "") -> Sequence[Standing]:
    """Pairs that somebody may see: open ones, those of which it can least be told by machine first; then what was settled."""
    scope = scope_of(by)
    if scope is None:
        return ()
    within = scope.narrowed(state)
    rows = release.lately(("pairs", within), lambda: _rows(release, within))
    since = last_decisions(KIND, by=by, at=at)
    found = [_standing(row, since.get(row[0])) for row in rows]
    return sorted(found, key=lambda one: (not one.open, one.standing == "unsure", abs(one.score - 0.5), one.match_id))


def pair(release: Release, match_id: str, *, by: Actor) -> Pair | None:
    """A pair, if somebody may see it."""
    scope = scope_of(by)
    within = None if scope is None else Scope(f"({scope.condition}) AND t.match_id = ?", (*scope.values, match_id))
    found = [] if within is None else select(release.connection, "matches", within.condition, within.values)
    if not found:
        return None
    match: Match = found[0]
    parts = among(release.connection, "activity_organisations", "activity_id", [match.activity_id])
    return Pair(
        match=match,
        need=one(release.connection, "needs", match.need_id),  # type: ignore[arg-type]  # a pair is of records that there are
        activity=one(release.connection, "activities", match.activity_id),  # type: ignore[arg-type]
        features=select(release.connection, "match_features", "t.match_id = ?", [match_id], order="t.position"),
        evidence=among(release.connection, "evidence", "record_id", [match.need_id]),
        taking_part=frozenset(part.organisation_id for part in parts if part.organisation_id),
    )


def sides(release: Release, listed: Sequence[Standing]) -> Mapping[str, tuple[Need, Activity]]:
    """By pair its need and its activity, for a list of pairs that somebody may see."""
    found = named(release.connection, "matches", [one.match_id for one in listed])
    needs = named(release.connection, "needs", (one.need_id for one in found.values()))
    activities = named(release.connection, "activities", (one.activity_id for one in found.values()))
    return {key: (needs[one.need_id], activities[one.activity_id]) for key, one in found.items()}


def last_decisions(kind: str, *, by: Actor, at: datetime) -> Mapping[str, Decision]:
    """By record the newest decision that holds, as far as somebody may see it; what an editor prepares does not hold."""
    made = Decision.objects.visible_to(by, at.date()).filter(about_kind=kind).exclude(made_in_role=Role.STATE_EDITOR)
    return {one.about_id: one for one in made.order_by("pk")}


def states_of(found: Iterable[Any]) -> Sequence[str]:
    """The States of records, by code."""
    return sorted({one.state for one in found})


def _rows(release: Release, scope: Scope) -> list[tuple[Any, ...]]:
    columns = "t.match_id, t.state, t.score, t.standing, t.decided_on"
    return [
        tuple(row)
        for row in release.connection.execute(f"SELECT {columns} FROM matches t WHERE {scope.condition}", scope.values)
    ]


def _standing(row: tuple[Any, ...], since: Decision | None) -> Standing:
    match_id, state, score, standing, decided_on = row
    known = since is None or (decided_on is not None and since.made_at.date().isoformat() < decided_on)
    if since is None or known:  # the run knows of a later one
        return Standing(match_id=match_id, state=state, score=score, standing=standing)
    return Standing(match_id=match_id, state=state, score=score, standing=STANDINGS[since.verb], decided=since)

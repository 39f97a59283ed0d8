"""Needs and matches as every page shows them: with their evidence, their reasons, and only the pairs that may be shown."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from article60.domain.activity import Activity
from article60.domain.evidence import Evidence
from article60.domain.match import Match, MatchFeature
from article60.domain.need import Need
from article60.domain.need_suggestion import NeedSuggestion
from article60.web.common.current import Release
from article60.web.common.rows import among, grouped, named

ADDRESSED = "reported_addressed"


@dataclass(frozen=True, slots=True)
class ShownMatch:
    """A match with the activity and the features that speak for it."""

    match: Match
    need: Need
    activity: Activity
    features: list[MatchFeature]


@dataclass(frozen=True, slots=True)
class ShownNeed:
    """A need with where it was read, what may be related to it, and what its words speak for where they name nothing.

    `confirming` is the match by which it is reported as being addressed, with the role that confirmed it.
    """

    need: Need
    evidence: list[Evidence]
    matches: list[ShownMatch]
    suggestions: list[NeedSuggestion]
    confirming: Match | None = None


def shown_needs(release: Release, needs: list[Need]) -> Iterator[ShownNeed]:
    """Each need with its evidence and its matches, best first."""
    identifiers = [need.need_id for need in needs]
    evidence = grouped(among(release.connection, "evidence", "record_id", identifiers), "record_id")
    matches = grouped(shown_matches(release, column="need_id", values=identifiers), "need_id")
    activities = named(release.connection, "activities", (m.activity_id for found in matches.values() for m in found))
    features = grouped(
        among(release.connection, "match_features", "match_id", (m.match_id for found in matches.values() for m in found)),
        "match_id",
    )
    suggested = grouped(among(release.connection, "need_suggestions", "need_id", identifiers), "need_id")
    for need in needs:
        found = [
            ShownMatch(m, need, activities[m.activity_id], features.get(m.match_id, [])) for m in matches.get(need.need_id, [])
        ]
        by = _confirming(matches.get(need.need_id, []))
        yield ShownNeed(need, evidence.get(need.need_id, []), found, suggested.get(need.need_id, []), by)


def confirming(release: Release, needs: Iterable[Need]) -> dict[str, Match]:
    """By need, the match by which it is reported as being addressed; needs that stand elsewhere are not there."""
    addressed = (need.need_id for need in needs if need.grade == ADDRESSED)
    matches = grouped(shown_matches(release, column="need_id", values=addressed), "need_id")
    return {need: by for need, found in matches.items() if (by := _confirming(found)) is not None}


def _confirming(matches: Iterable[Match]) -> Match | None:
    return next((match for match in matches if match.standing == "confirmed" and match.covers), None)


MAY_BE_SHOWN = "t.standing <> 'rejected' AND (t.standing = 'confirmed' OR t.covers)"
"""Pairs that pages, API and figures show: confirmed by a person, or found by machine and covering.

One that a person rejected, or of which a person was unsure, covers nothing."""


def shown_matches(release: Release, *, column: str, values: Iterable[str]) -> list[Match]:
    """Matches that may be shown, confirmed ones first."""
    found: list[Match] = among(release.connection, "matches", column, values, condition=MAY_BE_SHOWN)
    return sorted(found, key=lambda m: (m.standing != "confirmed", -m.score, m.match_id))

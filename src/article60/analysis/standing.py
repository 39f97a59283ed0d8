"""Where a need stands on a day: in the State's words first, then a provider's, then in what the sources read show."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from article60.domain.match import Match
from article60.domain.months import STALE_MONTHS, older_than
from article60.domain.need import NO_LONGER_STATED, Need

SAID_BY_STATE = frozenset(("met", "partly_met", "unmet"))
OPEN = frozenset(("unmet", "partly_met", "reported_addressed", "related_assistance_found", "no_assistance_found"))


@dataclass(frozen=True, slots=True)
class AnsweringMatch:
    """A match with nothing but what tells whether it answers its need."""

    need_id: str
    activity_id: str
    state: str
    covers: bool
    standing: str


Answers = Match | AnsweringMatch


def grade_needs(*, needs: Iterable[Need], matches: Iterable[Answers], on: date) -> list[Need]:
    """The needs with their grade on that day, by the identifiers' order."""
    by_need: dict[str, list[Answers]] = {}
    for match in matches:
        by_need.setdefault(match.need_id, []).append(match)
    return [replace(need, grade=grade(need, by_need, on=on)) for need in sorted(needs, key=lambda n: n.need_id)]


def grade(need: Need, matches: Mapping[str, list[Answers]], *, on: date) -> str:
    """The grade of one need on a day; what the State says outweighs everything that was found."""
    if need.grade in NO_LONGER_STATED:
        return need.grade
    if need.grade == "met":
        return "met"
    if stale(need, on=on):
        return "not_updated"
    if need.grade in SAID_BY_STATE:
        return need.grade
    covering = [m for m in matches.get(need.need_id, ()) if m.covers]
    if any(m.standing == "confirmed" for m in covering):
        return "reported_addressed"
    return "related_assistance_found" if covering else "no_assistance_found"


def stale(need: Need, *, on: date) -> bool:
    """Whether nobody has stated or confirmed the need for 36 calendar months; unknown dates count as long ago."""
    last = max((day for day in (need.stated_on, need.confirmed_on) if day is not None), default=None)
    return last is None or older_than(STALE_MONTHS, last, on=on)

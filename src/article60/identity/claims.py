"""A claim that two records tell of the same activity, before it is settled what follows from it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from article60.domain.activity import Activity
from article60.domain.same_activity import SameActivity

JOINED, LINKED, PROPOSED, APART = "joined", "linked", "proposed", "apart"
MACHINE, DECIDED = "machine", "decided"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """That `other` is the same activity as `one`, or a part of it; of two that are joined, `one` is kept."""

    one: str
    other: str
    kind: str
    score: float
    reason: str


def row(claim: Claim, other: Activity, *, outcome: str, standing: str = MACHINE) -> SameActivity:
    """The claim as a row about `other`, the record that it speaks of; the place is filled in when all rows are known."""
    return SameActivity(
        activity_id=claim.one,
        position=0,
        other_id=claim.other,
        kind=claim.kind,
        score=round(claim.score, 4),
        reason=claim.reason,
        standing=standing,
        outcome=outcome,
        other_identifier=other.iati_identifier,
        other_reporter=other.reporting_org or other.reporting_org_name,
        other_file=other.file,
        other_line=other.line,
    )


def in_place(rows: Iterable[SameActivity]) -> list[SameActivity]:
    """The rows in the order of the activities, each with its place among those of its activity."""
    of_activity: dict[str, list[SameActivity]] = defaultdict(list)
    for one in sorted(rows, key=lambda r: (r.activity_id, r.other_id, r.kind, r.other_file, r.other_line or 0)):
        of_activity[one.activity_id].append(one)
    return [replace(one, position=place) for found in of_activity.values() for place, one in enumerate(found)]

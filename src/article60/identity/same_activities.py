"""The table of records that tell of the same activity: what was joined, what belongs together, and what only seems to."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from article60.domain.activity import ActivityOrganisation
from article60.domain.same_activity import SameActivity
from article60.identity import claims
from article60.identity.activities import Settled, decided_rows, linked
from article60.identity.likely import likely
from article60.identity.sketches import of_all


def same_activities(settled: Settled, parts: Iterable[ActivityOrganisation]) -> list[SameActivity]:
    """Every row about the activities that are left; `parts` are the organisations of these, with lasting identifiers."""
    parties: dict[str, list[ActivityOrganisation]] = defaultdict(list)
    for part in parts:
        parties[part.activity_id].append(part)
    described = {frozenset((claim.one, claim.other)): claim for claim in likely(of_all(settled.kept, parties))}
    said = {*settled.verdicts, *(frozenset((one.activity_id, one.other_id)) for one in settled.rows)}
    rows = [*settled.rows, *decided_rows(settled, described)]
    rows += [linked(settled, claim, claims.PROPOSED) for pair, claim in described.items() if pair not in said]
    return claims.in_place(row for one in rows for row in _now(one, settled))


def _now(row: SameActivity, settled: Settled) -> Iterable[SameActivity]:
    """The row with the activity that stands for both now, if it still says something of an activity that is left."""
    head = settled.joining.head(row.activity_id)
    other = settled.joining.head(row.other_id)
    if head not in settled.kept or (row.outcome != claims.JOINED and (head == other or other not in settled.kept)):
        return
    yield replace(row, activity_id=head, other_id=row.other_id if row.outcome == claims.JOINED else other)

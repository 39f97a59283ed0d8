"""The brief of a provider: what it reports, the open needs that its work may answer, and what is open where it works."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from article60.publication.reports.making import BRIEF, Kind, Making, NoSuchReport
from article60.publication.reports.records import ActivityTold, Teller, counted_by

LISTED = 10
"""Open needs without assistance found that are listed; the rest is said to stand in the register."""
MOST_ACTIVITIES, MOST_ANSWERED = 10, 4
"""Activities, and needs that they may answer, that are told one by one, so that the brief keeps to six pages."""
_ITS = "activity_id IN (SELECT activity_id FROM activity_organisations WHERE organisation_id = ?)"
_NOT_ENDED = "running IN ('running', 'planned', 'not_confirmed')"


def _given(making: Making) -> Mapping[str, Any]:
    donor, teller = _donor_named(making), Teller(making.connection, making.words)
    activities = teller.activities(f"{_NOT_ENDED} AND {_ITS}", (donor["organisation_id"],))
    ids = json.dumps([told.activity.activity_id for told in activities])
    shown, values = counted_by("matches")
    answered = f"need_id IN (SELECT need_id FROM matches WHERE {shown} AND activity_id IN (SELECT value FROM json_each(?)))"
    states = "SELECT state FROM activity_states WHERE activity_id IN (SELECT value FROM json_each(?))"
    unanswered = teller.counted_needs("current_needs", f"grade = 'no_assistance_found' AND state IN ({states})", (ids,))
    may_answer = teller.counted_needs("current_needs", answered, (*values, ids), with_activities=True)
    return {
        "donor": donor["name"],
        "activities": _begun_last(activities),
        "more_activities": len(activities) > MOST_ACTIVITIES,
        "answered": may_answer[:MOST_ANSWERED],
        "more_answered": len(may_answer) > MOST_ANSWERED,
        "unanswered": sorted(unanswered[:LISTED], key=lambda told: teller.state(told.need.state)),
        "more": len(unanswered) > LISTED,
        "state_of": teller.state,
    }


def _begun_last(activities: Sequence[ActivityTold]) -> list[ActivityTold]:
    """As many activities as a brief can list, those that began last, in the order of the titles."""
    latest = sorted(activities, key=lambda told: str(told.activity.start or ""), reverse=True)[:MOST_ACTIVITIES]
    return [told for told in activities if told in latest]


def _donor_named(making: Making) -> Mapping[str, Any]:
    """The organisation that a report is for, by its identifier here or as it publishes. Raises NoSuchReport."""
    donor = making.about.donor or ""
    found = making.connection.execute(
        "SELECT organisation_id, name FROM organisations WHERE organisation_id = ? OR EXISTS "
        "(SELECT 1 FROM json_each(refs) r WHERE r.value = ?)",
        (donor, donor),
    ).fetchone()
    if found is None:
        raise NoSuchReport(f"--donor {donor}: no such organisation in the Release; take its identifier from organisations.csv")
    return {"organisation_id": found[0], "name": found[1]}


DONOR_BRIEF = Kind(name="donor-brief", needs=("donor",), given=_given, annex_letters=BRIEF)

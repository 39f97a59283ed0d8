"""Whether an activity runs on a day: as its publisher says, if the publisher has said anything for twelve months."""

from datetime import date, timedelta

from article60.domain.activity import Activity

STALE_DAYS = 365
"""An activity not updated for this long is not confirmed as running and covers nothing (mission, principle 6)."""

PIPELINE, IMPLEMENTATION, SUSPENDED = "1", "2", "6"
ENDED = frozenset(("3", "4", "5", SUSPENDED))


def running(activity: Activity, *, on: date) -> str:
    """running, planned, ended or not_confirmed, on that day."""
    if activity.status in ENDED or (activity.end is not None and activity.end < on):
        return "ended"
    if activity.last_updated is None or on - activity.last_updated > timedelta(days=STALE_DAYS):
        return "not_confirmed"
    if activity.status == PIPELINE or (activity.start is not None and activity.start > on):
        return "planned"
    return "running"

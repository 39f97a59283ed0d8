"""Whether an activity runs on a day: as its publisher says, if the publisher has said anything for twelve months."""

from datetime import date

from article60.domain.activity import Activity
from article60.domain.months import UNCONFIRMED_MONTHS, older_than

PIPELINE, CANCELLED, SUSPENDED = "1", "5", "6"
ENDED = frozenset(("3", "4", CANCELLED, SUSPENDED))
LONGEST_YEARS = 60
"""Dates that lie further apart are taken for mistakes."""


def running(activity: Activity, *, on: date) -> str:
    """running, planned, ended or not_confirmed, on that day."""
    if activity.last_updated is not None and activity.last_updated > on:
        return _looking_back(activity, on=on)
    if activity.status in ENDED or (activity.end is not None and activity.end < on):
        return "ended"
    if activity.last_updated is None or older_than(UNCONFIRMED_MONTHS, activity.last_updated, on=on):
        return "not_confirmed"
    if activity.status == PIPELINE or (activity.start is not None and activity.start > on):
        return "planned"
    return "running"


def _looking_back(activity: Activity, *, on: date) -> str:
    """What a record written after the day tells of the day: its dates hold for both, its status only for when it was written.

    That it had been planned by then, or since when it is cancelled or suspended, such a record does not tell.
    """
    if activity.end is not None and activity.end < on:
        return "ended"
    stopped = activity.status in (CANCELLED, SUSPENDED) or (activity.status in ENDED and activity.end is None)
    if stopped or activity.status == PIPELINE or activity.start is None or activity.start > on:
        return "not_confirmed"
    return "running"


def years(activity: Activity) -> tuple[str, ...]:
    """Each year from its start to its end, as published; none where one of the two is not known or they cannot be right.

    One that was cancelled or suspended ends with its last update, since its planned end no longer holds.
    """
    end = activity.end
    if activity.status in (CANCELLED, SUSPENDED) and end is not None:
        end = min(end, activity.last_updated or end)
    if activity.start is None or end is None or end.year - activity.start.year > LONGEST_YEARS:
        return ()
    return tuple(str(year) for year in range(activity.start.year, end.year + 1))

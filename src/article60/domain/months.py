"""Calendar months: how long after a day something is too old."""

from calendar import monthrange
from datetime import date

STALE_MONTHS = 36
"""A need that nobody has stated or confirmed for so long is shown as not updated (mission, principle 5)."""

UNCONFIRMED_MONTHS = 12
"""An activity that its publisher has not updated for so long is not confirmed as running (mission, principle 6)."""


def older_than(months: int, day: date, *, on: date) -> bool:
    """Whether more than so many months have passed: 36 months from 30 June 2023 are over on 1 July 2026, not the day before."""
    return on > after(months, day)


def after(months: int, day: date) -> date:
    """The same day so many months later; the last of the month where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))

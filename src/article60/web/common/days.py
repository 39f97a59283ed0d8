"""Days as people write them, some of whom live where a day begins many hours before it does by the clock of the workspace."""

from datetime import date, datetime, timedelta

_FURTHEST_AHEAD = timedelta(hours=14)
"""How far clocks anywhere are ahead of UTC: those of the Line Islands of Kiribati (time zone database, Pacific/Kiritimati)."""


def latest_begun(at: datetime) -> date:
    """The latest day that has begun anywhere on Earth at a moment in UTC."""
    return (at + _FURTHEST_AHEAD).date()

"""Days as people write them, some of whom live where a day begins many hours before it does by the clock of the workspace."""

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

_FURTHEST_AHEAD = timedelta(hours=14)
"""How far clocks anywhere are ahead of UTC: those of the Line Islands of Kiribati (time zone database, Pacific/Kiritimati)."""


def latest_begun(at: datetime) -> date:
    """The latest day that has begun anywhere on Earth at a moment in UTC."""
    return (at + _FURTHEST_AHEAD).date()


def has_begun(day: date) -> None:
    """For fields of forms. Raises ValidationError for a day that has begun nowhere yet."""
    if day > latest_begun(timezone.now()):
        raise ValidationError(_("This day has not come yet."))

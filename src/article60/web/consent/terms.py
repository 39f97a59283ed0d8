"""To whom a version is released and until when, and the days that a release waits in which it can still be stopped."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from article60.web.accounts.models import Organisation
from article60.web.register.models import AUDIENCES

ORGANISATIONS = "organisations"
PUBLIC = "public"


class UnusableTerms(ValueError):
    """Nothing can be released so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """An audience; of named organisations, which one, and the last day on which it sees the version."""

    audience: str
    organisation: Organisation | None = None
    until: date | None = None

    def __post_init__(self) -> None:
        """Raises UnusableTerms."""
        if self.audience not in AUDIENCES:
            raise UnusableTerms(f"no such audience: {self.audience!r}")
        named = self.audience == ORGANISATIONS
        if (self.organisation is not None) != named or (self.until is not None) != named:
            raise UnusableTerms("an organisation and a last day belong to named organisations, and only to these")


def first_day(given_at: datetime, *, waiting_days: int) -> date:
    """The first day on which others see what was consented to: after as many whole days as it waits."""
    return given_at.date() + timedelta(days=waiting_days + 1)

"""What waits for an officer of a provider: a spreadsheet that was not taken over, and needs that a saved search has found."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.translation import gettext_noop as noop

from article60.web.accounts.actor import Actor
from article60.web.accounts.roles import Role
from article60.web.accounts.waits import Waiting
from article60.web.provider import sheets
from article60.web.provider.models import Alert

RECENT_DAYS = 30
_SHEETS = noop("Spreadsheets that were read and not taken over")
_FOUND = noop("Needs that saved searches have found within 30 days")


def waiting(actor: Actor, on: date) -> Iterator[Waiting]:
    """Yield what waits for an officer."""
    if actor.role is not Role.PROVIDER_OFFICER:
        return
    ready = [one for one in sheets.own_sheets(actor).filter(taken_at=None) if not one.problems]
    since = min((one.read_at.date() for one in ready), default=None)
    yield Waiting(what=_SHEETS, count=len(ready), route="provider:sheets", since=since)
    recent = Alert.objects.filter(
        organisation=actor.organisation, search__stopped_at=None, made_at__date__gte=on - timedelta(days=RECENT_DAYS)
    )
    found = sum(len(one.new_ids) for one in recent)
    yield Waiting(what=_FOUND, count=found, route="provider:searches")

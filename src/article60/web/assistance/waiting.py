"""What waits among the assistance that a State receives: what was read of it, and what an editor wrote."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_noop as noop

from article60.web.accounts.actor import Actor
from article60.web.accounts.visibility import STATE_ROLES
from article60.web.accounts.waits import Waiting
from article60.web.assistance.actions import all_of
from article60.web.assistance.views import group_of

_WAITS = noop("Pieces of assistance on which the State has not said a word")


def waiting(actor: Actor, on: date) -> Iterator[Waiting]:
    """Yield what waits for the people of a State."""
    if actor.role not in STATE_ROLES:
        return
    found = [one for one in all_of(actor) if group_of(one) == "waiting"]
    since = min((one.made_at.date() for one in found), default=None)
    yield Waiting(what=_WAITS, count=len(found), route="assistance:list", part="waiting", since=since)

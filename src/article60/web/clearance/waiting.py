"""What waits in clearance: questions that an institution has not answered, and answers that nobody has taken over."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_noop as noop

from article60.web.accounts.actor import Actor
from article60.web.accounts.roles import Role
from article60.web.accounts.waits import Waiting
from article60.web.clearance.models import Item
from article60.web.clearance.policies import parts_of

_ASKED = noop("Needs about which your State asks you, and which you have not answered")
_ANSWERED = noop("Answers to a clearance sheet that were not taken over")


def waiting(actor: Actor, on: date) -> Iterator[Waiting]:
    """Yield what waits for an institution that is asked, and for the focal point who asked."""
    open_items = Item.objects.filter(part__in=parts_of(actor), taken=None)
    if actor.role is Role.STATE_INSTITUTION:
        asked = open_items.filter(answers=None, sheet__closed_at=None)
        yield Waiting(what=_ASKED, count=asked.count(), route="clearance:asked")
    elif actor.role is Role.STATE_FOCAL_POINT:
        answered = open_items.exclude(answers=None).distinct()
        yield Waiting(what=_ANSWERED, count=answered.count(), route="clearance:sheets")

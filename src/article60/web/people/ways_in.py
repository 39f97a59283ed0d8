"""Links that let somebody set a password: made when a letter is written, good once and for a while, kept nowhere."""

import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse

from article60.web.accounts.models import User
from article60.web.jobs import mail, outbox
from article60.web.jobs.task import Task
from article60.web.people.models import INVITED, LOST, WayIn

LASTS: Mapping[str, timedelta] = {INVITED: timedelta(days=7), LOST: timedelta(hours=1)}
"""How long a link is good for."""


class NoWayIn(LookupError):
    """The link is wrong, was used, or is too old; all three are answered alike."""


def code(way_in: UUID) -> str:
    """What stands in the link beside the number: made with the key of the server, so that the database alone opens nothing."""
    made = hmac.new(settings.SECRET_KEY.encode(), f"article60 way in {way_in}".encode(), hashlib.sha256)
    return made.hexdigest()[:40]


def address(task: Task) -> str:
    """Of the page at which the password is set, in the reader's language."""
    way_in = UUID(task.said("way_in"))
    return reverse("people:enter", args=[way_in, code(way_in)])


def open_for(user: User, *, purpose: str, at: datetime) -> WayIn:
    """A new link for somebody, with the letter that brings it; older ones of its purpose no longer work.

    In the transaction around it.
    """
    _unused(user).filter(purpose=purpose).update(used_at=at)
    made = WayIn.objects.create(user=user, purpose=purpose, made_at=at, until=at + LASTS[purpose])
    outbox.add(mail.letter(purpose, to=user.number, key=f"way_in:{made.id}", about={"way_in": str(made.id)}), at=at)
    return made


def found(way_in: UUID, told: str, *, at: datetime) -> WayIn:
    """The way in of a link, until it was used; nobody else uses it meanwhile. Raises NoWayIn."""
    if not hmac.compare_digest(code(way_in), told):
        raise NoWayIn
    held = WayIn.objects.select_for_update(of=("self",)).filter(_open(at), id=way_in, user__is_active=True)
    one = held.select_related("user").first()
    if one is None:
        raise NoWayIn
    return one


def close(user: User, *, at: datetime) -> None:
    """No link of somebody works any more."""
    _unused(user).update(used_at=at)


def _unused(user: User) -> QuerySet[WayIn]:
    return WayIn.objects.filter(user=user, used_at=None)


def _open(at: datetime) -> Q:
    return Q(used_at=None, until__gt=at)

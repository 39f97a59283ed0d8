"""What waits at the review desk: what editors have prepared for the focal point, and what somebody was not sure of."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_noop as noop

from article60.web.accounts.actor import Actor
from article60.web.accounts.roles import Role
from article60.web.accounts.visibility import DESK_ROLES
from article60.web.accounts.waits import Waiting
from article60.web.curation.models import Decision
from article60.web.curation.overlay import outcome_of
from article60.web.curation.policies import STATEMENTS

_PREPARED = noop("Decisions on what was read, which an editor has prepared for the focal point")
_DOUBTFUL = noop("Statements read in documents of which somebody was not sure")


def waiting(actor: Actor, on: date) -> Iterator[Waiting]:
    """Yield what waits for somebody at the review desk."""
    if actor.role is not Role.STATE_FOCAL_POINT and actor.role not in DESK_ROLES:
        return
    about: dict[str, list[Decision]] = {}
    for one in Decision.objects.visible_to(actor, on).filter(about_kind__in=STATEMENTS).order_by("pk"):
        about.setdefault(one.about_id, []).append(one)
    if actor.role is Role.STATE_FOCAL_POINT:
        made = [some for some in about.values() if some[-1].made_in_role == Role.STATE_EDITOR]
    else:
        made = [some for some in about.values() if outcome_of(some) == "unsure"]
    what = _PREPARED if actor.role is Role.STATE_FOCAL_POINT else _DOUBTFUL
    since = min((some[-1].made_at.date() for some in made), default=None)
    yield Waiting(what=what, count=len(made), route="curation:documents", since=since)

"""What waits in a State's register: for the focal point what editors wrote, for both what was read and what has grown old."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.translation import gettext_noop as noop

from article60.domain.months import STALE_MONTHS, older_than
from article60.web.accounts.actor import Actor
from article60.web.accounts.roles import Role
from article60.web.accounts.visibility import STATE_ROLES
from article60.web.accounts.waits import Waiting
from article60.web.register.actions import needs_of
from article60.web.register.content import MET, WITHDRAWN
from article60.web.register.listed import waits_for_the_state
from article60.web.register.models import NeedVersion

_WRITTEN = noop("Needs that an editor has written and the focal point has not confirmed")
_READ = noop("Needs read in a document, on which the State has not said a word")
_OLD = noop("Needs that nobody has confirmed for 36 months")


def waiting(actor: Actor, on: date) -> Iterator[Waiting]:
    """Yield what waits for the focal point or an editor of a State, each need once."""
    if actor.role not in STATE_ROLES:
        return
    needs = needs_of(actor.state, by=actor, on=on)
    written = [one for one in needs if waits_for_the_state(one) and one.made_in_role == Role.STATE_EDITOR]
    read = [one for one in needs if waits_for_the_state(one) and one not in written]
    old = [one for one in needs if one.confirmed and one.standing not in (MET, WITHDRAWN) and _stale(one, on)]
    if actor.role is Role.STATE_FOCAL_POINT:
        yield _told(_WRITTEN, written, part="waiting")
    yield _told(_READ, read, part="waiting")
    yield _told(_OLD, old)


def _told(what: str, needs: Sequence[NeedVersion], part: str = "") -> Waiting:
    since = min((one.made_at.date() for one in needs), default=None)
    return Waiting(what=what, count=len(needs), route="register:needs", part=part, since=since)


def _stale(need: NeedVersion, on: date) -> bool:
    """As runs judge it: from the last day on which somebody stated or confirmed it; where none is known, it is long ago."""
    last = need.stated_on if need.change == "fill" else need.made_at.date()
    return last is None or older_than(STALE_MONTHS, last, on=on)

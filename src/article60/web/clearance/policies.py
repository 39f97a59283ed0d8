"""Who may make a clearance sheet, answer in one, and take over what was answered - and why not."""

from django.db.models import QuerySet
from django.utils.translation import gettext_noop as noop

from article60.web.accounts.actor import Actor
from article60.web.accounts.roles import Role
from article60.web.accounts.visibility import STATE_ROLES
from article60.web.clearance.models import Part, Sheet
from article60.web.common.allowed import YES, Allowed
from article60.web.register.policies import FOCAL_POINT_ONLY, NOT_YOURS

CLOSED = Allowed(noop("This sheet is closed: nobody answers in it any more."))
NOT_ASKED = Allowed(noop("Only the State itself and the institution that is asked answer here."))


def may_ask(actor: Actor, *, state: str) -> Allowed:
    """Whether somebody may make, send round and close clearance sheets of a State."""
    return YES if actor.role in STATE_ROLES and state and actor.state == state else NOT_YOURS


def may_answer(actor: Actor, part: Part) -> Allowed:
    """Whether somebody may answer and sign in a part: the institution asked, or its State, for what came on paper."""
    if not may_ask(actor, state=part.state) and not _is_asked(actor, part):
        return NOT_ASKED
    return CLOSED if part.sheet.closed_at is not None else YES


def may_take(actor: Actor, *, state: str) -> Allowed:
    """Whether somebody may take answers over into the register of a State."""
    allowed = may_ask(actor, state=state)
    return allowed if not allowed or actor.role is Role.STATE_FOCAL_POINT else FOCAL_POINT_ONLY


def sheets_of(actor: Actor) -> QuerySet[Sheet]:
    """The sheets of one's own State, the newest first; none for others."""
    found = Sheet.objects.filter(state=actor.state) if may_ask(actor, state=actor.state) else Sheet.objects.none()
    return found.order_by("-number")


def parts_of(actor: Actor) -> QuerySet[Part]:
    """The parts that somebody may see: those of the own State, or those in which the own institution is asked."""
    found = Part.objects.select_related("sheet", "organisation")
    if may_ask(actor, state=actor.state):
        return found.filter(state=actor.state)
    if actor.role is Role.STATE_INSTITUTION and actor.organisation is not None:
        return found.filter(state=actor.state, organisation=actor.organisation)
    return found.none()


def _is_asked(actor: Actor, part: Part) -> bool:
    own = actor.organisation is not None and part.organisation_id == actor.organisation
    return actor.role is Role.STATE_INSTITUTION and own and actor.state == part.state

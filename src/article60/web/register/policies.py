"""Who may change what in a State's register, and why not."""

from collections.abc import Mapping

from django.utils.translation import gettext_noop as noop

from article60.web.accounts.actor import Actor
from article60.web.accounts.roles import Role
from article60.web.common.allowed import YES, Allowed

CONFIRM, CORRECT, WITHDRAW, MET, ADD, PRIORITISE = "confirm", "correct", "withdraw", "met", "add", "prioritise"
VERBS = (CONFIRM, CORRECT, WITHDRAW, MET, ADD, PRIORITISE)

_MAY: Mapping[Role, frozenset[str]] = {
    Role.STATE_FOCAL_POINT: frozenset(VERBS),
    Role.STATE_EDITOR: frozenset({CORRECT, ADD, PRIORITISE}),
}
NOT_YOURS = Allowed(noop("Only the State itself changes what its register says."))
FOCAL_POINT_ONLY = Allowed(noop("Only the focal point says this for the State."))


def may(actor: Actor, verb: str, *, state: str) -> Allowed:
    """Whether somebody may change something in the register of a State."""
    if actor.role is None or actor.role not in _MAY or not state or actor.state != state:
        return NOT_YOURS
    return YES if verb in _MAY[actor.role] else FOCAL_POINT_ONLY


def speaks_for_the_state(actor: Actor) -> bool:
    """Whether what somebody writes down is the State's word at once; what an editor prepares waits for the focal point."""
    return actor.role is Role.STATE_FOCAL_POINT

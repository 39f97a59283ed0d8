"""Who may change what a State says of the assistance that it receives, and why not."""

from article60.web.accounts.actor import Actor
from article60.web.accounts.roles import Role
from article60.web.accounts.visibility import STATE_ROLES
from article60.web.common.allowed import YES, Allowed
from article60.web.register.policies import FOCAL_POINT_ONLY, NOT_YOURS

ADD, CORRECT, CONFIRM, WITHDRAW = "add", "correct", "confirm", "withdraw"
VERBS = (ADD, CORRECT, CONFIRM, WITHDRAW)
_FOR_THE_STATE = (CONFIRM, WITHDRAW)


def may(actor: Actor, verb: str, *, state: str) -> Allowed:
    """Whether somebody may do this for a State; what an editor writes waits for the focal point."""
    if actor.role not in STATE_ROLES or not state or actor.state != state:
        return NOT_YOURS
    return FOCAL_POINT_ONLY if verb in _FOR_THE_STATE and actor.role is not Role.STATE_FOCAL_POINT else YES

"""Who sees a checklist: the State its own, an institution of it what it is to answer, and nobody else."""

from article60.web.accounts.actor import Actor
from article60.web.accounts.roles import Role
from article60.web.accounts.visibility import STATE_ROLES


def of_the_state(by: Actor) -> bool:
    """Whether somebody acts for a State as a whole."""
    return by.role in STATE_ROLES and bool(by.state)


def of_an_institution(by: Actor) -> bool:
    """Whether somebody acts for an institution of a State."""
    return by.role is Role.STATE_INSTITUTION and by.organisation is not None and bool(by.state)

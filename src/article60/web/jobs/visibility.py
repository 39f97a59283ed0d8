"""Who sees that a file was received: the organisation that handed it in, and the State whose institution it is."""

from django.db.models import Q

from article60.web.accounts.actor import Actor
from article60.web.accounts.roles import Role
from article60.web.accounts.visibility import STATE_ROLES, condition_of_the_state

_ROLE = "current_setting('article60.role', true)"
_ORGANISATION = "current_setting('article60.organisation', true)"
_OWN = f"{_ROLE} NOT IN ('', '{Role.OPERATOR}') AND organisation_id::text = {_ORGANISATION}"


def visible(actor: Actor) -> Q:
    """The files that somebody may see, as a query; the same as the condition below."""
    found = Q(pk__in=[])
    if actor.role is not None and actor.role is not Role.OPERATOR and actor.organisation is not None:
        found |= Q(organisation=actor.organisation)
    if actor.role in STATE_ROLES and actor.state:
        found |= Q(state=actor.state)
    return found


def condition_on_files(table: str = "jobs_received") -> str:
    """The same as a condition of the database on its rows, for who acts in this transaction."""
    return f"({_OWN}) OR ({condition_of_the_state(table)})"


def condition_on_own_files() -> str:
    """What somebody may hand in: for the organisation for which the person acts, and no other."""
    return f"{_OWN} AND state = current_setting('article60.state', true)"

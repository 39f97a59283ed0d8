"""Who may consent to a release, take a consent back, and record one that came in writing - and why not."""

from django.utils.translation import gettext_noop as noop

from article60.web.accounts.actor import Actor
from article60.web.accounts.roles import Role
from article60.web.accounts.visibility import RECORDER, STATE_ROLES
from article60.web.common.allowed import YES, Allowed
from article60.web.register.policies import FOCAL_POINT_ONLY, NOT_YOURS

RECORDER_ONLY = Allowed(noop("Only a publisher of the secretariat records a consent that came in writing."))


def may_decide(actor: Actor, *, state: str) -> Allowed:
    """Whether somebody may consent for a State, and take its consents back."""
    if actor.role not in STATE_ROLES or not state or actor.state != state:
        return NOT_YOURS
    return YES if actor.role is Role.STATE_FOCAL_POINT else FOCAL_POINT_ONLY


def may_record(actor: Actor) -> Allowed:
    """Whether somebody may record what a State has consented to by a note."""
    return YES if actor.role is RECORDER else RECORDER_ONLY

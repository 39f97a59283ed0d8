"""Who may answer a checklist, and who says which institution answers what - and why not."""

from collections.abc import Collection

from django.utils.translation import gettext_noop as noop

from article60.web.accounts.actor import Actor
from article60.web.accounts.roles import Role
from article60.web.checklist.visibility import of_an_institution, of_the_state
from article60.web.common.allowed import YES, Allowed
from article60.web.register.policies import FOCAL_POINT_ONLY, NOT_YOURS

NOT_ASSIGNED = Allowed(noop("This article was not assigned to your institution."))


def may_answer(by: Actor, *, article: str, assigned: Collection[str]) -> Allowed:
    """Whether somebody may answer an article; `assigned`: those that the institution for which somebody acts is to answer."""
    if of_the_state(by):
        return YES
    if not of_an_institution(by):
        return NOT_YOURS
    return YES if article in assigned else NOT_ASSIGNED


def may_assign(by: Actor) -> Allowed:
    """Whether somebody may say which institution answers what."""
    if not of_the_state(by):
        return NOT_YOURS
    return YES if by.role is Role.STATE_FOCAL_POINT else FOCAL_POINT_ONLY

"""Who may change what at the provider's desk, and why not."""

from django.utils.translation import gettext_noop as noop

from article60.web.accounts.actor import Actor
from article60.web.accounts.roles import Role
from article60.web.common.allowed import YES, Allowed

OFFICERS_ONLY = Allowed(noop("Only an officer of a provider of assistance writes here."))
NOT_YOUR_ORGANISATION = Allowed(noop("Only the organization itself changes what it reports."))


def may_write(actor: Actor, *, organisation: int | None) -> Allowed:
    """Whether somebody may write, publish and take back for an organisation."""
    if actor.role is not Role.PROVIDER_OFFICER or actor.account is None or actor.organisation is None:
        return OFFICERS_ONLY
    return YES if actor.organisation == organisation else NOT_YOUR_ORGANISATION

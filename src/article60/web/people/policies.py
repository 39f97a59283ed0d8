"""Who may let whom into which organisation, and why not."""

from django.utils.translation import gettext_noop as noop

from article60.web.accounts.actor import Actor
from article60.web.accounts.letting_in import HELD, administered
from article60.web.accounts.models import Membership, Organisation, User
from article60.web.accounts.roles import Kind, Role
from article60.web.common.allowed import YES, Allowed

ADMINISTRATORS_ONLY = Allowed(noop("Only an administrator of the organization lets people in."))
NOT_HELD_THERE = Allowed(noop("This role cannot be held in that organization."))
ONLY_ONE = Allowed(noop("An organization keeps at least one administrator. Please name another one first."))
HANDED_OVER = Allowed(noop("A State keeps a focal point. Please hand the role over instead."))

THEIR_OWN_CHOICE = Allowed(noop("This person works for another organization, too, and alone chooses the language of letters."))


def may_let_in(actor: Actor, organisation: Organisation, role: Role) -> Allowed:
    """Whether somebody may give a role in an organisation, or end it."""
    if not Organisation.objects.filter(administered(actor), pk=organisation.pk).exists():
        return ADMINISTRATORS_ONLY
    return YES if role in roles_in(organisation.kind) else NOT_HELD_THERE


def may_choose_language(actor: Actor, user: User) -> Allowed:
    """Whether somebody may choose the language of another one's letters: where that touches no body but those administered.

    Until the person has come in, whoever invited chooses it.
    """
    bodies = Organisation.objects.filter(administered(actor))
    elsewhere = Membership.objects.filter(user=user, until=None).exclude(organisation__in=bodies)
    return THEIR_OWN_CHOICE if user.has_usable_password() and elsewhere.exists() else YES


def roles_in(kind: str) -> tuple[Role, ...]:
    """The roles that pages can give in an organisation of a kind."""
    return tuple(role for role in HELD if role.of == Kind(kind))

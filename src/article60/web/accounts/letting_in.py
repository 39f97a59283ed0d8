"""Which memberships an administrator may add and end: those of the own organisation, and of institutions of the own State."""

from django.db.models import Q

from article60.web.accounts.actor import Actor
from article60.web.accounts.roles import Kind, Role
from article60.web.accounts.visibility import STATE_ROLES

HELD: tuple[Role, ...] = tuple(role for role in Role if role is not Role.OPERATOR)
"""Roles that can be given by pages: operators are let in at the command line alone."""
_ADMINISTERS = "current_setting('article60.administers', true) = 'yes'"
_ORGANISATION = "current_setting('article60.organisation', true)"
_STATE = "current_setting('article60.state', true)"
_ROLE = "current_setting('article60.role', true)"


def administered(actor: Actor) -> Q:
    """The organisations of which somebody lets people in, as a query over organisations."""
    if not actor.administers or actor.organisation is None or actor.role is Role.OPERATOR:
        return Q(pk__in=[])
    own = Q(pk=actor.organisation)
    return own | Q(kind=Kind.INSTITUTION, state=actor.state) if actor.role in STATE_ROLES and actor.state else own


def condition_of_administration(table: str = "accounts_membership") -> str:
    """The same as a condition of the database on memberships: of these organisations, in a role that each may hold."""
    pairs = ", ".join(f"('{role.of}', '{role}')" for role in HELD)
    states = ", ".join(f"'{role}'" for role in STATE_ROLES)
    of_the_state = f"{_ROLE} IN ({states}) AND {_STATE} <> '' AND o.kind = '{Kind.INSTITUTION}' AND o.state = {_STATE}"
    return (
        f"{_ADMINISTERS} AND {_ROLE} NOT IN ('', '{Role.OPERATOR}') AND EXISTS (SELECT 1 FROM accounts_organisation o"
        f" WHERE o.id = {table}.organisation_id AND (o.kind, {table}.role) IN ({pairs})"
        f" AND (o.id::text = {_ORGANISATION} OR ({of_the_state})))"
    )


def condition_of_an_account() -> str:
    """An account is added by an administrator, and without a password: nobody can sign in to it until its owner has set one."""
    return f"{_ADMINISTERS} AND password LIKE '!%'"

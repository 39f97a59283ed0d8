"""What changes about accounts, each with its event in the same transaction."""

import secrets
import time
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from article60.web.accounts.models import Membership, Organisation, User
from article60.web.accounts.roles import Kind, Role
from article60.web.accounts.signed_in import CHOSEN, SINCE
from article60.web.audit.actions import Acting, record

PASSWORD_BYTES = 15


class UnusableAccount(ValueError):
    """An account cannot be made as it was asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """Who is to work in the workspace: person, role and organisation; the State's code where it is one of a State."""

    email: str
    name: str
    role: Role
    organisation: str
    state: str = ""
    language: str = "en"


def invite(invited: Invited, *, at: datetime) -> str:
    """Make the account, if there is none, and the membership; the password to hand over, or nothing for an old account.

    Raises UnusableAccount.
    """
    kind = invited.role.of
    if bool(invited.state) != (kind in (Kind.STATE, Kind.INSTITUTION)):
        raise UnusableAccount("give the code of a State for its focal point, editors and institutions, and for nobody else")
    with transaction.atomic():
        body = _organisation(invited, kind)
        user, password = _account(invited)
        held, fresh = Membership.objects.get_or_create(
            user=user, organisation=body, role=invited.role, until=None, defaults={"since": at}
        )
        if fresh:
            who = Acting(account=None, role=Role.OPERATOR)
            changed = {"account": str(user.number), "role": invited.role.value, "organisation": body.pk}
            record("accounts.invite", by=who, about=("membership", str(held.pk)), at=at, changed=changed)
    return password


def _organisation(invited: Invited, kind: Kind) -> Organisation:
    if kind is Kind.STATE:
        return Organisation.objects.get_or_create(kind=kind, state=invited.state, defaults={"name": invited.organisation})[0]
    return Organisation.objects.get_or_create(kind=kind, state=invited.state, name=invited.organisation)[0]


def _account(invited: Invited) -> tuple[User, str]:
    known = User.objects.filter(email__iexact=invited.email).first()
    if known is not None:
        return known, ""
    password = secrets.token_urlsafe(PASSWORD_BYTES)
    made = User.objects.create_user(invited.email, password, name=invited.name, language=invited.language)
    return made, password


def act_in(request: HttpRequest, membership: Membership) -> None:
    """From now on in this session the person acts in this membership."""
    request.session[CHOSEN] = membership.pk
    request.session.cycle_key()
    user: User = membership.user
    _record("accounts.act_in", user, ("membership", str(membership.pk)))


def remember_second_factor(user: User) -> None:
    """That somebody has set up a second factor."""
    _record("accounts.add_second_factor", user, ("account", str(user.number)))


def remember_new_password(user: User) -> None:
    """That somebody has changed the password."""
    _record("accounts.change_password", user, ("account", str(user.number)))


def remember_sign_in(sender: type, request: HttpRequest, user: User, **told: Any) -> None:
    """That somebody has signed in; from now on the session's age counts."""
    request.session[SINCE] = time.time()
    _record("accounts.sign_in", user, ("account", str(user.number)))


def remember_sign_out(sender: type, request: HttpRequest, user: User | None, **told: Any) -> None:
    """That somebody has signed out, or was signed out."""
    if user is not None:
        _record("accounts.sign_out", user, ("account", str(user.number)))


def _record(action: str, user: User, about: tuple[str, str]) -> None:
    with transaction.atomic():
        record(action, by=Acting(account=user.number, role=""), about=about, at=timezone.now(), changed={})

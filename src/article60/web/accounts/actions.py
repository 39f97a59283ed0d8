"""What changes about accounts, each with its event in the same transaction."""

import re
import secrets
import time
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from article60.domain.answerable import Answerable
from article60.web.accounts.changing import hold_address
from article60.web.accounts.models import Membership, Organisation, User
from article60.web.accounts.pseudonyms import pseudonym
from article60.web.accounts.roles import Kind, Role
from article60.web.accounts.signed_in import CHOSEN, SINCE
from article60.web.audit.actions import Acting, record

PASSWORD_BYTES = 15
OPERATOR = Acting(account=None, role=Role.OPERATOR)
"""Whoever works at the command line of the server."""


class UnusableAccount(Answerable, ValueError):
    """What was asked for an account cannot be done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """Who is to work in the workspace: person, role and organisation; the State's code where it is one of a State."""

    email: str
    name: str
    role: Role
    organisation: str
    state: str = ""
    language: str = "en"
    administers: bool = False
    identifier: str = ""
    """Of a provider: under which the Release knows it, as `ORG-E24BBMZG`."""
    vetted: bool | None = None
    """Of a provider: whether it sees what States release to vetted providers; none leaves it as it is, at first no."""


def invite(invited: Invited, *, at: datetime) -> str:
    """Make the account, if there is none, and the membership; the password to hand over, or nothing for an old account.

    The first person of an organisation lets the others in, except that operators are let in here alone.
    Raises UnusableAccount.
    """
    kind = invited.role.of
    if bool(invited.state) != (kind in (Kind.STATE, Kind.INSTITUTION)):
        raise UnusableAccount("give the code of a State for its focal point, editors and institutions, and for nobody else")
    with transaction.atomic():
        body, new_body = _organisation(invited, kind)
        user, password = _account(invited)
        first = not Membership.objects.filter(organisation=body, until=None).exists()
        administers = (invited.administers or first) and invited.role is not Role.OPERATOR
        held, fresh = Membership.objects.get_or_create(
            user=user, organisation=body, role=invited.role, until=None, defaults={"since": at, "administers": administers}
        )
        if fresh:
            changed = {
                "account": str(user.number),
                "role": invited.role.value,
                "organisation": body.pk,
                "administers": administers,
                "language": user.language,
            } | ({"body": {"kind": body.kind, "name": body.name, "state": body.state}} if new_body else {})
            record("accounts.invite", by=OPERATOR, about=("membership", str(held.pk)), at=at, changed=changed)
        _link(body, invited.identifier, at=at)
        _vet(body, invited.vetted, at=at)
    return password


def _link(body: Organisation, identifier: str, *, at: datetime) -> None:
    """From now on a provider is the organisation that the Release knows by this identifier. Raises UnusableAccount."""
    if identifier in ("", body.identifier):
        return
    if body.kind != Kind.PROVIDER or not re.fullmatch(r"ORG-[A-Z2-7]{8,16}", identifier):
        raise UnusableAccount("give the identifier of a provider in the Release, as ORG-E24BBMZG, and for nobody else")
    changed = {"identifier": identifier, "before": body.identifier}
    body.identifier = identifier
    body.save(update_fields=["identifier"])
    record("accounts.link", by=OPERATOR, about=("organisation", str(body.pk)), at=at, changed=changed)


def _vet(body: Organisation, vetted: bool | None, *, at: datetime) -> None:
    """From now on a provider sees what is released to vetted providers, or no more. Raises UnusableAccount."""
    if vetted in (None, body.vetted):
        return
    if body.kind != Kind.PROVIDER:
        raise UnusableAccount("only a provider of assistance is vetted; say so for nobody else")
    body.vetted = bool(vetted)
    body.save(update_fields=["vetted"])
    record("accounts.vet", by=OPERATOR, about=("organisation", str(body.pk)), at=at, changed={"vetted": body.vetted})


def _organisation(invited: Invited, kind: Kind) -> tuple[Organisation, bool]:
    """The body, and whether it is new here."""
    if kind is Kind.STATE:
        return Organisation.objects.get_or_create(kind=kind, state=invited.state, defaults={"name": invited.organisation})
    return Organisation.objects.get_or_create(kind=kind, state=invited.state, name=invited.organisation)


def _account(invited: Invited) -> tuple[User, str]:
    hold_address(invited.email)
    known = User.objects.filter(email__iexact=invited.email).first()
    if known is not None:
        return known, ""
    password = secrets.token_urlsafe(PASSWORD_BYTES)
    made = User.objects.create_user(invited.email, password, name=invited.name, language=invited.language)
    return made, password


def reset(email: str, *, at: datetime) -> str:
    """A new password to hand over, and no second factor any more, for who has lost one of them. Raises UnusableAccount."""
    with transaction.atomic():
        user = _known(email)
        password = secrets.token_urlsafe(PASSWORD_BYTES)
        user.set_password(password)  # which ends every session of the account
        user.save(update_fields=["password"])
        Authenticator.objects.filter(user=user).delete()
        record("accounts.reset", by=OPERATOR, about=("account", str(user.number)), at=at, changed={})
    return password


def dismiss(email: str, *, at: datetime) -> int:
    """End every role that somebody holds, from the next request on; how many. Raises UnusableAccount."""
    with transaction.atomic():
        user = _known(email)
        held = list(Membership.objects.filter(user=user, until=None).order_by("pk"))
        if held:
            Membership.objects.filter(pk__in=[one.pk for one in held]).update(until=at)
            changed = {"memberships": [one.pk for one in held]}
            record("accounts.dismiss", by=OPERATOR, about=("account", str(user.number)), at=at, changed=changed)
    return len(held)


def _known(email: str) -> User:
    found = User.objects.filter(email__iexact=email).first()
    if found is None:
        raise UnusableAccount(f"there is no account of {email}")
    return found


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


def remember_failed_sign_in(email: str) -> None:
    """That somebody gave an address and a password that do not belong together, be there such an account or not."""
    with transaction.atomic():
        nobody = Acting(account=None, role="")
        about = ("address", pseudonym(email))
        record("accounts.sign_in", by=nobody, about=about, at=timezone.now(), changed={}, refused=True)


def remember_wrong_code(user: User) -> None:
    """That the password was right and the code of the second factor was not."""
    with transaction.atomic():
        who = Acting(account=user.number, role="")
        about = ("account", str(user.number))
        record("accounts.second_factor", by=who, about=about, at=timezone.now(), changed={}, refused=True)


def remember_sign_out(sender: type, request: HttpRequest, user: User | None, **told: Any) -> None:
    """That somebody has signed out, or was signed out."""
    if user is not None:
        _record("accounts.sign_out", user, ("account", str(user.number)))


def _record(action: str, user: User, about: tuple[str, str]) -> None:
    with transaction.atomic():
        record(action, by=Acting(account=user.number, role=""), about=about, at=timezone.now(), changed={})

"""People and needs of an invented workspace, and browsers in which they have signed in."""

import time
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from allauth.account.internal.userkit import user_id_to_str
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from article60.web.accounts.actor import INTAKE, Actor, acting
from article60.web.accounts.models import Membership, Organisation, User
from article60.web.accounts.roles import Kind, Role
from article60.web.accounts.signed_in import WITHOUT_SECOND_FACTOR
from article60.web.audit.models import AuditEvent
from article60.web.register.actions import version
from article60.web.register.content import Content
from article60.web.register.models import Need, NeedVersion, Source

NOW = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)
PASSWORD = "seven words that nobody else would think of"
WORDS = "Legislative drafting on the protection of reporting persons (art. 33)"


FORM = "application/x-www-form-urlencoded"


class Visitor(Client):
    """Somebody who has not signed in, and sends forms as pages have them: without a place for files."""

    def post(self, path: str, data: Any = None, content_type: str = FORM, **more: Any) -> Any:
        """Send a form."""
        sent = urlencode(data or {}, doseq=True) if content_type == FORM else data
        return super().post(path, sent, content_type=content_type, **more)


def body(kind: Kind, name: str, state: str = "", **more: Any) -> Organisation:
    return Organisation.objects.get_or_create(kind=kind, state=state, name=name, defaults=more)[0]


def member(role: Role, organisation: Organisation, email: str = "", *, administers: bool = False) -> User:
    address = email or f"{role}.{organisation.pk}@example.org"
    user = User.objects.create_user(address, PASSWORD, name=f"Person of {organisation.name}")
    Membership.objects.create(user=user, organisation=organisation, role=role, since=NOW, administers=administers)
    return user


def second_factor(user: User) -> str:
    """Set one up, as its page does; the secret."""
    secret: str = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def browser(user: User) -> Client:
    """One in which somebody has signed in with all that the role needs."""
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    if user.memberships.exclude(role__in=WITHOUT_SECOND_FACTOR).exists():
        if not Authenticator.objects.filter(user=user).exists():
            second_factor(user)
        session = client.session
        session["account_authentication_methods"] = [{"method": "mfa", "at": time.time()}]
        session["account_authentication_methods_user"] = user_id_to_str(user)
        session.save()
    return client


def focal_point(state: str = "XA") -> User:
    return member(Role.STATE_FOCAL_POINT, body(Kind.STATE, f"State {state}", state))


def actor(user: User) -> Actor:
    held = user.memberships.get()
    return Actor(
        account=user.number, role=Role(held.role), organisation=held.organisation_id, state=held.organisation.state,
        vetted=held.organisation.vetted, administers=held.administers,
    )  # fmt: skip


def need(need_id: str = "XA-AAAAAAAA", *, institution: Organisation | None = None, **said: Any) -> NeedVersion:
    """A need as it was filled in from a Release."""
    content = Content(**{"text": WORDS, "language": "en", "provisions": ("33",), "types": ("legislative_drafting",)} | said)
    by = Actor(job=INTAKE, state=need_id[:2])
    with acting(by):
        made = version(Need.objects.create(need_id=need_id, state=by.state), None, content, change="fill", by=by, at=NOW)
        made.institution = institution
        made.save(force_insert=True)
        Source.objects.create(
            need_id=need_id, state=by.state, position=0, release="2026-06-30-aaaaaaaa", symbol="DEMO/IRG/I/2/1/Add.1", page=4,
            section="2.4", quote=content.text, language=content.language,
        )  # fmt: skip
    return made


def newest(need_id: str = "XA-AAAAAAAA") -> NeedVersion:
    return NeedVersion.objects.for_everyone().filter(need=need_id).latest("number")


def events() -> list[str]:
    """What happened, in order: action and outcome."""
    return [f"{one.action} {one.outcome}" for one in AuditEvent.objects.all()]

"""Fills a workspace for the demonstration: people, the registers of their States from the demo's Release, what waits."""

from datetime import datetime, timedelta
from pathlib import Path

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.db import transaction

from article60.publication.reading import open_to_show, read_records
from article60.web.accounts import actions as accounts
from article60.web.accounts.actor import Actor, acting
from article60.web.accounts.demonstration import PASSWORD, PEOPLE, Invented
from article60.web.accounts.models import Membership, Organisation, User
from article60.web.accounts.roles import Kind, Role
from article60.web.assistance import intake as assistance
from article60.web.consent.actions import give
from article60.web.consent.terms import Terms
from article60.web.register import actions
from article60.web.register.intake import fill as fill_register
from article60.web.register.models import NeedVersion

EDITED = " It covers the provincial offices as well."
"""What the editor of the demonstration adds to a need, so that something waits for the focal point."""
SAID = " Ndara has asked for it again in its workspace."
"""What the focal point adds to another and releases to the public, so that the public site shows it with its next Release."""
LONG_AGO = timedelta(days=30)
"""Since when it is released: what is released today waits for some days."""


def fill(release: Path, *, at: datetime) -> None:
    """Do it; what is there already stays as people have left it. Raises NotARelease."""
    fresh = not User.objects.filter(email=PEOPLE[0].email).exists()
    for person in PEOPLE:
        _let_in(person, at=at)
    _name_providers(release)
    for state in dict.fromkeys(one.state for one in PEOPLE if one.role is Role.STATE_FOCAL_POINT):
        fill_register(release, state=state, at=at)
        assistance.fill(release, state=state, at=at)
    if fresh:
        _begin(at=at)


def _let_in(person: Invented, *, at: datetime) -> None:
    with transaction.atomic():
        known = User.objects.filter(email=person.email).exists()
        invited = accounts.Invited(
            email=person.email,
            name=person.name,
            role=person.role,
            organisation=person.body,
            state=person.state,
            language=person.language,
        )
        accounts.invite(invited, at=at)
        user = User.objects.get(email=person.email)
        if not known:
            user.set_password(PASSWORD)
            user.save(update_fields=["password"])
        if not Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists():
            TOTP.activate(user, person.secret)


def _name_providers(release: Path) -> None:
    """Providers of the demonstration are vetted, and known by the identifier of those in the Release who publish aid data."""
    _, connection = open_to_show(release)
    try:
        named = {one.name: one.organisation_id for one in read_records(connection, "organisations") if one.refs}
    finally:
        connection.close()
    for body in Organisation.objects.filter(kind=Kind.PROVIDER):
        body.vetted, body.identifier = True, named.get(body.name, "")
        body.save(update_fields=["vetted", "identifier"])


def _begin(*, at: datetime) -> None:
    """The editor has written something; one need waits until States parties see it, everybody sees another, providers one."""
    focal, editor = (_actor(role) for role in (Role.STATE_FOCAL_POINT, Role.STATE_EDITOR))
    long_ago = at - LONG_AGO
    with acting(editor):
        first, second, third, fourth, *_ = _open_needs(editor, at)
        actions.correct(first.need_id, by=editor, seen=first.hash, at=at, words={"text": first.text + EDITED})
    words = {"text": third.text + SAID}
    with acting(focal):
        stated = (
            (actions.confirm(second.need_id, by=focal, seen=second.hash, at=at), "states_parties", at),
            (actions.correct(third.need_id, by=focal, seen=third.hash, at=at, words=words), "public", long_ago),
            (actions.confirm(fourth.need_id, by=focal, seen=fourth.hash, at=at), "providers", long_ago),
        )
        for version, audience, since in stated:
            give(version.need_id, by=focal, seen=version.hash, at=since, terms=Terms(audience=audience))


def _open_needs(by: Actor, at: datetime) -> list[NeedVersion]:
    """In English, so that what the editor adds continues them."""
    found = actions.needs_of(by.state, by=by, on=at.date())
    return [one for one in found if one.standing == "" and one.language == "en"]


def _actor(role: Role) -> Actor:
    email = next(one.email for one in PEOPLE if one.role is role)
    held = Membership.objects.select_related("user", "organisation").get(user__email=email, until=None)
    body = held.organisation
    return Actor(account=held.user.number, role=role, organisation=body.pk, state=body.state, administers=held.administers)

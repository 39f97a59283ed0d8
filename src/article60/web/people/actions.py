"""Every change of who works for an organisation: permission, change, letter and event, in one transaction."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from article60.web.accounts.actor import Actor
from article60.web.accounts.changing import as_acting, hold, hold_address
from article60.web.accounts.letting_in import administered
from article60.web.accounts.models import Membership, Organisation, User
from article60.web.accounts.roles import Role
from article60.web.audit.actions import record
from article60.web.common.allowed import NotAllowed
from article60.web.jobs import mail, outbox
from article60.web.people import ways_in
from article60.web.people.letters import ROLE_GIVEN
from article60.web.people.models import INVITED
from article60.web.people.policies import HANDED_OVER, ONLY_ONE, may_choose_language, may_let_in


class NoSuchMembership(LookupError):
    """There is no such membership for who asks, or it has ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who is to work for an organisation; an account that there is already keeps its own name and language."""

    email: str
    name: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """In which role, and whether the person lets in others."""

    role: Role
    administers: bool = False


def invite(person: Person, right: Right, organisation: Organisation, *, by: Actor, at: datetime) -> Membership:
    """Let somebody into an organisation, with a letter; who holds the very role there already is not let in twice.

    Raises NotAllowed.
    """
    may_let_in(by, organisation, right.role).required()
    with transaction.atomic():
        _hold(organisation)
        user = _account(person)
        known = _running(organisation).filter(user=user, role=right.role).first()
        if known is not None:
            return known
        made = _let_in(user, right, organisation, at=at)
        _record("invite", made, by=by, at=at, changed=_told(made))
    return made


def change(membership: int, right: Right, *, language: str, by: Actor, at: datetime) -> Membership:
    """Give somebody another right in the same organisation, and letters in another language where that is one's to choose.

    Raises NoSuchMembership, NotAllowed.
    """
    with transaction.atomic():
        held = _administered(membership, by=by)
        may_let_in(by, held.organisation, right.role).required()
        same = (held.role, held.administers) == (right.role, right.administers)
        if same and held.user.language == language:
            return held
        if held.user.language != language:
            may_choose_language(by, held.user).required()
            User.objects.filter(pk=held.user_id).update(language=language)
        now = held
        if not same:
            _must_stay(held, without=right.role is not Role.STATE_FOCAL_POINT, no_administrator=not right.administers)
            _end(held, at=at)
            now = _again(held.user, right, held.organisation, at=at)
        _record("change", now, by=by, at=at, changed=_told(now) | {"instead_of": held.pk, "language": language})
    return now


def end(membership: int, *, by: Actor, at: datetime) -> None:
    """End what somebody does for an organisation, from the next request on. Raises NoSuchMembership, NotAllowed."""
    with transaction.atomic():
        held = _administered(membership, by=by)
        may_let_in(by, held.organisation, Role(held.role)).required()
        _must_stay(held, without=True, no_administrator=True)
        _end(held, at=at)
        _record("end", held, by=by, at=at, changed=_told(held))


def hand_over(membership: int, person: Person, *, by: Actor, at: datetime) -> Membership:
    """The focal point's role passes to somebody else in one step: the new one begins as the old one ends.

    What is half done belongs to the State, and stays as it is. Other roles of the new focal point in the organisation end, so
    that nobody has to choose. Raises NoSuchMembership, NotAllowed.
    """
    with transaction.atomic():
        held = _administered(membership, by=by)
        may_let_in(by, held.organisation, Role(held.role)).required()
        user = _account(person)
        if held.role != Role.STATE_FOCAL_POINT or held.user_id == user.pk:
            raise NoSuchMembership(membership)
        others = list(_running(held.organisation).filter(user=user).order_by("pk"))
        for other in others:
            _end(other, at=at)
        _end(held, at=at)
        made = _let_in(user, Right(role=Role.STATE_FOCAL_POINT, administers=held.administers), held.organisation, at=at)
        ended = {"instead_of": held.pk, "from": str(held.user.number), "ended": [other.pk for other in others]}
        _record("hand_over", made, by=by, at=at, changed=_told(made) | ended)
    return made


def send_again(membership: int, *, by: Actor, at: datetime) -> None:
    """A new link for somebody who has not set a password yet. Raises NoSuchMembership, NotAllowed."""
    with transaction.atomic():
        held = _administered(membership, by=by)
        if held.user.has_usable_password():
            raise NoSuchMembership(membership)
        ways_in.open_for(held.user, purpose=INVITED, at=at)
        _record("send_again", held, by=by, at=at, changed={"account": str(held.user.number)})


def members(*, by: Actor) -> list[Membership]:
    """Who works for the organisations of which somebody lets people in, by organisation and name."""
    bodies = Organisation.objects.filter(administered(by))
    found = Membership.objects.filter(organisation__in=bodies, until=None).select_related("user", "organisation")
    return sorted(found, key=lambda one: (one.organisation_id != by.organisation, one.organisation.name, one.user.name, one.pk))


def _administered(membership: int, *, by: Actor) -> Membership:
    """A running membership of an organisation of which somebody lets people in, that nobody else changes meanwhile."""
    bodies = Organisation.objects.filter(administered(by))
    found = Membership.objects.filter(organisation__in=bodies, pk=membership).select_related("user", "organisation").first()
    if found is None:
        raise NoSuchMembership(membership)
    _hold(found.organisation)
    found.refresh_from_db(fields=["until"])
    if found.until is not None:
        raise NoSuchMembership(membership)
    return found


def _account(person: Person) -> User:
    """The account of an address; nobody else makes it meanwhile, not for another organisation either."""
    hold_address(person.email)
    known = User.objects.filter(email__iexact=person.email).first()
    return known or User.objects.create_user(person.email, name=person.name, language=person.language)


def _let_in(user: User, right: Right, organisation: Organisation, *, at: datetime) -> Membership:
    """With a letter: a link to who has no password yet, else word that there is a new role."""
    made = _again(user, right, organisation, at=at)
    if user.has_usable_password():
        outbox.add(mail.letter(ROLE_GIVEN, to=user.number, key=f"role:{made.pk}"), at=at)
    else:
        ways_in.open_for(user, purpose=INVITED, at=at)
    return made


def _again(user: User, right: Right, organisation: Organisation, *, at: datetime) -> Membership:
    told = {"role": right.role, "administers": right.administers, "since": at}
    return Membership.objects.create(user=user, organisation=organisation, **told)


def _end(held: Membership, *, at: datetime) -> None:
    Membership.objects.filter(pk=held.pk).update(until=at)


def _must_stay(held: Membership, *, without: bool, no_administrator: bool) -> None:
    """An organisation keeps an administrator, a State its focal point. Raises NotAllowed."""
    others = _running(held.organisation).exclude(pk=held.pk)
    last = held.role == Role.STATE_FOCAL_POINT and not others.filter(role=Role.STATE_FOCAL_POINT).exists()
    if without and last:
        raise NotAllowed(HANDED_OVER.why_not)
    if no_administrator and held.administers and not others.filter(administers=True).exists():
        raise NotAllowed(ONLY_ONE.why_not)


def _running(organisation: Organisation) -> QuerySet[Membership]:
    return Membership.objects.filter(organisation=organisation, until=None)


def _hold(organisation: Organisation) -> None:
    """Until the end of the transaction nobody else changes who works for an organisation."""
    hold(f"people of {organisation.pk}")


def _told(held: Membership) -> dict[str, Any]:
    told = {"account": str(held.user.number), "role": str(held.role), "organisation": held.organisation_id}
    return told | {"administers": held.administers, "language": held.user.language}


def _record(verb: str, about: Membership, *, by: Actor, at: datetime, changed: dict[str, Any]) -> None:
    record(f"people.{verb}", by=as_acting(by), about=("membership", str(about.pk)), at=at, changed=changed)

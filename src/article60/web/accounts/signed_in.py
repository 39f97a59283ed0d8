"""Who has signed in, for which organisations the person may act, and in which role the person acts now."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from article60.web.accounts.actor import NOBODY, Actor
from article60.web.accounts.models import Membership, User
from article60.web.accounts.roles import Role

SINCE = "signed_in_at"
"""Key in a session: when it began, in seconds since 1970."""
CHOSEN = "membership"
"""Key in a session: the membership in which somebody has chosen to act."""
WITHOUT_SECOND_FACTOR = frozenset({Role.STAKEHOLDER})
"""Roles in which a password is enough."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """What is known of who asks; `actor` is nobody as long as something is missing, such as the second factor."""

    user: User | None = None
    memberships: Sequence[Membership] = field(default_factory=tuple)
    membership: Membership | None = None
    actor: Actor = NOBODY
    lacks_second_factor: bool = False


ANONYMOUS = SignedIn()


class WhoAsks:
    """Finds out with every request who asks, so that a role that was taken away is gone with the next one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer; a session that is older than the longest one allowed ends here."""
        if request.user.is_authenticated and _too_old(request):
            logout(request)
        request.signed_in = signed_in(request)  # type: ignore[attr-defined]
        return self.get_response(request)


def who_asks(request: HttpRequest) -> SignedIn:
    """What is known of who asks; nothing before it was found out."""
    found: SignedIn = getattr(request, "signed_in", ANONYMOUS)
    return found


def signed_in(request: HttpRequest) -> SignedIn:
    """Find out who asks, from the session and the database."""
    user = request.user
    if not isinstance(user, User):
        return ANONYMOUS
    held = list(Membership.objects.filter(user=user, until=None).select_related("organisation").order_by("pk"))
    membership = _chosen(held, request)
    if membership is None:
        return SignedIn(user, held)
    if membership.role not in WITHOUT_SECOND_FACTOR and not _by_second_factor(request, user):
        return SignedIn(user, held, membership, NOBODY, lacks_second_factor=True)
    return SignedIn(user, held, membership, _actor(user, membership))


def _chosen(held: Sequence[Membership], request: HttpRequest) -> Membership | None:
    chosen = [one for one in held if one.pk == request.session.get(CHOSEN)]
    return next(iter((*chosen, *held)), None)


def _by_second_factor(request: HttpRequest, user: User) -> bool:
    """Whether this very session was opened by a second factor: one that began before there was any does not count."""
    used = {record["method"] for record in get_authentication_records(request, user)}
    return is_mfa_enabled(user) and "mfa" in used


def _actor(user: User, membership: Membership) -> Actor:
    body = membership.organisation
    return Actor(
        account=user.number,
        role=Role(membership.role),
        organisation=body.pk,
        state=body.state,
        vetted=body.vetted,
        administers=membership.administers,
    )


def _too_old(request: HttpRequest) -> bool:
    return time.time() - float(request.session.get(SINCE, 0)) > settings.ARTICLE60_LONGEST_SESSION_SECONDS

"""The one gate through which every request to the workspace goes: no policy, no page; and the database knows who asks."""

import logging
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from allauth.core.exceptions import ImmediateHttpResponse, ReauthenticationRequired
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from article60.web.accounts import errors
from article60.web.accounts.actor import acting
from article60.web.accounts.before_views import BeforeViews, route_of
from article60.web.accounts.policies import policies
from article60.web.accounts.signed_in import who_asks
from article60.web.audit.actions import Acting, record
from article60.web.common.turns import NoTurn

log = logging.getLogger(__name__)
SAFE = ("GET", "HEAD")


class Gate(BeforeViews):
    """Refuses what no policy allows, as if it were not there, and runs the rest in one transaction as who asks."""

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], arguments: Any, named: Any
    ) -> HttpResponseBase:
        """The page. Raises Http404 where there is no policy for the route, or none that lets who asks in.

        Who has not signed in is led to where that is done, whatever page was asked for, be it there or not.
        """
        route = route_of(request)
        policy = policies().get(route)
        if policy is None:
            log.error("refused, as no policy speaks of the route: %s", route)
            raise Http404
        asking = who_asks(request)
        if not policy.allows(asking.actor, request.method or ""):
            if asking.actor.role is None and request.method in SAFE:
                return _to_sign_in(request)
            _remember_refusal(request, route)
            raise Http404
        try:
            with acting(asking.actor):
                return _whole(view(request, *arguments, **named))
        except ImmediateHttpResponse as answered:
            return answered.response
        except ReauthenticationRequired:
            return _to(request, "account_reauthenticate")
        except NoTurn:
            return errors.busy(request)


def _whole(response: HttpResponseBase) -> HttpResponseBase:
    """An answer that is written out while the database still knows who asks."""
    render = getattr(response, "render", None)
    return render() if callable(render) else response


def _to_sign_in(request: HttpRequest) -> HttpResponseBase:
    if who_asks(request).user is None:
        return _to(request, "account_login")
    return HttpResponseRedirect(reverse("workspace:home"))  # which says what is missing


def _to(request: HttpRequest, route: str) -> HttpResponseBase:
    return HttpResponseRedirect(f"{reverse(route)}?{urlencode({'next': request.get_full_path()})}")


def _remember_refusal(request: HttpRequest, route: str) -> None:
    actor = who_asks(request).actor
    if actor.account is None or request.method in SAFE:
        return
    with acting(actor):
        who = Acting(account=actor.account, role=actor.role or "", organisation=str(actor.organisation))
        record("gate.refuse", by=who, about=("route", route), at=timezone.now(), changed={}, refused=True)

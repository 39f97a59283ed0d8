"""Pages of a State's register: the list, one need with its history, and its order of priority."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol
from uuid import UUID

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from article60.web.accounts.actor import Actor
from article60.web.accounts.changing import Overtaken
from article60.web.accounts.models import User
from article60.web.accounts.pages import render
from article60.web.accounts.signed_in import who_asks
from article60.web.accounts.visibility import STATE_ROLES
from article60.web.accounts.wording import role
from article60.web.common.allowed import NotAllowed
from article60.web.register import actions, order, policies
from article60.web.register.listed import groups, in_order
from article60.web.register.models import InformationRelease, NeedVersion, Source

MOST_DIGITS = 6


class Made(Protocol):
    """A version of something, as far as it tells who made it."""

    @property
    def made_by(self) -> UUID | None:
        """The account's own number."""


def needs(request: HttpRequest) -> HttpResponse:
    """The needs of the State for which somebody acts."""
    actor = actor_of(request)
    found = actions.needs_of(actor.state, by=actor, on=timezone.now().date())
    ranked = _ranked(actor)
    context = {
        "groups": list(groups(found, ranked)),
        "places": {need_id: place for place, need_id in enumerate(ranked, start=1)},
        "may_add": policies.may(actor, policies.ADD, state=actor.state),
    }
    return render(request, "register/needs.html", context)


def need(request: HttpRequest, need_id: str, *, overtaken: bool = False) -> HttpResponse:
    """One need: what it says now, where it was read, who can see it, and what it said before."""
    actor = actor_of(request)
    seen = NeedVersion.objects.visible_to(actor, timezone.now().date()).filter(need=need_id)
    versions = list(seen.order_by("-number"))
    if not versions:
        raise Http404(need_id)
    now = versions[0]
    own = actor.role in STATE_ROLES and actor.state == now.state
    ranked = _ranked(actor)
    context = {
        "now": now,
        "versions": versions,
        "sources": list(Source.objects.filter(need=need_id)),
        "names": names(versions) if own else {},
        "releases": list(_running(now)) if own else None,
        "today": timezone.now().date(),
        "place": ranked.index(need_id) + 1 if own and need_id in ranked else None,
        "may": {verb: policies.may(actor, verb, state=now.state) for verb in policies.VERBS},
        "of_the_state": actor.state == now.state,
        "overtaken": overtaken,
        "role": role,
    }
    return render(request, "register/need.html", context, status=409 if overtaken else 200)


def confirm(request: HttpRequest, need_id: str) -> HttpResponseBase:
    """The State stands by a need."""
    request.read_at = reverse("register:need", args=[need_id])  # type: ignore[attr-defined]
    try:
        actions.confirm(need_id, by=actor_of(request), seen=request.POST.get("seen", ""), at=timezone.now())
    except Overtaken:
        return need(request, need_id, overtaken=True)
    except (actions.NoSuchNeed, NotAllowed):
        raise Http404(need_id) from None
    return to_need(need_id)


def set_order(request: HttpRequest) -> HttpResponseBase:
    """The State's order of priority: read, and set by the numbers written beside its needs."""
    actor = actor_of(request)
    found = {one.need_id: one for one in actions.needs_of(actor.state, by=actor, on=timezone.now().date())}
    before = order.order_of(actor)
    ranked = [] if before is None else before.need_ids
    shown = [one.need_id for one in in_order(list(found.values()), ranked)]
    written = dict.fromkeys(shown, "") | {need_id: str(place) for place, need_id in enumerate(ranked, start=1)}
    if request.method != "POST":
        return _order(request, found, shown, written, before)
    written = {need_id: request.POST.get(need_id, "").strip() for need_id in shown}
    wrong = [need_id for need_id, place in written.items() if place and not _is_place(place)]
    if wrong:
        return _order(request, found, shown, written, before, wrong=wrong, seen=request.POST.get("seen", ""), status=422)
    wanted = sorted((need_id for need_id in shown if written[need_id]), key=lambda one: int(written[one]))
    try:
        order.set_order(wanted, by=actor, seen=request.POST.get("seen", ""), at=timezone.now())
    except Overtaken as error:
        return _order(request, found, shown, written, error.now, overtaken=True, status=409)
    except actions.NoSuchNeed:
        raise Http404 from None
    return HttpResponseRedirect(reverse("register:needs"))


def _order(
    request: HttpRequest,
    found: Mapping[str, NeedVersion],
    shown: Sequence[str],
    written: Mapping[str, str],
    before: Any,
    *,
    wrong: Sequence[str] = (),
    overtaken: bool = False,
    seen: str | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "needs": [found[need_id] for need_id in shown],
        "written": written,
        "wrong": wrong,
        "overtaken": overtaken,
        "before": before,
        "known": found,
        "seen": seen if seen is not None else order.NONE_YET if before is None else before.hash,
        "role": role,
    }
    return render(request, "register/order.html", context, status=status)


def _is_place(written: str) -> bool:
    return re.fullmatch(r"[0-9]+", written) is not None and len(written) <= MOST_DIGITS


def _ranked(actor: Actor) -> list[str]:
    found = order.order_of(actor)
    return [] if found is None else list(found.need_ids)


def _running(version: NeedVersion) -> Any:
    """Releases of a version that hold, or will once they have waited."""
    lasting = Q(until=None) | Q(until__gte=timezone.now().date())
    return InformationRelease.objects.filter(lasting, version=version, withdrawn_at=None).select_related("organisation")


def names(versions: Iterable[Made]) -> Mapping[Any, str]:
    """Names of those who made versions, for their own State alone."""
    found = User.objects.filter(number__in=[one.made_by for one in versions if one.made_by is not None])
    return {user.number: user.name for user in found}


def actor_of(request: HttpRequest) -> Actor:
    """Who asks."""
    return who_asks(request).actor


def to_need(need_id: str) -> HttpResponseRedirect:
    """Back to the need, by a request of its own: going back in the browser then sends nothing twice."""
    return HttpResponseRedirect(reverse("register:need", args=[need_id]))

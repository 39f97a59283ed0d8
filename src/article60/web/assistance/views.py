"""Pages on which a State goes through the assistance that it receives: the list, one piece with its history, a new one."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_noop as noop

from article60.web.accounts.actor import Actor
from article60.web.accounts.changing import Overtaken
from article60.web.accounts.pages import render
from article60.web.accounts.wording import role
from article60.web.assistance import actions, policies
from article60.web.assistance.content import ENDED, PLANNED, RUNNING, UNKNOWN, Content
from article60.web.assistance.forms import Said
from article60.web.assistance.models import AssistanceVersion
from article60.web.common.allowed import NotAllowed
from article60.web.register.actions import needs_of
from article60.web.register.policies import speaks_for_the_state
from article60.web.register.views import actor_of, names
from article60.web.register.writing import unused_id

GROUPS: Mapping[str, str] = {
    "waiting": noop("Waiting for the word of the State"),
    RUNNING: noop("Being provided"),
    PLANNED: noop("Planned assistance"),
    ENDED: noop("Assistance that has ended"),
    UNKNOWN: noop("Not known whether it continues"),
    "withdrawn": noop("Not received, says the State"),
}
"""Headings of the list, in the order in which they are shown."""


def group_of(one: AssistanceVersion) -> str:
    """Under which heading a piece stands."""
    if one.withdrawn:
        return "withdrawn"
    return str(one.progress) if one.confirmed else "waiting"


def listed(request: HttpRequest) -> HttpResponse:
    """Everything that the State says, or that reviews and aid data say of it, by how far it has come."""
    by = actor_of(request)
    held: dict[str, list[AssistanceVersion]] = {name: [] for name in GROUPS}
    for one in actions.all_of(by):
        held[group_of(one)].append(one)
    context = {
        "groups": [(name, heading, held[name]) for name, heading in GROUPS.items() if held[name]],
        "may_add": policies.may(by, policies.ADD, state=by.state),
    }
    return render(request, "assistance/list.html", context)


def piece(request: HttpRequest, assistance_id: str, *, overtaken: bool = False) -> HttpResponse:
    """One piece: what it says now, where that comes from, and what it said before."""
    by = actor_of(request)
    versions = list(actions.versions(assistance_id, by=by))
    if not versions:
        raise Http404(assistance_id)
    context = {
        "now": versions[0],
        "versions": versions,
        "names": names(versions),
        "needs": _needs(by, versions[0].need_ids),
        "may": {verb: policies.may(by, verb, state=by.state) for verb in policies.VERBS},
        "overtaken": overtaken,
        "role": role,
    }
    return render(request, "assistance/piece.html", context, status=409 if overtaken else 200)


def add(request: HttpRequest) -> HttpResponseBase:
    """State a piece of assistance that nothing tells of yet."""
    by = actor_of(request)
    own = _own(by)
    if request.method != "POST":
        new = unused_id(by.state, lambda made: actions.latest(made, by=by) is not None)
        initial = {"language": str(request.LANGUAGE_CODE), "progress": RUNNING, "needs": request.GET.getlist("need")}
        return _form(request, Said(initial=initial, own_needs=list(own)), own, assistance_id=new)
    assistance_id = request.POST.get("assistance_id", "")
    if not re.fullmatch(rf"{by.state}-[A-Z2-7]{{8}}", assistance_id):
        raise Http404
    form = Said(request.POST, own_needs=list(own))
    if not form.is_valid():
        return _form(request, form, own, assistance_id=assistance_id, status=422)
    made = actions.add(assistance_id, by=by, at=timezone.now(), content=Content(**form.words))
    return _to(made.assistance_id)


def correct(request: HttpRequest, assistance_id: str) -> HttpResponseBase:
    """Say what a piece of assistance should say."""
    by = actor_of(request)
    now = actions.latest(assistance_id, by=by)
    if now is None:
        raise Http404(assistance_id)
    own = _own(by)
    if request.method != "POST":
        same = ("text", "language", "types", "provider", "progress", "since", "until")
        initial = {name: getattr(now, name) for name in same} | {"provisions": "; ".join(now.provisions), "needs": now.need_ids}
        return _form(request, Said(initial=initial, own_needs=list(own)), own, now=now, seen=now.hash)
    form = Said(request.POST, own_needs=list(own))
    if not form.is_valid():
        return _form(request, form, own, now=now, seen=request.POST.get("seen", ""), status=422)
    try:
        actions.correct(assistance_id, by=by, seen=form.cleaned_data["seen"], at=timezone.now(), words=form.words)
    except Overtaken as error:
        return _form(request, form, own, now=error.now, seen=error.now.hash, overtaken=True, status=409)
    except (NotAllowed, actions.NoSuchAssistance):
        raise Http404(assistance_id) from None
    return _to(assistance_id)


def confirm(request: HttpRequest, assistance_id: str) -> HttpResponseBase:
    """The State stands by it."""
    return _said(request, assistance_id, actions.confirm)


def withdraw(request: HttpRequest, assistance_id: str) -> HttpResponseBase:
    """The State says that it does not receive this."""
    return _said(request, assistance_id, actions.withdraw)


def _said(request: HttpRequest, assistance_id: str, say: Any) -> HttpResponseBase:
    request.read_at = reverse("assistance:piece", args=[assistance_id])  # type: ignore[attr-defined]
    try:
        say(assistance_id, by=actor_of(request), seen=request.POST.get("seen", ""), at=timezone.now())
    except Overtaken:
        return piece(request, assistance_id, overtaken=True)
    except (NotAllowed, actions.NoSuchAssistance):
        raise Http404(assistance_id) from None
    return _to(assistance_id)


def _form(
    request: HttpRequest,
    form: Said,
    own: Mapping[str, str],
    *,
    now: AssistanceVersion | None = None,
    assistance_id: str = "",
    seen: str = "",
    overtaken: bool = False,
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "own": own,
        "now": now,
        "assistance_id": assistance_id,
        "seen": seen,
        "overtaken": overtaken,
        "prepares": not speaks_for_the_state(actor_of(request)),
        "names": {} if now is None else names([now]),
        "role": role,
    }
    return render(request, "assistance/write.html", context, status=status)


def _own(by: Actor) -> Mapping[str, str]:
    """The words of the State's needs by identifier."""
    return {one.need_id: one.text for one in needs_of(by.state, by=by, on=timezone.now().date())}


def _needs(by: Actor, need_ids: Sequence[str]) -> Mapping[str, str]:
    own = _own(by)
    return {need_id: own[need_id] for need_id in need_ids if need_id in own}


def _to(assistance_id: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("assistance:piece", args=[assistance_id]))

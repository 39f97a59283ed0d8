"""Pages on which people write about a need: correct, add, say met, withdraw. What was written is never lost."""

import re
import secrets
from base64 import b32encode
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from article60.web.accounts.actor import Actor
from article60.web.accounts.changing import Overtaken
from article60.web.accounts.pages import render
from article60.web.accounts.wording import role
from article60.web.common.allowed import NotAllowed
from article60.web.register import actions, forms
from article60.web.register.content import Content
from article60.web.register.models import NeedVersion
from article60.web.register.policies import speaks_for_the_state
from article60.web.register.views import actor_of, names, to_need

_BYTES = 5
"""Random bytes of a new identifier: eight characters."""

Change = Callable[[Any, Actor, datetime], Any]


def correct(request: HttpRequest, need_id: str) -> HttpResponseBase:
    """Say what a need should say."""

    def change(form: forms.Words, by: Actor, at: datetime) -> None:
        given = form.cleaned_data
        actions.correct(need_id, by=by, seen=given["seen"], at=at, words=form.words, reason=given["reason"])

    return _written(request, need_id, forms.Words, "register/correct.html", _as_written, change)


def withdraw(request: HttpRequest, need_id: str) -> HttpResponseBase:
    """Say that a need is no longer stated."""

    def change(form: forms.Reasoned, by: Actor, at: datetime) -> None:
        given = form.cleaned_data
        actions.withdraw(need_id, by=by, seen=given["seen"], at=at, reason=given["reason"])

    return _written(request, need_id, forms.Reasoned, "register/withdraw.html", lambda now: {}, change)


def say_met(request: HttpRequest, need_id: str) -> HttpResponseBase:
    """Say how far a need is met, by whom and since when."""

    def change(form: forms.Met, by: Actor, at: datetime) -> None:
        given = form.cleaned_data
        said = {"standing": given["standing"], "met_by": given["met_by"], "since": given["since"]}
        actions.say_met(need_id, by=by, seen=given["seen"], at=at, **said)

    return _written(request, need_id, forms.Met, "register/met.html", _as_said, change)


def add(request: HttpRequest) -> HttpResponse | HttpResponseBase:
    """State a need of one's own."""
    by = actor_of(request)
    if request.method != "POST":
        today = timezone.now().date()
        new = unused_id(by.state, lambda made: actions.latest(made, by=by, on=today) is not None)
        form = forms.Added(initial={"need_id": new, "language": _language(request), "timing": "current"})
        return _add(request, form)
    form = forms.Added(request.POST)
    if not re.fullmatch(rf"{by.state}-[A-Z2-7]{{8}}", request.POST.get("need_id", "")):
        raise Http404
    if not form.is_valid():
        return _add(request, form, status=422)
    made = actions.add(form.cleaned_data["need_id"], by=by, at=timezone.now(), content=Content(**form.words))
    return to_need(made.need_id)


def _add(request: HttpRequest, form: Form, status: int = 200) -> HttpResponse:
    context = {"form": form, "prepares": not speaks_for_the_state(actor_of(request))}
    return render(request, "register/add.html", context, status=status)


def _written(
    request: HttpRequest,
    need_id: str,
    kind: type[Form],
    template: str,
    initial: Callable[[NeedVersion], dict[str, Any]],
    change: Change,
) -> HttpResponseBase:
    """The page with its form; what was sent is done, or shown again beside what is wrong, or beside what changed meanwhile."""
    by, at = actor_of(request), timezone.now()
    now = actions.latest(need_id, by=by, on=at.date())
    if now is None or now.state != by.state:
        raise Http404(need_id)
    if request.method != "POST":
        return _form(request, template, kind(initial={"seen": now.hash, **initial(now)}), now, seen=now.hash)
    form = kind(request.POST)
    if not form.is_valid():
        return _form(request, template, form, now, seen=request.POST.get("seen", ""), status=422)
    try:
        change(form, by, at)
    except Overtaken as error:
        return _form(request, template, form, error.now, seen=error.now.hash, overtaken=True, status=409)
    except (actions.NoSuchNeed, NotAllowed):
        raise Http404(need_id) from None
    return to_need(need_id)


def _form(
    request: HttpRequest, template: str, form: Form, now: NeedVersion, *, seen: str, overtaken: bool = False, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "now": now,
        "seen": seen,
        "overtaken": overtaken,
        "names": names([now]),
        "prepares": not speaks_for_the_state(actor_of(request)),
        "role": role,
    }
    return render(request, template, context, status=status)


def _as_written(now: NeedVersion) -> dict[str, Any]:
    same = ("text", "language", "types", "beneficiary", "timing")
    return {**{name: getattr(now, name) for name in same}, "provisions": "; ".join(now.provisions)}


def _as_said(now: NeedVersion) -> dict[str, Any]:
    return {"standing": now.standing, "met_by": now.standing_by, "since": now.standing_since}


def unused_id(state: str, taken: Callable[[str], bool]) -> str:
    """A new identifier of a State's record, random, that is not taken."""
    while True:
        made = f"{state}-{b32encode(secrets.token_bytes(_BYTES)).decode()}"
        if not taken(made):
            return made


def _language(request: HttpRequest) -> str:
    return str(request.LANGUAGE_CODE)

"""Pages of an organisation's own activities in aid data: which they are, and what its officers say of each."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from article60.codes.labels import codes
from article60.web.accounts.changing import Overtaken
from article60.web.accounts.pages import render
from article60.web.accounts.wording import role
from article60.web.common import wording
from article60.web.common.allowed import NotAllowed
from article60.web.curation.actions import Unfit
from article60.web.curation.last_run import last_run
from article60.web.provider import own
from article60.web.provider.forms import STATUSES
from article60.web.provider.own_forms import Classified
from article60.web.register.forms import Reasoned
from article60.web.register.views import actor_of, names


def activities(request: HttpRequest) -> HttpResponse:
    """The identifiers that the organisation holds, and all its activities by where they stand."""
    by, release = actor_of(request), last_run()
    body = own.published_as(by, release)
    found = own.activities(by, release, body, at=timezone.now()) if release is not None and body is not None else []
    groups = [(standing, [one for one in found if one.standing == standing]) for standing in own.STANDINGS]
    context = {"body": body, "groups": groups, "release": release}
    return render(request, "provider/activities.html", context)


def activity(request: HttpRequest, activity_id: str) -> HttpResponseBase:
    """One of them: what aid data say, what was said since, and the form to correct it."""
    now = _own(request, activity_id)
    if request.method != "POST":
        return _activity(request, now, Classified(initial=_as_written(now)))
    form = Classified(request.POST)
    if not form.is_valid():
        return _activity(request, now, form, seen=request.POST.get("seen", ""), status=422)
    values = form.values(now.activity)
    if not values:
        return _to(activity_id)
    return _said(request, activity_id, now, own.CORRECTED, form, values=values)


def claim(request: HttpRequest, activity_id: str, verb: str) -> HttpResponseBase:
    """It is ours; it is not ours; it is ours, but no assistance against corruption."""
    request.read_at = reverse("provider:activity", args=[activity_id])  # type: ignore[attr-defined]
    now, form = _own(request, activity_id), Reasoned(request.POST)
    if not form.is_valid():
        return _activity(request, now, Classified(initial=_as_written(now)), status=422)
    return _said(request, activity_id, now, VERBS[verb], form)


VERBS = {"ours": own.OURS, "not-ours": own.NOT_OURS, "no-such-assistance": own.NO_SUCH_ASSISTANCE}
"""What an address says, as the verb of the decision."""


def _said(
    request: HttpRequest, activity_id: str, now: own.Own, verb: str, form: Reasoned, *, values: dict[str, Any] | None = None
) -> HttpResponseBase:
    given, shown = form.cleaned_data, form if isinstance(form, Classified) else Classified(initial=_as_written(now))
    try:
        own.say(now, verb, by=actor_of(request), seen=given["seen"], at=timezone.now(), values=values, reason=given["reason"])
    except (Overtaken, Unfit):
        return _activity(request, _own(request, activity_id), shown, overtaken=True, status=409)
    except NotAllowed:
        raise Http404(activity_id) from None
    return _to(activity_id)


def _own(request: HttpRequest, activity_id: str) -> own.Own:
    by, release = actor_of(request), last_run()
    body = own.published_as(by, release)
    found = None
    if release is not None and body is not None:
        found = own.activity(by, release, body, activity_id, at=timezone.now())
    if found is None:
        raise Http404(activity_id)
    return found


def _activity(
    request: HttpRequest, now: own.Own, form: Classified, *, seen: str | None = None, overtaken: bool = False, status: int = 200
) -> HttpResponse:
    context = {
        "own": now,
        "form": form,
        "seen": now.seen if seen is None else seen,
        "overtaken": overtaken,
        "names": names(now.decisions),
        "role": role,
        "statuses": [("", "–"), *((code, wording.code(STATUSES, code)) for code in codes(STATUSES))],
    }
    return render(request, "provider/activity.html", context, status=status)


def _as_written(now: own.Own) -> dict[str, Any]:
    a = now.activity
    days = {name: getattr(a, name).isoformat() if getattr(a, name) else "" for name in ("start", "end")}
    return {"provisions": "; ".join(a.provisions), "types": a.types, "status": a.status or ""} | days


def _to(activity_id: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("provider:activity", args=[activity_id]))

"""Pages of what a provider reports and plans: the list, one with its versions, writing, publishing and taking back."""

import re
from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from article60.codes.areas import AREAS, area_name
from article60.codes.labels import codes
from article60.domain.state_party import state_parties
from article60.web.accounts.changing import Overtaken
from article60.web.accounts.pages import render
from article60.web.accounts.wording import role
from article60.web.common import wording
from article60.web.common.allowed import NotAllowed
from article60.web.provider import actions
from article60.web.provider.forms import STATUSES, Added, Report, ToPublish
from article60.web.provider.models import KINDS, Publication, ReportedVersion
from article60.web.provider.visibility import AUDIENCES
from article60.web.register.views import actor_of, names

MOST_SHOWN = 500


def reports(request: HttpRequest, *, overtaken: bool = False) -> HttpResponse:
    """Everything that the organisation reports or plans, and to whom which version is published."""
    by, at = actor_of(request), timezone.now()
    found = actions.newest(by, at)
    published = _published([one.reported_id for one in found])
    context = {
        "groups": [(kind, [one for one in found if one.reported.kind == kind]) for kind in KINDS],
        "published": published,
        "audiences": AUDIENCES,
        "overtaken": overtaken,
        "area_name": area_name,
    }
    return render(request, "provider/reports.html", context, status=409 if overtaken else 200)


def report(request: HttpRequest, reported_id: str, *, overtaken: bool = False) -> HttpResponse:
    """One of them: what it says now and said before, and who can see it."""
    by, at = actor_of(request), timezone.now()
    versions = list(actions.own_versions(by, at).filter(reported__reported_id=reported_id).order_by("-number"))
    if not versions:
        raise Http404(reported_id)
    context = {
        "now": versions[0],
        "versions": versions,
        "publications": _published([versions[0].reported_id]).get(versions[0].reported_id, {}),
        "audiences": AUDIENCES,
        "names": names(versions),
        "overtaken": overtaken,
        "role": role,
        "area_name": area_name,
    }
    return render(request, "provider/report.html", context, status=409 if overtaken else 200)


def add(request: HttpRequest, kind: str) -> HttpResponseBase:
    """Report an activity, or write down a planned programme."""
    if kind not in KINDS:
        raise Http404(kind)
    if request.method != "POST":
        initial = {"reported_id": actions.new_id(), "language": wording.language(), "status": ""}
        return _write(request, Added(kind=kind, initial=initial))
    form = Added(request.POST, kind=kind)
    if not re.fullmatch(rf"{actions.PREFIX}-[A-Z2-7]{{8}}", request.POST.get("reported_id", "")):
        raise Http404
    if not form.is_valid():
        return _write(request, form, status=422)
    given = form.cleaned_data
    try:
        made = actions.add(
            given["reported_id"], by=actor_of(request), at=timezone.now(), kind=kind, activity=form.activity,
            reference=given["reference"],
        )  # fmt: skip
    except actions.ReferenceTaken:
        form.is_taken()
        return _write(request, form, status=422)
    except NotAllowed:
        raise Http404 from None
    return _to(made.reported.reported_id)


def correct(request: HttpRequest, reported_id: str) -> HttpResponseBase:
    """Say something else of one."""
    by, at = actor_of(request), timezone.now()
    now = _own(request, reported_id)
    if request.method != "POST":
        return _write(request, Report(kind=now.reported.kind, initial=_as_written(now)), now=now)
    form = Report(request.POST, kind=now.reported.kind)
    if not form.is_valid():
        return _write(request, form, now=now, seen=request.POST.get("seen", ""), status=422)
    given = form.cleaned_data
    try:
        actions.correct(
            reported_id, by=by, seen=given["seen"], at=at, activity=form.activity, reason=given["reason"]
        )  # fmt: skip
    except Overtaken as error:
        return _write(request, form, now=error.now, overtaken=True, status=409)
    except (actions.NothingThere, NotAllowed):
        raise Http404(reported_id) from None
    return _to(reported_id)


def publish(request: HttpRequest) -> HttpResponseBase:
    """Publish one or several versions to an audience: of each that is marked, the one that was on the page."""
    request.read_at = reverse("provider:reports")  # type: ignore[attr-defined]
    form = ToPublish(request.POST)
    marked = [one for one in request.POST.getlist("publish") if re.fullmatch(r"RP-[A-Z2-7]{8}", one)]
    if not form.is_valid() or not marked:
        return HttpResponseRedirect(reverse("provider:reports"))
    wanted = {one: request.POST.get(f"seen-{one}", "") for one in marked}
    try:
        actions.publish(wanted, by=actor_of(request), at=timezone.now(), audience=form.cleaned_data["audience"])
    except Overtaken:
        return report(request, marked[0], overtaken=True) if len(marked) == 1 else reports(request, overtaken=True)
    except (actions.NothingThere, NotAllowed):
        raise Http404 from None
    return _to(marked[0]) if len(marked) == 1 else HttpResponseRedirect(reverse("provider:reports"))


def take_back(request: HttpRequest, reported_id: str) -> HttpResponseBase:
    """No longer publish it to an audience."""
    audience = request.POST.get("audience", "")
    try:
        actions.take_back(reported_id, by=actor_of(request), at=timezone.now(), audience=audience)
    except (actions.NothingThere, NotAllowed):
        raise Http404(reported_id) from None
    return _to(reported_id)


def shared(request: HttpRequest) -> HttpResponse:
    """What providers have published to those to whom who asks belongs."""
    by, at = actor_of(request), timezone.now()
    found = ReportedVersion.objects.visible_to(by, at.date()).filter(publications__withdrawn_at=None)
    others = found.exclude(organisation=by.organisation) if by.organisation is not None else found
    told = others.select_related("reported", "organisation").order_by("organisation__name", "reported__reference", "number")
    return render(request, "provider/shared.html", {"versions": list(told[:MOST_SHOWN]), "area_name": area_name})


def _write(
    request: HttpRequest,
    form: Report,
    *,
    now: ReportedVersion | None = None,
    seen: str | None = None,
    overtaken: bool = False,
    status: int = 200,
) -> HttpResponse:
    tongue = wording.language()
    states = {code: str(getattr(one, f"name_{tongue}")) for code, one in state_parties().items()}
    context = {
        "form": form,
        "kind": form.kind,
        "now": now,
        "seen": seen if seen is not None else "" if now is None else now.hash,
        "overtaken": overtaken,
        "names": {} if now is None else names([now]),
        "role": role,
        "states": sorted(states.items(), key=lambda one: one[1]),
        "statuses": [(code, wording.code(STATUSES, code)) for code in codes(STATUSES)],
        "areas": [(name, [(code, area_name(code, tongue)) for code in codes(name)]) for name in AREAS],
        "area_name": area_name,
    }
    return render(request, "provider/write.html", context, status=status)


def _own(request: HttpRequest, reported_id: str) -> ReportedVersion:
    try:
        return actions.own(reported_id, by=actor_of(request), at=timezone.now())
    except (actions.NothingThere, NotAllowed):
        raise Http404(reported_id) from None


def _published(reported: list[int]) -> Mapping[int, Mapping[str, Publication]]:
    """Of each, by audience, what is published to it now."""
    found: dict[int, dict[str, Publication]] = {}
    for one in Publication.objects.filter(reported__in=reported, withdrawn_at=None).select_related("version"):
        found.setdefault(one.reported_id, {})[one.audience] = one
    return found


def _as_written(now: ReportedVersion) -> dict[str, Any]:
    said: dict[str, Any] = now.said
    return said | {"provisions": "; ".join(said["provisions"]), "bodies": "\n".join(said["bodies"])}


def _to(reported_id: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("provider:report", args=[reported_id]))

"""Pages of consent: what is released to whom, a consent given, taken back or recorded, its note and its receipt."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from article60.web.accounts.actor import Actor
from article60.web.accounts.changing import Overtaken
from article60.web.accounts.pages import render
from article60.web.accounts.wording import role
from article60.web.common.allowed import NotAllowed
from article60.web.consent import actions
from article60.web.consent.forms import Ended, Recorded, ToWhom
from article60.web.consent.models import Note, Receipt
from article60.web.consent.policies import may_decide
from article60.web.consent.terms import UnusableTerms
from article60.web.consent.waiting import changed
from article60.web.register.actions import NoSuchNeed, latest
from article60.web.register.models import InformationRelease, NeedVersion
from article60.web.register.views import actor_of, names

MOST_SHOWN = 200


def releases(request: HttpRequest) -> HttpResponse:
    """Everything that the State has released, what waits, and needs whose newest version nobody else sees."""
    actor, today = actor_of(request), timezone.now().date()
    found = list(actions.of_state(by=actor).select_related("version")[:MOST_SHOWN])
    open_ones = [one for one in found if _standing(one, today) in ("waiting", "released")]
    context = _shown(found, actor, today) | {"changed": changed(open_ones, by=actor, on=today)}
    return render(request, "consent/releases.html", context)


def need(request: HttpRequest, need_id: str) -> HttpResponseBase:
    """One need: to whom it is released, and the form by which the State consents to its newest version."""
    by, at = actor_of(request), timezone.now()
    now = _own(need_id, by, at.date())
    if request.method != "POST":
        instead_of = request.GET.get("instead_of", "")
        initial = {"instead_of": instead_of if instead_of.isascii() and instead_of.isdigit() else ""}
        return _need(request, now, ToWhom(by=by, initial=initial))
    form = ToWhom(request.POST, by=by)
    if not form.is_valid():
        return _need(request, now, form, seen=request.POST.get("seen", ""), status=422)
    given = form.cleaned_data
    try:
        actions.give(need_id, by=by, seen=given["seen"], at=at, terms=given["terms"], instead_of=given["instead_of"])
    except UnusableTerms:
        form.comes_too_early()
        return _need(request, now, form, seen=given["seen"], status=422)
    except Overtaken as error:
        return _need(request, error.now, form, overtaken=True, status=409)
    except (NoSuchNeed, NotAllowed, actions.NoSuchRelease):
        raise Http404(need_id) from None
    return HttpResponseRedirect(reverse("consent:need", args=[need_id]))


def withdraw(request: HttpRequest, release: int) -> HttpResponseBase:
    """Stop a release that waits, or take a consent back; the page says what cannot be called back."""
    by, at = actor_of(request), timezone.now()
    found = actions.of_state(by=by).filter(pk=release).first()
    if found is None:
        raise Http404
    if request.method != "POST":
        return render(request, "consent/withdraw.html", _ending(found, by, at.date()))
    try:
        actions.take_back(release, by=by, at=at)
    except (NotAllowed, actions.NoSuchRelease):
        raise Http404 from None
    return HttpResponseRedirect(reverse("consent:need", args=[found.need_id]))


def end(request: HttpRequest, release: int) -> HttpResponseBase:
    """The Secretariat ends what it has recorded: the State took it back by a note, or the record was not right."""
    by, at = actor_of(request), timezone.now()
    found = actions.of_state(by=by).filter(pk=release).first()
    if found is None:
        raise Http404
    if request.method != "POST":
        return render(request, "consent/end.html", _ending(found, by, at.date()) | {"form": Ended()})
    form = Ended(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "consent/end.html", _ending(found, by, at.date()) | {"form": form}, status=422)
    actions.record_end(release, by=by, at=at, **form.said)
    return HttpResponseRedirect(reverse("consent:record"))


def record(request: HttpRequest) -> HttpResponseBase:
    """The Secretariat records a consent that a State gave by a note."""
    by, at = actor_of(request), timezone.now()
    if request.method != "POST":
        return _record(request, Recorded(by=by))
    form = Recorded(request.POST, request.FILES, by=by)
    if not form.is_valid():
        return _record(request, form, status=422)
    given = form.cleaned_data
    try:
        actions.record_note(
            given["need_id"], by=by, version_hash=given["version_hash"], at=at, terms=given["terms"], note=form.noted
        )
    except UnusableTerms:
        form.comes_too_early()
        return _record(request, form, status=422)
    except NoSuchNeed:
        form.names_nothing()
        return _record(request, form, status=422)
    return HttpResponseRedirect(reverse("consent:record"))


def note(request: HttpRequest, state: str, sha256: str) -> HttpResponse:
    """A note as it came, for its State and for those who record."""
    by = actor_of(request)
    found = Note.objects.filter(state=state, sha256=sha256).first() if by.state in ("", state) else None
    if found is None:
        raise Http404
    return _file(bytes(found.content), f"note-{sha256[:12]}.{found.ending}")


def receipt(request: HttpRequest, number: int, kind: str) -> HttpResponse:
    """A receipt, or its signature, byte for byte as it was made."""
    found = Receipt.objects.filter(pk=number, state=actor_of(request).state).first()
    told = "" if found is None else found.body if kind == "json" else found.signature
    if not told:
        raise Http404
    return _file(told.encode(), f"receipt-{number}.{kind}")


def _need(
    request: HttpRequest, now: NeedVersion, form: ToWhom, *, seen: str | None = None, overtaken: bool = False, status: int = 200
) -> HttpResponse:
    actor, today = actor_of(request), timezone.now().date()
    found = list(actions.of_need(now.need_id, by=actor)[:MOST_SHOWN])
    standings = {one.version_hash: True for one in found if _standing(one, today) in ("waiting", "released")}
    context = _shown(found, actor, today) | {
        "form": form,
        "now": now,
        "seen": now.hash if seen is None else seen,
        "may": may_decide(actor, state=now.state),
        "days": settings.ARTICLE60_WAITING_DAYS,
        "overtaken": overtaken,
        "behind": bool(standings) and now.hash not in standings,
        "names": names([now]),
    }
    return render(request, "consent/need.html", context, status=status)


def _record(request: HttpRequest, form: Recorded, *, status: int = 200) -> HttpResponse:
    actor = actor_of(request)
    found = InformationRelease.objects.exclude(note="").select_related("organisation").order_by("-consented_at", "-pk")
    context = _shown(list(found[:MOST_SHOWN]), actor, timezone.now().date()) | {"form": form}
    return render(request, "consent/record.html", context, status=status)


def _shown(found: Sequence[InformationRelease], actor: Actor, today: date) -> dict[str, Any]:
    """Releases with where each stands, its receipts, and whether who asks may end it."""
    receipts: dict[int, list[Receipt]] = {}
    for one in Receipt.objects.filter(release__in=[one.pk for one in found], state=actor.state):
        receipts.setdefault(one.release_id, []).append(one)
    standings: Mapping[int, str] = {one.pk: _standing(one, today) for one in found}
    may_end = bool(may_decide(actor, state=actor.state))
    return {"releases": found, "standings": standings, "receipts": receipts, "may_end": may_end, "role": role}


def _standing(release: InformationRelease, today: date) -> str:
    if release.withdrawn_at is not None:
        return "stopped" if release.withdrawn_at.date() < release.since else "withdrawn"
    if today < release.since:
        return "waiting"
    return "released" if release.until is None or today <= release.until else "over"


def _ending(release: InformationRelease, by: Actor, today: date) -> dict[str, Any]:
    """What is shown before a release ends: where it stands, and what others go on seeing of the same need."""
    others = actions.of_state(by=by).filter(need=release.need_id, withdrawn_at=None).exclude(pk=release.pk)
    still = [one for one in others if _standing(one, today) in ("waiting", "released")]
    return {"one": release, "standing": _standing(release, today), "still": still}


def _own(need_id: str, by: Actor, on: date) -> NeedVersion:
    found = latest(need_id, by=by, on=on)
    if found is None or found.state != by.state:
        raise Http404(need_id)
    return found


def _file(content: bytes, name: str) -> HttpResponse:
    """To be kept, never to be shown in place: what others wrote is opened by nobody's browser."""
    return HttpResponse(
        content, content_type="application/octet-stream", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )

"""Pages on which a State opens what stands beside its needs: documents that are public, and its order of priority."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from article60.web.accounts.actor import Actor
from article60.web.accounts.changing import Overtaken
from article60.web.accounts.pages import render
from article60.web.common.allowed import NotAllowed
from article60.web.consent import opening
from article60.web.consent.forms import Document
from article60.web.consent.policies import may_decide
from article60.web.register.actions import needs_of
from article60.web.register.views import actor_of

MOST_SHOWN = 200


def documents(request: HttpRequest) -> HttpResponseBase:
    """The documents of which the State has said that they are public, and the form by which it says so."""
    by = actor_of(request)
    if request.method != "POST":
        return _documents(request, by, Document())
    form = Document(request.POST, request.FILES)
    if not form.is_valid():
        return _documents(request, by, form, status=422)
    try:
        opening.open_document(form.said, by=by, at=timezone.now())
    except NotAllowed:
        raise Http404 from None
    return HttpResponseRedirect(reverse("consent:documents"))


def close_document(request: HttpRequest, number: int) -> HttpResponseBase:
    """What was said of a document is taken back."""
    return _closed(opening.close_document, number, by=actor_of(request), then="consent:documents")


def order(request: HttpRequest) -> HttpResponseBase:
    """The order of priority of the needs that are released to the public, and the form by which the State opens it."""
    by = actor_of(request)
    if request.method != "POST":
        return _order(request, by)
    try:
        opening.open_order(request.POST.getlist("need"), by=by, at=timezone.now())
    except NotAllowed:
        raise Http404 from None
    except Overtaken:
        return _order(request, by, overtaken=True, status=409)
    return HttpResponseRedirect(reverse("consent:order"))


def close_order(request: HttpRequest, number: int) -> HttpResponseBase:
    """That the order is open is taken back."""
    return _closed(opening.close_order, number, by=actor_of(request), then="consent:order")


def _closed(close: Callable[..., Any], number: int, *, by: Actor, then: str) -> HttpResponseBase:
    try:
        close(number, by=by, at=timezone.now())
    except (NotAllowed, opening.NothingOpen):
        raise Http404 from None
    return HttpResponseRedirect(reverse(then))


def _documents(request: HttpRequest, by: Actor, form: Document, *, status: int = 200) -> HttpResponse:
    found = opening.documents_of(by)[:MOST_SHOWN]
    context = {"documents": found, "form": form, "today": timezone.now().date()} | _deciding(by)
    return render(request, "consent/documents.html", context, status=status)


def _order(request: HttpRequest, by: Actor, *, overtaken: bool = False, status: int = 200) -> HttpResponse:
    today = timezone.now().date()
    texts = {one.need_id: one for one in needs_of(by.state, by=by, on=today)}
    opened = opening.open_order_of(by)
    context = {
        "needs": [texts[need_id] for need_id in opening.to_be_opened(by)],
        "opened": opened,
        "shown": [] if opened is None else [texts[need_id] for need_id in opened.need_ids],
        "overtaken": overtaken,
        "today": today,
    }
    return render(request, "consent/order.html", context | _deciding(by), status=status)


def _deciding(by: Actor) -> dict[str, Any]:
    return {"may": may_decide(by, state=by.state), "days": settings.ARTICLE60_WAITING_DAYS}

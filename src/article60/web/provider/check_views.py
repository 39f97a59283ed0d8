"""The page on which a planned programme is held against the last run; it is asked for by its own organisation alone."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from article60.publication.reports.design_view import View, served
from article60.web.accounts.models import Organisation
from article60.web.accounts.pages import render
from article60.web.common import wording
from article60.web.common.allowed import NotAllowed
from article60.web.curation.last_run import last_run
from article60.web.provider import actions, checking
from article60.web.provider.models import PROGRAMME
from article60.web.register.views import actor_of


def check(request: HttpRequest, reported_id: str) -> HttpResponse:
    """What the last run says of a planned programme, for each State."""
    by = actor_of(request)
    try:
        now = actions.own(reported_id, by=by, at=timezone.now())
    except (actions.NothingThere, NotAllowed):
        raise Http404(reported_id) from None
    if now.reported.kind != PROGRAMME:
        raise Http404(reported_id)
    release, found, unknown = last_run(), None, False
    if release is not None:
        body = Organisation.objects.get(pk=now.organisation_id)
        try:
            found = checking.answer(now.activity, provider=body.name, release=release)
        except checking.UnknownArea:
            unknown = True
    view = None if found is None else View(found, wording.language())
    context = {"now": now, "answer": found, "view": view, "unknown": unknown, "served": served}
    return render(request, "provider/check.html", context)

"""Pages of checklists: which there are, how far one is answered, by whom, and what was answered before."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from article60.domain.checklist import Checklist, words_of
from article60.domain.checklist import checklists as all_checklists
from article60.web.accounts.actor import Actor
from article60.web.accounts.pages import render
from article60.web.accounts.wording import role
from article60.web.checklist import actions
from article60.web.checklist.finding import articles_for, checklist_of, names_of, own
from article60.web.checklist.offline import workbooks_of
from article60.web.checklist.progress import chapters, whole
from article60.web.common.allowed import NotAllowed
from article60.web.common.wording import language
from article60.web.register.views import actor_of

MOST_SHOWN = 20


def checklists(request: HttpRequest) -> HttpResponse:
    """The checklists that somebody answers, and how far each is answered."""
    by = actor_of(request)
    found = [(one, articles_for(one, by)) for one in all_checklists().values()]
    rows = [(one, whole(one, actions.answers_of(one, by=by), articles)) for one, articles in found if articles]
    return render(request, "checklist/checklists.html", {"rows": rows})


def overview(request: HttpRequest, code: str) -> HttpResponse:
    """One checklist: its chapters and articles, how far each is answered, and which institutions answer it too."""
    return overview_of(request, checklist_of(code), actor_of(request))


def overview_of(request: HttpRequest, found: Checklist, by: Actor, *, refused: str = "", status: int = 200) -> HttpResponse:
    """The page of a checklist; `refused` says why a file that was handed in was not taken."""
    answers, articles = actions.answers_of(found, by=by), articles_for(found, by)
    context = {
        "checklist": found,
        "chapters": list(chapters(found, answers, articles)),
        "whole": whole(found, answers, articles),
        "assigned": actions.assigned_to(found, by=by),
        "workbooks": list(workbooks_of(found, by=by)[:MOST_SHOWN]),
        "refused": refused,
    }
    return render(request, "checklist/overview.html", context, status=status)


def history(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """Everything that was ever answered about an article, the newest first."""
    by, found = actor_of(request), checklist_of(code)
    own(found, number, by)
    versions = actions.history_of(found, number, by=by)
    context = {
        "checklist": found,
        "number": number,
        "versions": [(one, words_of(found, found.cells[one.cell], language()), found.cells[one.cell]) for one in versions],
        "names": names_of(versions),
        "role": role,
    }
    return render(request, "checklist/history.html", context)


def assign(request: HttpRequest, code: str, number: str) -> HttpResponseBase:
    """Say which institutions answer an article."""
    by, found = actor_of(request), checklist_of(code)
    own(found, number, by)
    chosen = request.POST.getlist("institution")
    if not all(one.isascii() and one.isdigit() and len(one) < 10 for one in chosen):
        raise Http404
    try:
        actions.assign(found, number, {int(one) for one in chosen}, by=by, at=timezone.now())
    except (actions.NoSuchCell, NotAllowed):
        raise Http404 from None
    return HttpResponseRedirect(reverse("checklist:article", args=[code, number]))

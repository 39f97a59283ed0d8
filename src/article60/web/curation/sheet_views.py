"""Pages of clearance sheets that States have sent back: handing one in, what it says, and recording that."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from article60.web.accounts.changing import Overtaken
from article60.web.accounts.pages import render
from article60.web.clearance.forms import CameBack as HandedIn
from article60.web.common.allowed import NotAllowed
from article60.web.curation import actions, returned
from article60.web.curation.last_run import last_run
from article60.web.curation.models import Decision
from article60.web.jobs import intake
from article60.web.jobs.models import Received
from article60.web.register.views import actor_of

MOST_SHOWN = 100


def sheets(request: HttpRequest) -> HttpResponseBase:
    """Hand in a sheet: its bytes are kept first. Those that were handed in before, with how much was recorded from each."""
    if request.method != "POST":
        return _sheets(request, HandedIn())
    form = HandedIn(request.POST, request.FILES)
    if not form.is_valid():
        return _sheets(request, form, status=422)
    sent = form.cleaned_data["file"]
    kept = intake.receive(sent.chunks(), name=sent.name, by=actor_of(request), at=timezone.now()).file
    return HttpResponseRedirect(reverse("curation:sheet", args=[kept.pk]))


def sheet(request: HttpRequest, received: UUID) -> HttpResponseBase:
    """What a sheet says and what recording it would change; what was looked at is recorded in one step."""
    by, at = actor_of(request), timezone.now()
    file, release = returned.sheets_of(by).filter(pk=received).first(), last_run()
    if file is None or release is None:
        raise Http404(received)

    def said() -> returned.CameBack:
        path, ending = intake.store().path(file.sha256), HandedIn.ending_of(file.name)
        return returned.read(path, ending, sheet=file.sha256, release=release, by=by, at=at)

    found = said()
    if request.method != "POST":
        return _sheet(request, file, found)
    seen = request.POST.get("seen", "")
    try:
        actions.record_sheet(found.ready, sheet=file.sha256, by=by, seen=seen, at=at)
    except Overtaken:
        return _sheet(request, file, said(), overtaken=True, status=409)
    except (NotAllowed, actions.Unfit):
        raise Http404(received) from None
    return HttpResponseRedirect(reverse("curation:sheet", args=[received]))


def _sheets(request: HttpRequest, form: HandedIn, *, status: int = 200) -> HttpResponse:
    by = actor_of(request)
    files = list(returned.sheets_of(by)[:MOST_SHOWN])
    recorded = Decision.objects.visible_to(by, timezone.now().date()).filter(sheet__in=[one.sha256 for one in files])
    counts: dict[str, int] = {}
    for sheet in recorded.values_list("sheet", flat=True):
        counts[sheet] = counts.get(sheet, 0) + 1
    context = {"form": form, "release": last_run(), "files": [(one, counts.get(one.sha256, 0)) for one in files]}
    return render(request, "curation/sheets.html", context, status=status)


def _sheet(
    request: HttpRequest, file: Received, found: returned.CameBack, *, overtaken: bool = False, status: int = 200
) -> HttpResponse:
    context = {"file": file, "found": found, "overtaken": overtaken}
    return render(request, "curation/sheet.html", context, status=status)

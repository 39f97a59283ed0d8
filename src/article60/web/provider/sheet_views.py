"""Pages of spreadsheets: the empty one to fill in, handing one in, what is wrong with it or would change, taking it over."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from article60.byte_store import Empty, TooLarge
from article60.codes.areas import area_name
from article60.publication.report_template import template as empty
from article60.web.accounts.changing import Overtaken
from article60.web.accounts.pages import render
from article60.web.common import wording
from article60.web.common.allowed import NotAllowed
from article60.web.provider import sheets
from article60.web.provider.actions import NothingThere
from article60.web.provider.forms import MOST_BYTES, HandedIn
from article60.web.provider.models import Sheet
from article60.web.provider.wording import problem, told
from article60.web.register.views import actor_of

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_SHOWN = 100


def hand_in(request: HttpRequest) -> HttpResponseBase:
    """Hand in a spreadsheet; those that were handed in before."""
    by = actor_of(request)
    if request.method != "POST":
        return _hand_in(request, HandedIn(initial={"language": wording.language()}))
    form = HandedIn(request.POST, request.FILES)
    if not form.is_valid():
        return _hand_in(request, form, status=422)
    given = form.cleaned_data
    try:
        sheet = sheets.hand_in(
            given["file"].read(MOST_BYTES + 1), name=given["file"].name, language=given["language"], by=by, at=timezone.now()
        )
    except (TooLarge, Empty):
        form.add_error("file", form.fields["file"].error_messages["required"])
        return _hand_in(request, form, status=422)
    except NotAllowed:
        raise Http404 from None
    return _to(sheet.file_id)


def template(request: HttpRequest) -> HttpResponse:
    """The empty spreadsheet in the reader's language."""
    tongue = wording.language()
    headers = {"Content-Disposition": f'attachment; filename="activities-{tongue}.xlsx"'}
    return HttpResponse(empty(tongue), content_type=WORKBOOK, headers=headers)


def sheet(request: HttpRequest, file: UUID, *, overtaken: bool = False) -> HttpResponse:
    """What is wrong with one, cell by cell; or else what it would change."""
    by = actor_of(request)
    try:
        found = sheets.own_sheet(file, by=by)
    except (NothingThere, NotAllowed):
        raise Http404 from None
    changes = sheets.changes(found, by=by, at=timezone.now()) if not found.problems and found.taken_at is None else []
    context = {
        "sheet": found,
        "problems": [(one, problem(one)) for one in found.problems],
        "groups": [(what, [one for one in changes if one.what == what]) for what in sheets.IN_ORDER],
        "refused": any(one.what == sheets.OF_A_PROGRAMME for one in changes),
        "seen": sheets.seen_hash(changes),
        "overtaken": overtaken,
        "told": told,
        "area_name": area_name,
    }
    return render(request, "provider/sheet.html", context, status=409 if overtaken else 200)


def take_over(request: HttpRequest, file: UUID) -> HttpResponseBase:
    """Take over all rows that are new or changed."""
    request.read_at = reverse("provider:sheet", args=[file])  # type: ignore[attr-defined]
    try:
        sheets.take_over(file, by=actor_of(request), seen=request.POST.get("seen", ""), at=timezone.now())
    except Overtaken:
        return sheet(request, file, overtaken=True)
    except (NothingThere, NotAllowed):
        raise Http404 from None
    return HttpResponseRedirect(reverse("provider:reports"))


def _hand_in(request: HttpRequest, form: HandedIn, *, status: int = 200) -> HttpResponse:
    found: list[Sheet] = list(sheets.own_sheets(actor_of(request))[:MOST_SHOWN])
    return render(request, "provider/sheets.html", {"form": form, "handed_in": found}, status=status)


def _to(file: UUID) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("provider:sheet", args=[file]))

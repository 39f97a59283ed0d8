"""Pages of the checklist as a file: loaded down, handed in, and taken over cell by cell."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from article60.byte_store import Empty, TooLarge
from article60.domain.checklist import Checklist, words_of
from article60.domain.checklist_answer import Merged
from article60.web.accounts.actor import Actor
from article60.web.accounts.pages import render
from article60.web.accounts.wording import role
from article60.web.checklist import offline, wording
from article60.web.checklist.finding import articles_for, checklist_of, names_of
from article60.web.checklist.models import Workbook
from article60.web.checklist.views import overview_of
from article60.web.common.allowed import NotAllowed
from article60.web.common.wording import language
from article60.web.jobs.wording import not_taken
from article60.web.register.views import actor_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CHOOSE, SEEN = "choose.", "seen."


def download(request: HttpRequest, code: str) -> HttpResponse:
    """The checklist as a workbook, in the language of the page."""
    by, found = actor_of(request), checklist_of(code)
    if not articles_for(found, by):
        raise Http404
    content = offline.made(found, by=by, on=timezone.now().date())
    name = f"checklist-{by.state}-{code}-{language()}.xlsx"
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def upload(request: HttpRequest, code: str) -> HttpResponseBase:
    """A workbook comes back: its bytes are kept, it is read, and what it changes is shown before anything is written."""
    by, found = actor_of(request), checklist_of(code)
    if not articles_for(found, by):
        raise Http404
    request.read_at = reverse("checklist:overview", args=[code])  # type: ignore[attr-defined]
    sent = request.FILES.get("workbook")
    if sent is None:
        return overview_of(request, found, by, refused=wording.refused(wording.NO_FILE), status=422)
    try:
        book = offline.take_in(found, sent.chunks, name=sent.name or "", by=by, at=timezone.now())
    except (Empty, TooLarge) as error:
        why = not_taken(error, most_megabytes=settings.ARTICLE60_RECEIVED_MEGABYTES)
        return overview_of(request, found, by, refused=why, status=422)
    except offline.Refused as error:
        return overview_of(request, found, by, refused=wording.refused(error.why), status=422)
    return HttpResponseRedirect(reverse("checklist:workbook", args=[code, book.id]))


def workbook(request: HttpRequest, code: str, workbook_id: UUID) -> HttpResponseBase:
    """What a workbook changes, cell by cell; sent, it is taken over."""
    by, found = actor_of(request), checklist_of(code)
    try:
        book = offline.workbook_of(found, workbook_id, by=by)
    except offline.NoSuchWorkbook:
        raise Http404 from None
    if request.method != "POST":
        return _page(request, found, book, by)
    chosen, seen = _sent(request, CHOOSE), _sent(request, SEEN)
    try:
        offline.take_over(found, workbook_id, by=by, at=timezone.now(), chosen=chosen, seen=seen)
    except offline.Unsettled as error:
        return _page(request, found, book, by, chosen=chosen, unsettled=error.cells, status=409)
    except NotAllowed:
        raise Http404 from None
    return HttpResponseRedirect(reverse("checklist:workbook", args=[code, workbook_id]))


def _sent(request: HttpRequest, before: str) -> Mapping[str, str]:
    return {name.removeprefix(before): str(value) for name, value in request.POST.items() if name.startswith(before)}


def _page(
    request: HttpRequest,
    found: Checklist,
    book: Workbook,
    by: Actor,
    *,
    chosen: Mapping[str, str] | None = None,
    unsettled: Sequence[str] = (),
    status: int = 200,
) -> HttpResponse:
    rows = offline.compare(found, book, by=by) if book.taken_at is None else ()
    context = {
        "checklist": found,
        "book": book,
        "conflicts": [one for one in rows if one.came is Merged.CONFLICT],
        "taken": [one for one in rows if one.came is Merged.THEIRS],
        "same": sum(one.came is Merged.SAME for one in rows),
        "asked": {one.cell.key: words_of(found, one.cell, language()) for one in rows},
        "left_out": len(book.changed) - len(rows) if book.taken_at is None else 0,
        "wrong": [wording.wrong(one) for one in book.wrong],
        "chosen": chosen or {},
        "unsettled": unsettled,
        "names": names_of([one.answer for one in rows if one.answer is not None]),
        "role": role,
    }
    return render(request, "checklist/workbook.html", context, status=status)

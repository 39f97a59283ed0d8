"""Pages on which is answered: what an institution is asked, one part with its form, its signature, and files out and in."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from article60.publication.reports.register_sheet import sheet as as_file
from article60.web.accounts.actor import Actor
from article60.web.accounts.changing import Overtaken
from article60.web.accounts.pages import render
from article60.web.accounts.roles import Role
from article60.web.accounts.wording import role
from article60.web.clearance import actions, reading
from article60.web.clearance.asked import asked as what_is_asked
from article60.web.clearance.forms import Answers, CameBack, Signed
from article60.web.clearance.models import Item, Part, Sheet, Taken
from article60.web.clearance.policies import may_answer, parts_of, sheets_of
from article60.web.common.allowed import NotAllowed
from article60.web.common.wording import language
from article60.web.jobs import intake
from article60.web.register.views import actor_of

FORMS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def asked(request: HttpRequest) -> HttpResponse:
    """What an institution is asked: its parts, those of open sheets first."""
    found = list(parts_of(actor_of(request)).order_by("sheet__closed_at", "-sheet__number", "number"))
    told = [(one, len(standing), sum(answer is not None for answer in standing.values())) for one, standing in _standing(found)]
    return render(request, "clearance/asked.html", {"parts": sorted(told, key=lambda one: one[0].sheet.closed_at is not None)})


def part(request: HttpRequest, part: int) -> HttpResponseBase:
    """The questions of a part, with what stands there; what was sent is kept, or shown again beside what is wrong."""
    by, at = actor_of(request), timezone.now()
    found = _part(part, by)
    items = list(found.items.all())
    standing = actions.newest(found)
    if request.method != "POST":
        return _shown(request, found, items, Answers(items, standing))
    sent = Answers(items, standing, request.POST)
    if not sent.is_valid():
        return _shown(request, found, items, sent, seen=request.POST.get("seen", ""), status=422)
    try:
        actions.answer(part, list(sent.written()), by=by, seen=request.POST.get("seen", ""), at=at)
    except Overtaken:
        return _shown(request, found, items, sent, overtaken=True, status=409)
    except (NotAllowed, actions.NoSuchSheet):
        raise Http404 from None
    return _to_part(found)


def sign(request: HttpRequest, part: int) -> HttpResponseBase:
    """Sign the answers as they stand on the page."""
    request.read_at = reverse("clearance:part", args=[part])  # type: ignore[attr-defined]
    by, at = actor_of(request), timezone.now()
    found = _part(part, by)
    items = list(found.items.all())
    form = Signed(request.POST)
    shown: dict[str, Any] = {"found": found, "items": items, "answers": Answers(items, actions.newest(found))}
    if not form.is_valid():
        return _shown(request, **shown, signing=form, status=422)
    given = form.cleaned_data
    try:
        actions.sign(part, by=by, at=at, seen=given["seen"], office=given["office"], signed_on=given["signed_on"])
    except Overtaken:
        return _shown(request, **shown, signing=form, overtaken=True, status=409)
    except (NotAllowed, actions.NoSuchSheet, actions.NothingAnswered):
        raise Http404 from None
    return _to_part(found)


def file(request: HttpRequest, number: int | str, ending: str) -> HttpResponse:
    """The whole sheet as a file, in the language of the page."""
    found = _own_sheet(int(number), actor_of(request))
    return _as_file(found, list(found.items.all()), ending)


def part_file(request: HttpRequest, part: int | str, ending: str) -> HttpResponse:
    """One part as a file, to be sent to its institution alone."""
    found = _part(int(part), actor_of(request))
    return _as_file(found.sheet, list(found.items.all()), ending, part=found)


def hand_in(request: HttpRequest, number: int) -> HttpResponseBase:
    """A file that came back: its bytes are kept, it is read in a process of its own, and only then is anything written of it.

    Reading may take long, and whoever has written holds back everybody who writes an event.
    """
    by, at = actor_of(request), timezone.now()
    sheet = _seen_sheet(number, by)
    form = CameBack(request.POST, request.FILES)
    if not form.is_valid():
        return _handed_in(request, sheet, form, status=422)
    sent = form.cleaned_data["file"]
    items = list(Item.objects.filter(part__in=parts_of(by).filter(sheet=sheet)).select_related("part"))
    sha256 = intake.store().put(sent.chunks()).sha256
    found = reading.read(intake.store().path(sha256), form.ending, sheet=sheet, items=items)
    received = intake.receive(sent.chunks(), name=sent.name, by=by, at=at)
    try:
        kept = actions.read_back(sheet, found.written, by=by, at=at, file=received.file)
    except (NotAllowed, actions.NoSuchSheet):
        raise Http404 from None
    return _handed_in(request, sheet, form, found=found, kept=len(kept), status=200 if not found.refused else 422)


def _handed_in(
    request: HttpRequest, sheet: Sheet, form: CameBack, *, found: Any = None, kept: int = 0, status: int = 200
) -> HttpResponse:
    back = "clearance:asked" if actor_of(request).role is Role.STATE_INSTITUTION else "clearance:sheet"
    request.read_at = reverse(back, args=[] if back.endswith("asked") else [sheet.number])  # type: ignore[attr-defined]
    context = {"sheet": sheet, "file": form, "found": found, "kept": kept, "of_institution": back.endswith("asked")}
    return render(request, "clearance/hand_in.html", context, status=status)


def _shown(
    request: HttpRequest,
    found: Part,
    items: Sequence[Item],
    answers: Answers,
    *,
    signing: Signed | None = None,
    seen: str | None = None,
    overtaken: bool = False,
    status: int = 200,
) -> HttpResponse:
    by, standing = actor_of(request), actions.newest(found)
    hashed = actions.answers_hash(found, standing)
    taken: Mapping[int, Taken] = {one.item_id: one for one in Taken.objects.filter(item__in=items)}
    context = {
        "part": found,
        "items": items,
        "answers": answers,
        "standing": standing,
        "taken": taken,
        "may": may_answer(by, found),
        "of_institution": by.role is Role.STATE_INSTITUTION,
        "signing": Signed(initial={"office": found.name}) if signing is None else signing,
        "signatures": [(one, one.answers_hash == hashed) for one in found.signatures.order_by("-pk")],
        "seen": hashed if seen is None else seen,
        "hash": hashed,
        "overtaken": overtaken,
        "file": CameBack(),
        "role": role,
    }
    return render(request, "clearance/part.html", context, status=status)


def _standing(parts: Sequence[Part]) -> Any:
    return [(one, actions.newest(one)) for one in parts]


def _as_file(sheet: Sheet, items: Sequence[Item], ending: str, *, part: Part | None = None) -> HttpResponse:
    form = ending.rpartition(".")[2]
    made = as_file(what_is_asked(sheet, items, part=part), language=language(), ending=form)
    name = (sheet.name if part is None else part.file_name).replace(" ", "-")
    return HttpResponse(
        made, content_type=FORMS[form], headers={"Content-Disposition": f'attachment; filename="clearance-{name}.{form}"'}
    )


def _part(part: int, by: Actor) -> Part:
    found = parts_of(by).filter(pk=part).first()
    if found is None:
        raise Http404(part)
    return found


def _own_sheet(number: int, by: Actor) -> Sheet:
    found = sheets_of(by).filter(number=number).first()
    if found is None:
        raise Http404(number)
    return found


def _seen_sheet(number: int, by: Actor) -> Sheet:
    """A sheet of which somebody may see at least a part."""
    found = parts_of(by).filter(sheet__number=number).first()
    if found is None:
        raise Http404(number)
    return found.sheet


def _to_part(found: Part) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("clearance:part", args=[found.pk]))

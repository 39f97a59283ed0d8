"""Pages of a State's clearance sheets: those that there are, a new one, one with all that came back, and taking it over."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from article60.web.accounts.actor import Actor
from article60.web.accounts.changing import Overtaken
from article60.web.accounts.pages import render
from article60.web.accounts.wording import role
from article60.web.clearance import actions, taking
from article60.web.clearance.forms import CameBack, Needs
from article60.web.clearance.models import Answer, Item, Sheet, Taken
from article60.web.clearance.policies import may_take, sheets_of
from article60.web.common.allowed import NotAllowed
from article60.web.register.actions import needs_of
from article60.web.register.content import OPEN, WITHDRAWN
from article60.web.register.listed import in_order
from article60.web.register.models import NeedVersion
from article60.web.register.order import order_of
from article60.web.register.views import actor_of, names

MOST_SHOWN = 200


def sheets(request: HttpRequest) -> HttpResponse:
    """The sheets of the State, with how much has come back to each."""
    found = list(sheets_of(actor_of(request))[:MOST_SHOWN])
    return render(request, "clearance/sheets.html", {"made": [(one, counts(one)) for one in found]})


def counts(sheet: Sheet) -> dict[str, int]:
    """How many needs a sheet asks about, how many were answered, and how many answers were taken over."""
    items = Item.objects.filter(sheet=sheet)
    answered = Answer.objects.filter(item__sheet=sheet).values("item").distinct()
    taken = Taken.objects.filter(item__sheet=sheet)
    return {"asked": items.count(), "answered": answered.count(), "taken": taken.count()}


def make(request: HttpRequest) -> HttpResponseBase:
    """Choose the needs that are asked about; what waits for the State's word and is asked nowhere else is chosen already."""
    by, at = actor_of(request), timezone.now()
    found = _offered(by)
    last = sheets_of(by).first()
    after = 0 if last is None else last.number
    if request.method != "POST":
        open_items = Item.objects.filter(state=by.state, sheet__closed_at=None, taken=None).select_related("sheet")
        asked = {one.need_id: one.sheet for one in open_items}
        chosen = [one.need_id for one in found if one.need_id not in asked and not one.confirmed and one.standing == OPEN]
        form = Needs(offered=[one.need_id for one in found], initial={"needs": chosen, "after": after})
        return _make(request, form, found, asked=asked)
    form = Needs(request.POST, offered=[one.need_id for one in found])
    if not form.is_valid():
        return _make(request, form, found, status=422)
    try:
        made = actions.make(form.cleaned_data["needs"], by=by, at=at, after=form.cleaned_data["after"])
    except Overtaken as error:
        return _make(request, form, found, overtaken=error.now, status=409)
    except (NotAllowed, actions.NothingAsked):
        raise Http404 from None
    return to_sheet(made)


def sheet(request: HttpRequest, number: int) -> HttpResponse:
    """One sheet: its parts, how they are sent, and what came back."""
    by = actor_of(request)
    found = _sheet(number, by)
    context = {
        "sheet": found,
        "counts": counts(found),
        "parts": taking.gathered(found, by=by, on=timezone.now().date()),
        "institutions": list(actions.institutions(by)),
        "file": CameBack(),
        "role": role,
    }
    return render(request, "clearance/sheet.html", context)


def assign(request: HttpRequest, part: int) -> HttpResponseBase:
    """Let an institution answer here."""
    chosen = request.POST.get("organisation", "")
    if chosen and not (chosen.isascii() and chosen.isdigit() and len(chosen) < 12):
        raise Http404
    try:
        done = actions.assign(part, int(chosen) if chosen else None, by=actor_of(request), at=timezone.now())
    except (NotAllowed, actions.NoSuchSheet, actions.AlreadyAnswered):
        raise Http404 from None
    return to_sheet(done.sheet)


def close(request: HttpRequest, number: int) -> HttpResponseBase:
    """End a sheet."""
    try:
        return to_sheet(actions.close(number, by=actor_of(request), at=timezone.now()))
    except (NotAllowed, actions.NoSuchSheet):
        raise Http404 from None


def take(request: HttpRequest, number: int) -> HttpResponseBase:
    """What was answered beside what stands in the register; what is ticked is taken over in one step."""
    by, at = actor_of(request), timezone.now()
    found = _sheet(number, by)
    if request.method != "POST":
        return _take(request, found)
    try:
        taking.take(number, dict(_chosen(request)), by=by, at=at)
    except Overtaken:
        return _take(request, found, overtaken=True, status=409)
    except (NotAllowed, actions.NoSuchSheet):
        raise Http404 from None
    return HttpResponseRedirect(reverse("clearance:take", args=[number]))


def _chosen(request: HttpRequest) -> Any:
    """Answers by question, as `take-12=34` names them, with what stood in the register, as `seen-12` does."""
    for name, value in request.POST.items():
        item = name.removeprefix("take-")
        if name.startswith("take-") and value:
            if not all(one.isascii() and one.isdigit() and len(one) < 12 for one in (item, str(value))):
                raise Http404
            yield int(item), taking.Chosen(answer=int(str(value)), seen=request.POST.get(f"seen-{item}", ""))


def _take(request: HttpRequest, found: Sheet, *, overtaken: bool = False, status: int = 200) -> HttpResponse:
    by = actor_of(request)
    parts = taking.gathered(found, by=by, on=timezone.now().date())
    versions = [question.now for part in parts for question in part.questions]
    context = {
        "sheet": found,
        "parts": parts,
        "may": may_take(by, state=by.state),
        "overtaken": overtaken,
        "names": names(versions),
        "role": role,
        "some": any(question.choices and question.taken is None for part in parts for question in part.questions),
    }
    return render(request, "clearance/take.html", context, status=status)


def _make(
    request: HttpRequest,
    form: Needs,
    found: list[NeedVersion],
    *,
    asked: dict[str, Sheet] | None = None,
    overtaken: Sheet | None = None,
    status: int = 200,
) -> HttpResponse:
    after = form["after"].value() if overtaken is None else overtaken.number
    context = {"form": form, "needs": found, "asked": asked or {}, "overtaken": overtaken, "after": after}
    return render(request, "clearance/make.html", context, status=status)


def _offered(by: Actor) -> list[NeedVersion]:
    """Needs that can be asked about, in the State's order."""
    order = order_of(by)
    found = [one for one in needs_of(by.state, by=by, on=timezone.now().date()) if one.standing != WITHDRAWN]
    return in_order(found, [] if order is None else order.need_ids)


def _sheet(number: int, by: Actor) -> Sheet:
    found = sheets_of(by).filter(number=number).first()
    if found is None:
        raise Http404(number)
    return found


def to_sheet(sheet: Sheet) -> HttpResponseRedirect:
    """To the sheet, by a request of its own: going back in the browser then sends nothing twice."""
    return HttpResponseRedirect(reverse("clearance:sheet", args=[sheet.number]))

"""The page of an article: its questions are answered, and what two have written in one cell is shown side by side."""

from collections.abc import Iterator, Mapping, Sequence

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from article60.domain.checklist import Checklist
from article60.domain.checklist_answer import EMPTY, Unusable, usable
from article60.web.accounts.actor import Actor
from article60.web.accounts.pages import render
from article60.web.accounts.wording import role
from article60.web.checklist import actions, known
from article60.web.checklist.finding import articles_for, checklist_of, names_of, own
from article60.web.checklist.models import Answer
from article60.web.checklist.policies import may_assign
from article60.web.checklist.shown import Filled, groups, heading_of_types
from article60.web.checklist.wording import why_not_usable
from article60.web.common.allowed import NotAllowed
from article60.web.common.wording import language
from article60.web.register.models import NeedVersion
from article60.web.register.policies import ADD, CONFIRM, may
from article60.web.register.views import actor_of

SEEN = "seen."
"""Before a cell's key, the name of the field that tells what stood in the cell when the page was made."""


def article(request: HttpRequest, code: str, number: str) -> HttpResponseBase:
    """The questions about one article with their answers; what is sent is kept, but for what another has written meanwhile."""
    by, found = actor_of(request), checklist_of(code)
    own(found, number, by)
    if request.method != "POST":
        return _page(request, found, number, by)
    changes = _sent(request, found, number)
    wrong = dict(_wrong(found, changes))
    sent = {one.cell: one.value for one in changes}
    if wrong:
        seen = {one.cell: one.base for one in changes}
        return _page(request, found, number, by, sent=sent, seen=seen, wrong=wrong, status=422)
    try:
        saved = actions.answer(found, changes, by=by, at=timezone.now())
    except (actions.NoSuchCell, NotAllowed):
        raise Http404 from None
    if saved.conflicts:
        mine = {key: sent[key] for key in saved.conflicts}
        kept = len(saved.written)
        return _page(request, found, number, by, sent=mine, theirs=saved.conflicts, kept=kept, status=409)
    return HttpResponseRedirect(reverse("checklist:article", args=[code, number]))


def _sent(request: HttpRequest, checklist: Checklist, number: str) -> Sequence[actions.Change]:
    """What was sent for each cell that was on the page: a mark that was taken away is sent by no field of its own."""
    return [
        actions.Change(cell=cell.key, base=request.POST[SEEN + cell.key], value=request.POST.get(cell.key, EMPTY))
        for cell in checklist.of_article(number)
        if SEEN + cell.key in request.POST
    ]


def _wrong(checklist: Checklist, changes: Sequence[actions.Change]) -> Iterator[tuple[str, str]]:
    for one in changes:
        try:
            usable(checklist.cells[one.cell], one.value)
        except Unusable as error:
            yield one.cell, why_not_usable(error.why)


def _page(
    request: HttpRequest,
    checklist: Checklist,
    number: str,
    by: Actor,
    *,
    sent: Mapping[str, str] | None = None,
    seen: Mapping[str, str] | None = None,
    theirs: Mapping[str, Answer] | None = None,
    wrong: Mapping[str, str] | None = None,
    kept: int = 0,
    status: int = 200,
) -> HttpResponse:
    answers = actions.answers_of(checklist, by=by, article=number)
    held = known.held(by=by, on=timezone.now().date())
    needs = held.needs.get(number, ())
    proposed = known.proposed(checklist, checklist.of_article(number), answers=answers, held=held, by=by)
    filled = Filled(
        answers=answers, proposed=proposed, sent=sent or {}, seen=seen or {}, theirs=theirs or {}, wrong=wrong or {}
    )
    context = {
        "checklist": checklist,
        "number": number,
        "groups": list(groups(checklist, number, filled, state=by.state, language=language())),
        "types_heading": heading_of_types(checklist, language()),
        "theirs": filled.theirs,
        "wrong": filled.wrong,
        "kept": kept,
        "proposed": proposed,
        "needs": needs,
        "assistance": held.assistance.get(number, ()),
        "may_confirm": bool(may(by, CONFIRM, state=by.state)),
        "may_add": bool(may(by, ADD, state=by.state)) and _to_be_added(answers, number, needs),
        "may_assign": bool(may_assign(by)),
        "institutions": list(actions.institutions_of(by.state)) if may_assign(by) else [],
        "assigned": actions.assigned_to(checklist, by=by).get(number, ()),
        "names": names_of([*filled.theirs.values(), *answers.values()]),
        "role": role,
        "around": _around(checklist, number, by),
    }
    return render(request, "checklist/article.html", context, status=status)


def _to_be_added(answers: Mapping[str, Answer], number: str, needs: Sequence[NeedVersion]) -> bool:
    """Whether a need is stated in the checklist that does not stand in the register."""
    stated = answers.get(f"{number}.need")
    return stated is not None and bool(stated.value) and not known.stands_in_the_register(stated.value, needs)


def _around(checklist: Checklist, number: str, by: Actor) -> tuple[str | None, str | None]:
    """The articles before and after, of those that somebody answers."""
    mine = articles_for(checklist, by)
    place = mine.index(number)
    return mine[place - 1] if place else None, mine[place + 1] if place + 1 < len(mine) else None

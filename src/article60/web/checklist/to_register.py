"""A need that is stated in the checklist is taken over into the State's register, in one step."""

import re
import secrets
from base64 import b32encode
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from article60.codes.labels import codes
from article60.domain.checklist import Checklist
from article60.web.accounts.pages import render
from article60.web.checklist.actions import answers_of
from article60.web.checklist.finding import checklist_of, own
from article60.web.common.allowed import NotAllowed
from article60.web.common.wording import language
from article60.web.register import actions
from article60.web.register.content import Content
from article60.web.register.forms import Added
from article60.web.register.policies import speaks_for_the_state
from article60.web.register.views import actor_of, to_need

_BYTES = 5
"""Of chance in an identifier: eight characters."""


def need(request: HttpRequest, code: str, number: str) -> HttpResponseBase:
    """The need as it was stated in the checklist, in the form of the register; sent twice, it is one need."""
    by, found = actor_of(request), checklist_of(code)
    own(found, number, by)
    if request.method != "POST":
        stated = _stated(found, number, {key: one.value for key, one in answers_of(found, by=by, article=number).items()})
        fresh = f"{by.state}-{b32encode(secrets.token_bytes(_BYTES)).decode()}"
        return _page(request, found, number, Added(initial=stated | {"need_id": fresh}))
    form = Added(request.POST)
    if not re.fullmatch(rf"{by.state}-[A-Z2-7]{{8}}", request.POST.get("need_id", "")):
        raise Http404
    if not form.is_valid():
        return _page(request, found, number, form, status=422)
    try:
        made = actions.add(form.cleaned_data["need_id"], by=by, at=timezone.now(), content=Content(**form.words))
    except NotAllowed:
        raise Http404 from None
    return to_need(made.need_id)


def _stated(checklist: Checklist, number: str, answers: dict[str, str]) -> dict[str, Any]:
    """What the checklist says of the need, as the register asks for it."""
    marked = {one for type_, one in checklist.types_of(number).items() if answers.get(f"{number}.type.{type_}")}
    return {
        "text": answers.get(f"{number}.need", ""),
        "types": [one for one in codes("types") if one in marked],
        "provisions": number,
        "language": language(),
        "timing": "current",
    }


def _page(request: HttpRequest, checklist: Checklist, number: str, form: Added, *, status: int = 200) -> HttpResponse:
    by = actor_of(request)
    marked = {key for key, one in answers_of(checklist, by=by, article=number).items() if one.value}
    unmapped = [one for one, same in checklist.types_of(number).items() if not same]
    context = {
        "checklist": checklist,
        "number": number,
        "form": form,
        "to_choose": [one for one in unmapped if f"{number}.type.{one}" in marked],
        "prepares": not speaks_for_the_state(by),
    }
    return render(request, "checklist/need.html", context, status=status)

"""Pages of saved searches: which there are, saving one, what one has found, and receiving no more letters about it."""

import re
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from article60.codes.labels import codes
from article60.domain.state_party import state_parties
from article60.web.accounts.pages import render
from article60.web.common import wording
from article60.web.common.allowed import NotAllowed
from article60.web.common.rows import named
from article60.web.curation.last_run import last_run
from article60.web.provider import searching
from article60.web.provider.actions import NothingThere, new_id
from article60.web.provider.models import SavedSearch
from article60.web.provider.searching import Wanted
from article60.web.register.forms import LONGEST_LINE, cited
from article60.web.register.views import actor_of

SHOWN = 100
_MISSING = _("Please fill this in.")
_NOT_LISTED = _("Please choose one of the values offered.")
_CHOICE = {"invalid_choice": _NOT_LISTED, "invalid_list": _NOT_LISTED}
_TEXT = {"required": _MISSING, "max_length": _("This is too long."), "null_characters_not_allowed": _NOT_LISTED}


class Search(forms.Form):
    """What somebody looks for, under a name, and an identifier that was given to the page: sent twice, it is one."""

    search_id = forms.CharField(max_length=20)
    name = forms.CharField(max_length=200, error_messages=_TEXT)
    states = forms.MultipleChoiceField(choices=[(one, one) for one in state_parties()], required=False, error_messages=_CHOICE)
    regions = forms.MultipleChoiceField(
        choices=[(one, one) for one in codes("regional_groups")], required=False, error_messages=_CHOICE
    )
    provisions = forms.CharField(max_length=LONGEST_LINE, required=False, error_messages=_TEXT)
    types = forms.MultipleChoiceField(choices=[(one, one) for one in codes("types")], required=False, error_messages=_CHOICE)
    with_priority = forms.BooleanField(required=False)

    def clean_provisions(self) -> tuple[str, ...]:
        """The provisions cited, each once, in the Convention's order."""
        return cited(self.cleaned_data["provisions"])

    @property
    def wanted(self) -> Wanted:
        """What is looked for."""
        given = self.cleaned_data
        lists = {name: tuple(given[name]) for name in ("states", "regions", "provisions", "types")}
        return Wanted(**lists, with_priority=given["with_priority"])


def searches(request: HttpRequest) -> HttpResponseBase:
    """The searches that there are, and the form to save one."""
    by = actor_of(request)
    if request.method != "POST":
        return _searches(request, Search(initial={"search_id": _new(), "with_priority": False}))
    form = Search(request.POST)
    if not re.fullmatch(r"RS-[A-Z2-7]{8}", request.POST.get("search_id", "")):
        raise Http404
    if not form.is_valid():
        return _searches(request, form, status=422)
    given = form.cleaned_data
    try:
        made = searching.save(
            given["search_id"], name=given["name"], wanted=form.wanted, release=last_run(), by=by, at=timezone.now()
        )
    except NotAllowed:
        raise Http404 from None
    return _to(made.search_id)


def search(request: HttpRequest, search_id: str) -> HttpResponse:
    """One of them: what it has found, Release by Release."""
    by, release = actor_of(request), last_run()
    one: SavedSearch | None = searching.of_own(by).filter(search_id=search_id).first()
    if one is None:
        raise Http404(search_id)
    alerts = list(searching.alerts_of(by, one))
    wanted = [need for alert in alerts for need in alert.new_ids]
    needs = named(release.connection, "needs", wanted) if release is not None else {}
    now = searching.found(searching.wanted_of(one), release) if release is not None else []
    context = {"one": one, "alerts": alerts, "needs": needs, "now": now[:SHOWN], "count": len(now), "release": release}
    return render(request, "provider/search.html", context)


def stop(request: HttpRequest, search_id: str) -> HttpResponseBase:
    """No more letters about it."""
    try:
        searching.stop(search_id, by=actor_of(request), at=timezone.now())
    except (NothingThere, NotAllowed):
        raise Http404(search_id) from None
    return _to(search_id)


def _searches(request: HttpRequest, form: Search, *, status: int = 200) -> HttpResponse:
    tongue = wording.language()
    states = sorted((str(getattr(one, f"name_{tongue}")), code) for code, one in state_parties().items())
    context: dict[str, Any] = {"form": form, "searches": list(searching.of_own(actor_of(request))), "states": states}
    return render(request, "provider/searches.html", context, status=status)


def _new() -> str:
    return f"RS-{new_id().partition('-')[2]}"


def _to(search_id: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("provider:search", args=[search_id]))

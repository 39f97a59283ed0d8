"""Pages of the match desk and the overlap desk: what waits, one thing after the other, the decision on it, and comments."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from article60.web.accounts.changing import Overtaken
from article60.web.accounts.models import User
from article60.web.accounts.pages import render
from article60.web.accounts.visibility import DESK_ROLES
from article60.web.accounts.wording import role
from article60.web.common import wording
from article60.web.common.allowed import NotAllowed
from article60.web.common.current import Release
from article60.web.curation import actions, overlapping, pairs
from article60.web.curation.comments import comment, comments_on, may_comment
from article60.web.curation.last_run import last_run
from article60.web.curation.match_forms import Judged, Said, Verdict
from article60.web.curation.models import Decision
from article60.web.curation.overlapping import Shared
from article60.web.curation.pairs import Pair
from article60.web.curation.target import Target, seen
from article60.web.register.views import actor_of

MOST_LISTED = 50


def matches(request: HttpRequest) -> HttpResponse:
    """Pairs, those to be decided next first."""
    return _list(request, pairs.standings, "curation/matches.html", sides=pairs.sides)


def match(request: HttpRequest, identifier: str) -> HttpResponseBase:
    """One pair, with what speaks for it and against it; a decision leads to the next."""
    release, found = _pair(request, identifier)
    if request.method != "POST":
        return _match(request, release, found, Judged())
    if not _decides(request):
        raise Http404(identifier)
    form = Judged(request.POST)
    if not form.is_valid():
        return _match(request, release, found, form, status=422)
    given = form.cleaned_data
    try:
        actions.decide(
            found.target, given["what"], by=actor_of(request), seen=given["seen"], at=timezone.now(), values=found.values,
            reason=given["reason"],
        )  # fmt: skip
    except Overtaken:
        return _match(request, release, found, form, overtaken=True, status=409)
    except (NotAllowed, actions.Unfit):
        raise Http404(identifier) from None
    open_ones = [
        one for one in pairs.standings(release, by=actor_of(request), at=timezone.now(), state=_state(request)) if one.open
    ]
    return _onwards(request, "match", "matches", [one.match_id for one in open_ones], after=identifier)


def comment_on_match(request: HttpRequest, identifier: str) -> HttpResponseBase:
    """A State or a provider comments on a pair that concerns it."""
    request.read_at = reverse("pairs:match", args=[identifier])  # type: ignore[attr-defined]
    release, found = _pair(request, identifier)
    form = Said(request.POST)
    if not form.is_valid():
        return _match(request, release, found, Judged(), said=form, status=422)
    return _commented(request, found.target, form, "pairs:match")


def overlaps(request: HttpRequest) -> HttpResponse:
    """Overlaps, those to be decided next first."""
    return _list(request, overlapping.overlaps, "curation/overlaps.html")


def overlap(request: HttpRequest, identifier: str) -> HttpResponseBase:
    """One overlap, its activities side by side; a verdict leads to the next."""
    release, found = _shared(request, identifier)
    if request.method != "POST":
        return _overlap(request, release, found, Verdict())
    if not _decides(request):
        raise Http404(identifier)
    form = Verdict(request.POST)
    if not form.is_valid():
        return _overlap(request, release, found, form, status=422)
    given, by = form.cleaned_data, actor_of(request)
    try:
        actions.decide(
            found.target, "verdict", by=by, seen=given["seen"], at=timezone.now(), values=found.values(given["what"]),
            reason=given["reason"],
        )  # fmt: skip
    except Overtaken:
        return _overlap(request, *_shared(request, identifier), form, overtaken=True, status=409)
    except (NotAllowed, actions.Unfit):
        raise Http404(identifier) from None
    all_of_them = overlapping.overlaps(release, by=by, at=timezone.now(), state=_state(request))
    return _onwards(
        request, "overlap", "overlaps", [one.overlap.overlap_id for one in all_of_them if one.open], after=identifier
    )


def comment_on_overlap(request: HttpRequest, identifier: str) -> HttpResponseBase:
    """A State or a provider comments on an overlap that concerns it."""
    request.read_at = reverse("pairs:overlap", args=[identifier])  # type: ignore[attr-defined]
    release, found = _shared(request, identifier)
    form = Said(request.POST)
    if not form.is_valid():
        return _overlap(request, release, found, Verdict(), said=form, status=422)
    return _commented(request, _with_own(request, found), form, "pairs:overlap")


def _match(
    request: HttpRequest,
    release: Release,
    found: Pair,
    form: Form,
    *,
    said: Form | None = None,
    overtaken: bool = False,
    status: int = 200,
) -> HttpResponse:
    by, at = actor_of(request), timezone.now()
    everything, state = pairs.standings(release, by=by, at=at), _state(request)
    queue = [one for one in everything if state in ("", one.state)]
    now = next(one for one in everything if one.match_id == found.match.match_id)
    context = _around(request, found.target, form, said=said, overtaken=overtaken) | {
        "pair": found,
        "now": now,
        "left": sum(one.open for one in queue),
        "all": len(queue),
    }
    return render(request, "curation/match.html", context, status=status)


def _overlap(
    request: HttpRequest,
    release: Release,
    found: Shared,
    form: Form,
    *,
    said: Form | None = None,
    overtaken: bool = False,
    status: int = 200,
) -> HttpResponse:
    queue = overlapping.overlaps(release, by=actor_of(request), at=timezone.now(), state=_state(request))
    context = _around(request, _with_own(request, found), form, said=said, overtaken=overtaken) | {
        "shared": found,
        "activities": overlapping.activities(release, found.overlap),
        "choices": [(code, wording.code("overlap_verdicts", code)) for code in overlapping.VERDICTS],
        "left": sum(one.open for one in queue),
        "all": len(queue),
    }
    return render(request, "curation/overlap.html", context, status=status)


def _around(request: HttpRequest, target: Target, form: Form, *, said: Form | None, overtaken: bool) -> dict[str, Any]:
    """What both desks show around a record: what was decided and said, what may be done, and the hash of all that."""
    by, at = actor_of(request), timezone.now()
    made = actions.about(target, by=by, at=at)
    return {
        "form": form,
        "said": Said() if said is None else said,
        "seen": seen(target, made),
        "made": made[::-1],
        "names": _names(made) if _decides(request) else {},
        "comments": comments_on(target, by=by, at=at),
        "decides": _decides(request),
        "may_comment": bool(may_comment(by, target, identifier=pairs.identifier_of(by))),
        "overtaken": overtaken,
        "role": role,
        "state_chosen": _state(request),
        "asked_for": _asked_for(request),
    }


def _list(
    request: HttpRequest,
    of: Callable[..., Sequence[Any]],
    template: str,
    *,
    sides: Callable[..., Mapping[str, Any]] | None = None,
) -> HttpResponse:
    """What somebody may look at; `sides` gives for what is listed the records that stand in it, by identifier."""
    release, state = last_run(), _state(request)
    all_of_them = () if release is None else of(release, by=actor_of(request), at=timezone.now())
    found = [one for one in all_of_them if state in ("", one.state)]
    context = {
        "release": release,
        "found": found[:MOST_LISTED],
        "all": len(found),
        "left": sum(one.open for one in found),
        "states_listed": pairs.states_of(all_of_them),
        "state_chosen": state,
        "asked_for": _asked_for(request),
        "decides": _decides(request),
        "sides": {} if release is None or sides is None else sides(release, found[:MOST_LISTED]),
    }
    return render(request, template, context)


def _names(made: Sequence[Decision]) -> Mapping[Any, str]:
    return {user.number: user.name for user in User.objects.filter(number__in=[one.made_by for one in made])}


def _onwards(request: HttpRequest, to: str, otherwise: str, open_ones: Sequence[str], *, after: str) -> HttpResponseRedirect:
    """To the next that is open; to the list, where none is. What was left in doubt just now is not asked at once again."""
    following = next((one for one in open_ones if one != after), None)
    address = reverse(f"pairs:{otherwise}") if following is None else reverse(f"pairs:{to}", args=[following])
    return HttpResponseRedirect(address + _asked_for(request))


def _commented(request: HttpRequest, target: Target, form: Form, route: str) -> HttpResponseBase:
    by = actor_of(request)
    try:
        comment(target, form.cleaned_data["text"], by=by, at=timezone.now(), identifier=pairs.identifier_of(by))
    except NotAllowed:
        raise Http404(target.id) from None
    return HttpResponseRedirect(f"{reverse(route, args=[target.id])}{_asked_for(request)}#comments")


def _with_own(request: HttpRequest, found: Shared) -> Target:
    """What is commented on: who sees an overlap as a provider takes part in it."""
    identifier = pairs.identifier_of(actor_of(request))
    return replace(found.target, own=frozenset((identifier,))) if identifier else found.target


def _pair(request: HttpRequest, identifier: str) -> tuple[Release, Pair]:
    release = last_run()
    found = None if release is None else pairs.pair(release, identifier, by=actor_of(request))
    if release is None or found is None:
        raise Http404(identifier)
    return release, found


def _shared(request: HttpRequest, identifier: str) -> tuple[Release, Shared]:
    release = last_run()
    found = None if release is None else overlapping.overlap(release, identifier, by=actor_of(request), at=timezone.now())
    if release is None or found is None:
        raise Http404(identifier)
    return release, found


def _decides(request: HttpRequest) -> bool:
    return actor_of(request).role in DESK_ROLES


def _state(request: HttpRequest) -> str:
    """The State on which somebody works, if one was chosen."""
    chosen = request.GET.get("state", "")
    return chosen if len(chosen) == 2 and chosen.isascii() and chosen.isupper() else ""


def _asked_for(request: HttpRequest) -> str:
    state = _state(request)
    return f"?{urlencode({'state': state})}" if state else ""

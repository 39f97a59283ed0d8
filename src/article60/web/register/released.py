"""What other States let somebody see that not everybody sees: their needs, by State, each with its last day if it has one."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from article60.web.accounts.actor import NOBODY, Actor
from article60.web.accounts.pages import render
from article60.web.accounts.roles import Kind
from article60.web.common import wording
from article60.web.register.models import InformationRelease, NeedVersion
from article60.web.register.views import actor_of


def released(request: HttpRequest) -> HttpResponse:
    """The needs released to who asks, by the names of their States."""
    by, on = actor_of(request), timezone.now().date()
    found = sorted(released_to(by, on), key=lambda one: (wording.state(one.state), one.need_id))
    context = {"states": list(_by_state(found)), "until": _last_days(found, by=by)}
    return render(request, "register/released.html", context)


def released_to(by: Actor, on: date) -> Sequence[NeedVersion]:
    """Of each need of another State the newest version that somebody may see on a day, unless everybody may."""
    own = by.state if by.role is not None and by.role.of in (Kind.STATE, Kind.INSTITUTION) else ""
    shown = NeedVersion.objects.visible_to(by, on).exclude(state=own).order_by("need", "-number").distinct("need")
    public = set(NeedVersion.objects.visible_to(NOBODY, on).values_list("pk", flat=True))
    return [one for one in shown if one.pk not in public]


def _by_state(found: Sequence[NeedVersion]) -> Iterator[tuple[str, Sequence[NeedVersion]]]:
    for state, needs in groupby(found, key=lambda one: one.state):
        yield state, list(needs)


def _last_days(found: Sequence[NeedVersion], *, by: Actor) -> Mapping[int, date]:
    """By version, the last day on which the named organisation sees it, where one was given."""
    named = InformationRelease.objects.filter(version__in=found, organisation=by.organisation, withdrawn_at=None)
    return {one.version_id: one.until for one in named.order_by("until") if one.until is not None}

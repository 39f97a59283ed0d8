"""Below a State's page: every activity reported for it, under the organisations that report them, a page for some of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import register_converter
from django.views.decorators.http import require_safe

from article60.domain.state_party import StateParty
from article60.web.common.current import Release, current
from article60.web.common.jinja import link
from article60.web.common.rows import one, select
from article60.web.public.at_work import by_title, chunks, organisation_address, providers, works_in
from article60.web.public.funders import ANSWERS, funders
from article60.web.public.pages import Page, keys, render_found

A_PAGE = 120
"""About so many activities on one page."""


@dataclass(frozen=True, slots=True)
class WorkPlace:
    """A page of activities below a State's: `XA/activities/2`."""

    state: str
    part: int = 1

    def __str__(self) -> str:
        return f"{self.state}/activities{f'/{self.part}' if self.part > 1 else ''}"


class WorkPlaceInAddress:
    """Such a place in an address; the first page has no number."""

    regex = "[A-Z][A-Z0-9]/activities(?:/[1-9][0-9]*)?"

    def to_python(self, value: str) -> WorkPlace:
        """The place; raises ValueError for a first page with a number."""
        found = re.fullmatch(r"(..)/activities(?:/(\d+))?", value)
        if found is None or found[2] == "1":
            raise ValueError(value)
        return WorkPlace(found[1], int(found[2] or 1))

    def to_url(self, value: WorkPlace | str) -> str:
        """The part of the address."""
        return str(value)


register_converter(WorkPlaceInAddress, "work_place")


def state_work_page(release: Release, place: WorkPlace) -> dict[str, Any] | None:
    """Some organisations with all that they report for the State; None where there is no such page."""
    state: StateParty | None = one(release.connection, "states", place.state)
    if state is None:
        return None
    parts = list(chunks(providers(release, works_in(release, place.state, titled=True)), most=A_PAGE))
    if place.part > len(parts):
        return None
    here = parts[place.part - 1]
    funding = select(release.connection, "funding", "t.state = ?", (place.state,))
    elsewhere = {provider.organisation_id for run in parts if run is not here for provider in run}
    names = {provider.organisation_id: provider.name for provider in here if provider.organisation_id}
    return {
        "state": state,
        "part": place.part,
        "parts": [(run[0].name, run[-1].name, link("state_work", WorkPlace(place.state, i))) for i, run in enumerate(parts, 1)],
        "providers": [(provider, by_title(provider.works)) for provider in here],
        "funded": list(funders((row for row in funding if row.organisation_id not in elsewhere), names=names)),
        "answers": ANSWERS,
        "address_of": organisation_address,
        "before": link("state_work", WorkPlace(place.state, place.part - 1)) if place.part > 1 else None,
        "after": link("state_work", WorkPlace(place.state, place.part + 1)) if place.part < len(parts) else None,
    }


@require_safe
def show_state_work(request: HttpRequest, place: WorkPlace) -> HttpResponse:
    """Activities in one State."""
    release = current()
    return render_found(request, release, "state_work.html", state_work_page(release, place))


def _every(release: Release) -> Iterator[str]:
    for code in keys("activity_states", "state")(release):
        parts = chunks(providers(release, works_in(release, code)), most=A_PAGE)
        yield from (str(WorkPlace(code, number)) for number, _ in enumerate(parts, 1))


PAGES = [Page(name="state_work", route="states/<work_place:place>", view=show_state_work, every=_every, holds="activity")]

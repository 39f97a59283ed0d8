"""The page of an organisation: under what it is known, where it works on what, what it funds, what may answer which needs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from article60.domain.match import Match
from article60.domain.organisation import Organisation
from article60.web.common.current import Release
from article60.web.common.rows import grouped, named, one, select
from article60.web.public.aliases import older
from article60.web.public.at_work import by_title
from article60.web.public.decided import decisions_on
from article60.web.public.funders import ANSWERS, Funder, funders
from article60.web.public.organisation_names import names_of
from article60.web.public.organisation_places import OrganisationPlace, way
from article60.web.public.organisation_work import (
    LISTED,
    MOST_STATES,
    articles_served,
    parts_of,
    state_place,
    states_at_work,
)
from article60.web.public.overlap import overlaps_of
from article60.web.public.pages import Page, keys, render_record
from article60.web.public.shown import MAY_BE_SHOWN

MOST_DECIDED = 24
"""Up to so many pairs on which people have decided stand on the page; all of them stand on the pages of the activities."""

_OF_ITS_ACTIVITIES = "t.activity_id IN (SELECT activity_id FROM activity_organisations WHERE organisation_id = ?)"


@dataclass(frozen=True, slots=True)
class Pairs:
    """How many pairs of a need of one State and an activity of the organisation stand how."""

    state: str
    confirmed: int
    proposed: int


@dataclass(frozen=True, slots=True)
class Decided:
    """A pair on which a person has decided, with the State and provisions of the need and the title of the activity."""

    match: Match
    need: Any
    activity: Any


def organisation_page(release: Release, identifier: str) -> dict[str, Any] | None:
    """All that an organisation's page shows; None where the Release has no such organisation."""
    organisation: Organisation | None = one(release.connection, "organisations", identifier)
    if organisation is None:
        return None
    parts = parts_of(release, identifier)
    places = states_at_work(parts)
    few = len(places) <= MOST_STATES
    pairs = list(pairs_by_state(release, identifier))
    return {
        "organisation": organisation,
        "called": names_of(release, organisation),
        "same_name": select(
            release.connection, "organisations", "t.name = ? AND t.organisation_id <> ?", (organisation.name, identifier)
        ),
        "older": older(release, identifier),
        "count": len(parts.works),
        "places": places,
        "few": few,
        "articles": articles_served(parts),
        "activities": by_title(parts_of(release, identifier, listed=True).works) if len(parts.works) <= LISTED else [],
        "all_activities": way(OrganisationPlace(identifier, "activities")) if parts.works else None,
        "all_states": None if few else way(OrganisationPlace(identifier, "states")),
        "funds": bool(select(release.connection, "funding", "t.organisation_id = ?", (identifier,), order="t.rowid LIMIT 1")),
        "funding_rows": list(funding_by_state(release, identifier)) if few else [],
        "answers": ANSWERS,
        "pairs": pairs,
        "decided": decided(release, identifier) if any(one.confirmed for one in pairs) else [],
        "most_decided": MOST_DECIDED,
        "decisions": decisions_on(release, identifier),
        "overlaps": overlaps_of(release, "overlap_providers", "provider", identifier),
    }


def funding_by_state(
    release: Release, identifier: str, states: Iterable[str] | None = None
) -> Iterator[tuple[str, list[Funder]]]:
    """What it has committed to each State and spent on it, by the States' names; all States where none are chosen."""
    rows = grouped(select(release.connection, "funding", "t.organisation_id = ?", (identifier,)), "state")
    chosen = set(rows) if states is None else set(states) & set(rows)
    for state in sorted(chosen, key=state_place):
        yield state, list(funders(rows[state], names={}))


def pairs_by_state(release: Release, identifier: str) -> Iterator[Pairs]:
    """Pairs that may be shown, by the State of the need, by the States' names."""
    query = (
        f"SELECT t.state, t.standing, count(*) FROM matches t WHERE {_OF_ITS_ACTIVITIES} AND {MAY_BE_SHOWN} "
        "GROUP BY t.state, t.standing"
    )
    found: dict[str, dict[str, int]] = {}
    for state, standing, count in release.connection.execute(query, (identifier,)):
        found.setdefault(state, {})[standing] = count
    for state in sorted(found, key=state_place):
        counts = found[state]
        yield Pairs(state, counts.get("confirmed", 0), counts.get("proposed", 0))


def decided(release: Release, identifier: str) -> list[Decided]:
    """Pairs that people have confirmed, by the States' names and the needs' identifiers."""
    matches: list[Match] = select(
        release.connection,
        "matches",
        f"{_OF_ITS_ACTIVITIES} AND t.standing = 'confirmed'",
        (identifier,),
    )
    matches.sort(key=lambda match: (state_place(match.state), match.need_id, match.activity_id))
    needs = named(release.connection, "needs", (match.need_id for match in matches[:MOST_DECIDED]))
    activities = named(release.connection, "activities", (match.activity_id for match in matches[:MOST_DECIDED]))
    return [Decided(match, needs.get(match.need_id), activities.get(match.activity_id)) for match in matches]


@require_safe
def show_organisation(request: HttpRequest, identifier: str) -> HttpResponse:
    """One organisation."""
    return render_record(request, "organisation", identifier, organisation_page)


PAGES = [
    Page(
        name="organisation",
        route="organisations/<lasting:identifier>",
        view=show_organisation,
        every=keys("organisations", "organisation_id"),
    )
]

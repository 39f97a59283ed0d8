"""What an organisation works on: the activities in which it takes part, by State and by article, and lists of them below."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from article60.text.normalise import fold
from article60.web.common import wording
from article60.web.common.current import Release
from article60.web.common.rows import grouped
from article60.web.public.at_work import TITLE, TITLE_LANGUAGE, Work, articles_of, by_title, runnings_of, types_of, work_of
from article60.web.public.matrix import NOWHERE, article_place
from article60.web.public.organisation_places import OrganisationPlace, way
from article60.web.public.shown import shown_matches

LISTED, MOST_STATES, A_PAGE = 24, 24, 80
"""Up to so many activities, and so many States with all that is done there, stand on the page; and so many activities on one
page below it."""

ROLES = tuple(wording.ORGANISATION_ROLES)

_WORKS = """
    SELECT a.activity_id, {title}, a.articles, a.coarse_types, a.running, a.years, {reporter},
           coalesce(a.reporting_org_name, a.reporting_org, ''), {language}
    FROM activities a
    WHERE a.relevant AND a.activity_id IN (SELECT o.activity_id FROM activity_organisations o WHERE o.organisation_id = ?)
"""
_UNREAD = {"title": "''", "reporter": "NULL", "language": "NULL"}
_REPORTER = """(SELECT r.organisation_id FROM activity_organisations r
             WHERE r.activity_id = a.activity_id AND r.role = 'reporting' ORDER BY r.position LIMIT 1)"""
_ROLES = "SELECT DISTINCT activity_id, role FROM activity_organisations WHERE organisation_id = ?"
_STATES = """
    SELECT s.activity_id, s.state FROM activity_states s
    WHERE s.activity_id IN (SELECT o.activity_id FROM activity_organisations o WHERE o.organisation_id = ?)
"""


@dataclass(frozen=True, slots=True)
class Parts:
    """The activities in which an organisation takes part, with its roles in each and the States that each names."""

    works: list[Work]
    roles: Mapping[str, list[str]]
    states: Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class StateAtWork:
    """One State, or none of the Release, and what is done there."""

    state: str
    articles: list[str]
    types: list[str]
    runnings: list[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class ArticleServed:
    """One article, or none, with types of assistance and States."""

    article: str
    types: list[str]
    states: list[str]


@dataclass(frozen=True, slots=True)
class Listed:
    """One activity as the page of all of them shows it: with the organisation's roles, States, and how pairs with it stand."""

    work: Work
    roles: list[str]
    states: list[str]
    confirmed: int
    proposed: int


def parts_of(release: Release, identifier: str, *, listed: bool = False) -> Parts:
    """Everything in which it takes part; titles, reporters and roles are read only where activities are to be listed."""
    read = {"title": TITLE, "reporter": _REPORTER, "language": TITLE_LANGUAGE} if listed else _UNREAD
    query = _WORKS.format(**read)
    works = [work_of(row) for row in release.connection.execute(query, (identifier,))]
    roles = _lists(release.connection.execute(_ROLES, (identifier,))) if listed else {}
    states = _lists(release.connection.execute(_STATES, (identifier,)))
    return Parts(works, {key: sorted(some, key=ROLES.index) for key, some in roles.items()}, states)


def _lists(rows: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, value in rows:
        found.setdefault(key, []).append(value)
    return found


def states_at_work(parts: Parts) -> list[StateAtWork]:
    """States by name, activities that name no State of the Release last; never by how much is done there."""
    at: dict[str, list[Work]] = {}
    for work in parts.works:
        for state in parts.states.get(work.activity_id) or [NOWHERE]:
            at.setdefault(state, []).append(work)
    return [
        StateAtWork(state, articles_of(works), types_of(works), runnings_of(works))
        for state, works in ((state, at[state]) for state in in_order(at))
    ]


def in_order(states: Iterable[str]) -> list[str]:
    """States by name; what names none comes last."""
    return sorted(states, key=state_place)


def state_place(state: str) -> tuple[bool, str, str]:
    """Place of a State in a list by name; what names none comes last."""
    return state == NOWHERE, fold(wording.state(state)), state


def articles_served(parts: Parts) -> list[ArticleServed]:
    """Articles in the Convention's order, activities that name none last."""
    at: dict[str, list[Work]] = {}
    for work in parts.works:
        for article in work.articles or (NOWHERE,):
            at.setdefault(article, []).append(work)
    places = {state: place for place, state in enumerate(in_order({s for some in parts.states.values() for s in some}))}
    return [
        ArticleServed(
            article,
            types_of(works),
            sorted({state for work in works for state in parts.states.get(work.activity_id, ())}, key=places.__getitem__),
        )
        for article, works in sorted(at.items(), key=lambda item: article_place(item[0]))
    ]


def activities_page(release: Release, place: OrganisationPlace) -> dict[str, Any] | None:
    """One page of the activities by title; None where there is no such page."""
    identifier = str(place.identifier)
    parts = parts_of(release, identifier, listed=True)
    works = by_title(parts.works)
    here = works[(place.part - 1) * A_PAGE : place.part * A_PAGE]
    if not here:
        return None
    pairs = grouped(shown_matches(release, column="activity_id", values=[work.activity_id for work in here]), "activity_id")
    return {
        "listed": [_listed(work, parts, pairs.get(work.activity_id, [])) for work in here],
        "count": len(works),
        **turning(place, -(-len(works) // A_PAGE)),
    }


def _listed(work: Work, parts: Parts, pairs: list[Any]) -> Listed:
    confirmed = sum(match.standing == "confirmed" for match in pairs)
    states = in_order(parts.states.get(work.activity_id, ()))
    return Listed(work, list(parts.roles.get(work.activity_id, ())), states, confirmed, len(pairs) - confirmed)


def turning(place: OrganisationPlace, parts: int) -> dict[str, Any]:
    """The ways to the pages before and after one of several."""

    def turned(part: int) -> str | None:
        return way(OrganisationPlace(place.identifier, place.what, part)) if 1 <= part <= parts else None

    return {"part": place.part, "parts": parts, "before": turned(place.part - 1), "after": turned(place.part + 1)}

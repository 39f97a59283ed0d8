"""The brief of a region: what its States stated they need, article by article, and who works on it."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from article60.figures.declarations import NOT_NAMED, declarations
from article60.figures.evaluate import evaluate
from article60.figures.narrowing import Narrowing, TooFewStates
from article60.publication.reports import coverage_tiles
from article60.publication.reports.making import BRIEF, About, Kind, Making, NoSuchReport
from article60.publication.reports.records import ActivityTold, NeedTold, Teller
from article60.publication.reports.wording import Wording

FEWEST = 5
"""States below which no number of a group is given, as the figures merge smaller groups."""
LISTED = 5
"""Good practices that are shown."""
MOST = 24
"""Needs and programmes that are told one by one; of more, the brief counts needs by cluster, so that it keeps to six pages."""
COUNTED = ("states_with_needs", "needs_stated", "current_needs", "current_needs_at_most", "activities_running")
"""Figures without which the brief gives no number of a regional group; their parts rest on the same States."""
CONFIRMED = "needs_confirmed"
"""Figure that it gives where it may."""
_REGIONAL = (
    "running IN ('running', 'not_confirmed') AND (SELECT count(DISTINCT s.state) FROM activity_states s "
    "WHERE s.activity_id = activities.activity_id AND s.state IN (SELECT value FROM json_each(?))) > 1"
)
_AMONG = "state IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A regional group, a sub-region or a named group: what it is called in the report's language, and its States.

    `counted`: the regional group to which numbers are narrowed; empty where none are given.
    """

    name: str
    states: Sequence[str]
    counted: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OnArticle:
    """Current needs on one article, or on none that they name, with their States, in the order of the names."""

    article: str
    needs: Sequence[NeedTold]
    states: Sequence[str]


def by_article(teller: Teller, needs: Sequence[NeedTold]) -> list[OnArticle]:
    """Needs by the articles that they name, in the order of the Convention, and last those that name none.

    One need can stand under several.
    """
    found: dict[str, list[NeedTold]] = defaultdict(list)
    for told in needs:
        for article in told.need.articles or (NOT_NAMED,):
            found[article].append(told)
    return [
        OnArticle(article=article, needs=some, states=sorted({teller.state(one.need.state) for one in some}))
        for article, some in sorted(found.items(), key=lambda item: _place(item[0]))
    ]


def _place(article: str) -> tuple[bool, int]:
    return article == NOT_NAMED, int(article) if article.isdigit() else 0


def regional_activities(teller: Teller, states: str) -> list[ActivityTold]:
    """Activities not ended that name several of some States (a JSON list), by title."""
    return teller.activities(_REGIONAL, (states,))


def region_named(region: str, connection: sqlite3.Connection, words: Wording) -> Region:
    """The region of that code or name. Raises NoSuchReport where the Release knows none."""
    found = {
        name: [row[0] for row in connection.execute(query, (region,))]
        for name, query in {
            "regional_groups": "SELECT state FROM states WHERE regional_group = ? ORDER BY state",
            "subregions": "SELECT state FROM states WHERE subregion = ? ORDER BY state",
            "": """SELECT state FROM groups WHERE "group" = ? AND kind LIKE 'regional%' ORDER BY state""",
        }.items()
    }
    codelist, states = next(((name, some) for name, some in found.items() if some), (None, []))
    if codelist is None:
        raise NoSuchReport(f"--region {region}: no such region in the Release; there are {', '.join(_known(connection))}")
    large = codelist == "regional_groups" and len(states) >= FEWEST
    counted = region if large and may_be_counted(region, COUNTED, connection) else None
    return Region(name=words.code(codelist, region) if codelist else region, states=states, counted=counted)


def may_be_counted(region: str, figures: Sequence[str], connection: sqlite3.Connection) -> bool:
    """Whether every one of some figures may stand apart for a regional group: one alone that may not would show through."""
    try:
        for name in figures:
            evaluate(connection, declarations()[name], to=Narrowing(regional_group=region))
    except TooFewStates:
        return False
    return True


def _known(connection: sqlite3.Connection) -> list[str]:
    query = (
        "SELECT DISTINCT regional_group FROM states WHERE regional_group IS NOT NULL "
        """UNION SELECT DISTINCT "group" FROM groups WHERE kind LIKE 'regional%' ORDER BY 1"""
    )
    return [row[0] for row in connection.execute(query)]


def _given(making: Making) -> Mapping[str, Any]:
    region = region_named(making.about.region or "", making.connection, making.words)
    teller, states = Teller(making.connection, making.words), json.dumps(region.states)
    members = {state: teller.state(state) for state in region.states}
    needs = teller.counted_needs("current_needs", _AMONG, (states,))
    practices, more = teller.practices(_AMONG, (states,), at_most=LISTED)
    return {
        "region": region.name,
        "members": sorted(members.values()),
        "reviewed": coverage_tiles.chapters(making),
        "known": coverage_tiles.in_words(making, members),
        "grid": coverage_tiles.of_states(making, members),
        "needs": needs,
        "counted": region.counted is not None,
        "confirmed": region.counted is not None and may_be_counted(region.counted, (CONFIRMED,), making.connection),
        "articles": by_article(teller, needs),
        "activities": regional_activities(teller, states),
        "practices": practices,
        "more_practices": more,
        "most": MOST,
        "state_of": teller.state,
    }


def _narrowed(about: About, connection: sqlite3.Connection) -> Narrowing:
    region = region_named(about.region or "", connection, Wording("en", "report"))
    return Narrowing(regional_group=region.counted)


REGIONAL_BRIEF = Kind(name="regional-brief", needs=("region",), narrowed=_narrowed, given=_given, annex_letters=BRIEF)

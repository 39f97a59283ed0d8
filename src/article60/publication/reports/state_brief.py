"""The brief of a State: what it stated it needs, who works on what there, and who has recorded good practices on the same."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

from article60.figures.narrowing import Narrowing
from article60.publication.reports import coverage_tiles
from article60.publication.reports.making import BRIEF, About, Kind, Making, NoSuchReport
from article60.publication.reports.records import OF_STATE, PracticeTold, Teller

LISTED = 5
"""Good practices that are shown."""
MOST = 24
"""Needs and activities that are told one by one; of more, a brief counts them by article, and tells priority needs alone."""
_RECIPIENT = (
    "running IN ('running', 'not_confirmed') AND activity_id IN (SELECT activity_id FROM activity_states WHERE state = ?)"
)


def peers(teller: Teller, articles: Iterable[str], *, state: str) -> tuple[list[PracticeTold], bool]:
    """Good practices of other States on any of some articles, by the States' names, and whether there are more: no ranking."""
    return teller.practices(
        "state <> ? AND EXISTS (SELECT 1 FROM json_each(articles) a JOIN json_each(?) w ON w.value = a.value)",
        (state, json.dumps(sorted(articles))),
        at_most=LISTED,
    )


def state_named(making: Making) -> str:
    """Code of the State that a report is about. Raises NoSuchReport where the Release does not know it."""
    state = making.about.state or ""
    if making.connection.execute("SELECT 1 FROM states WHERE state = ?", (state,)).fetchone() is None:
        known = ", ".join(row[0] for row in making.connection.execute("SELECT state FROM states ORDER BY state LIMIT 12"))
        raise NoSuchReport(f"--state {state}: no such State in Release {making.release['name']}; there are {known} …")
    return state


def _given(making: Making) -> Mapping[str, Any]:
    state, teller = state_named(making), Teller(making.connection, making.words)
    needs = teller.counted_needs("current_needs", OF_STATE, (state,), with_activities=True)
    activities = teller.activities(_RECIPIENT, (state,))
    practices, more = peers(teller, {article for told in needs for article in told.need.articles}, state=state)
    return {
        "state": teller.state(state),
        "reviewed": coverage_tiles.chapters(making),
        "known": coverage_tiles.in_words(making, {state: teller.state(state)}),
        "refused": teller.refusals("state = ?", (state,)),
        "needs": needs,
        "told": needs if len(needs) <= MOST else [one for one in needs if one.need.priority][:MOST],
        "activities": activities,
        "most": MOST,
        "practices": practices,
        "more_practices": more,
    }


def narrowed(about: About, connection: sqlite3.Connection) -> Narrowing:
    """Numbers of the State that a report is about."""
    return Narrowing(state=about.state)


STATE_BRIEF = Kind(name="state-brief", needs=("state",), narrowed=narrowed, given=_given, annex_letters=BRIEF)

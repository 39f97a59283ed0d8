"""The brief of an article: who stated needs on it, who works on it, and who recorded good practices."""

import sqlite3
from collections.abc import Mapping
from typing import Any

from article60.domain.provision import provisions
from article60.figures.narrowing import Narrowing
from article60.publication.reports.making import BRIEF, About, Kind, Making, NoSuchReport
from article60.publication.reports.records import Teller

LISTED = 5
"""Good practices that are shown."""
MOST_NEEDS, MOST_ACTIVITIES = 8, 12
"""Needs and activities that are told one by one, so that the brief keeps to six pages."""
_ON_ARTICLE = "EXISTS (SELECT 1 FROM json_each(articles) a WHERE a.value = ?)"
_AT_WORK = (
    "running IN ('running', 'not_confirmed') AND activity_id IN (SELECT activity_id FROM activity_articles WHERE article = ?)"
)


def _given(making: Making) -> Mapping[str, Any]:
    article, teller = _article_named(making), Teller(making.connection, making.words)
    practices, more = teller.practices(_ON_ARTICLE, (article,), at_most=LISTED)
    return {
        "named": making.words.citation([article]),
        "titled": making.words.article_title(article),
        "chapter": provisions()[article].chapter,
        "cycle": provisions()[article].cycle,
        "needs": teller.counted_needs("current_needs", _ON_ARTICLE, (article,), with_activities=True),
        "activities": teller.activities(_AT_WORK, (article,)),
        "practices": practices,
        "more_practices": more,
        "most_needs": MOST_NEEDS,
        "most_activities": MOST_ACTIVITIES,
        "state_of": teller.state,
    }


def _article_named(making: Making) -> str:
    """The article that a report is about. Raises NoSuchReport where there is none of that number."""
    article = making.about.provision or ""
    if not article.isdigit() or article not in provisions():
        raise NoSuchReport(f"--provision {article}: no article of the Convention; give its number, as --provision 46")
    return article


def _narrowed(about: About, connection: sqlite3.Connection) -> Narrowing:
    return Narrowing(article=about.provision)


PROVISION_BRIEF = Kind(name="provision-brief", needs=("provision",), narrowed=_narrowed, given=_given, annex_letters=BRIEF)

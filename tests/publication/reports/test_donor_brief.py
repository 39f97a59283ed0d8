"""The brief of a provider keeps to six pages: lists are cut short, and it says so."""

import pytest

from article60.publication.reports import donor_brief
from article60.publication.reports.kinds import KINDS
from article60.publication.reports.making import About, lines, make
from article60.publication.reports.model import Table


@pytest.fixture
def brief(folder, connection):
    """The brief of the organisation with most activities."""
    donor = connection.execute(
        "SELECT organisation_id FROM activity_organisations WHERE organisation_id IS NOT NULL GROUP BY 1 "
        "ORDER BY count(*) DESC, 1"
    ).fetchone()[0]
    return lambda: make(KINDS["donor-brief"], folder, about=About(donor=donor), language="en")


def text(report):
    return "\n".join("".join(getattr(one, "text", "") for one in line) for line in lines(report.blocks))


def activities(report):
    table = next(one for one in report.blocks if isinstance(one, Table))
    return ["".join(one.text for one in row[0]) for row in table.rows[1:]]


def test_of_more_activities_than_it_can_list_those_that_began_last_are_shown(brief, connection, monkeypatch):
    all_of_them = activities(brief())
    assert len(all_of_them) > 1
    assert "those that began last" not in text(brief())
    monkeypatch.setattr(donor_brief, "MOST_ACTIVITIES", 1)
    (shown,) = activities(brief())
    query = "SELECT text, coalesce(start, '') FROM activity_texts JOIN activities USING (activity_id) WHERE field = 'title'"
    begun = dict(connection.execute(query))
    assert begun[shown] == max(begun[title] for title in all_of_them)
    assert "those that began last are shown, and each stands in the register" in text(brief())

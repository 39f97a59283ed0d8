"""The brief of an article keeps to six pages: lists are cut short, and it says so."""

import pytest

from article60.publication.reports import provision_brief
from article60.publication.reports.kinds import KINDS
from article60.publication.reports.making import About, lines, make
from article60.publication.reports.model import Quote, Table

FURTHER = ("Further open needs stand in the register.", "Further activities stand in the register.")


@pytest.fixture
def brief(folder):
    return lambda: make(KINDS["provision-brief"], folder, about=About(provision="46"), language="en")


def text(report):
    return "\n".join("".join(getattr(one, "text", "") for one in line) for line in lines(report.blocks))


def test_needs_and_activities_beyond_those_that_fit_are_spoken_of(brief, monkeypatch):
    whole = brief()
    quotes = [one.text for one in whole.blocks if isinstance(one, Quote)]
    assert not any(further in text(whole) for further in FURTHER)
    monkeypatch.setattr(provision_brief, "MOST_NEEDS", 1)
    monkeypatch.setattr(provision_brief, "MOST_ACTIVITIES", 0)
    short = brief()
    assert all(further in text(short) for further in FURTHER)
    shown = [one.text for one in short.blocks if isinstance(one, Quote)]
    assert shown[0] == quotes[0]
    assert len(shown) < len(quotes)
    activities = next(one for one in short.blocks if isinstance(one, Table) and len(one.rows[0]) == 4 and not one.caption)
    assert len(activities.rows) == 1

"""Years of a State: places of what has a date, on both sides of the day of the Release, in both directions."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

import makers
from article60.domain.decision import PublicDecision
from article60.domain.review import CountryReview
from article60.web.public.timeline import Read, Timeline, timeline

ON = date(2026, 7, 1)
REVIEW = CountryReview(state="XA", cycle=1, stage="summary_issued", on=date(2025, 1, 1), source="A list")


def made(**changes: Any) -> Timeline:
    nothing: dict[str, Any] = {name: [] for name in ("reviews", "documents", "needs", "read", "decisions", "activity_years")}
    fields = nothing | {"on": ON}
    found = timeline(**fields | changes)
    assert found is not None
    return found


def test_first_year_stands_where_the_language_begins() -> None:
    left, right = made(reviews=[REVIEW]), made(reviews=[REVIEW], right_to_left=True)

    assert [year.year for year in left.years] == [2025, 2026]
    assert (left.years[0].x, right.years[0].x) == (0, 50)
    assert (left.points["reviews"][0].x, right.points["reviews"][0].x) == (0, 100)
    assert left.day == pytest.approx(75, abs=0.5) and right.day == pytest.approx(25, abs=0.5)


def test_needs_stand_at_the_day_of_each_document_in_which_they_were_read() -> None:
    first, again = makers.document(), makers.document(document_id="DOC-BBBBBBBB", issued_on=date(2026, 1, 15))
    read = [Read(first.document_id, "A/1", 12), Read(again.document_id, None, 11), Read("DOC-CCCCCCCC", None, 5)]
    found = made(needs=[makers.need(stated_on=date(2026, 1, 15))], read=read, documents=[first, again])

    assert [(event.on, event.count) for event in found.events if event.lane == "needs"] == [
        (first.issued_on, 12),
        (again.issued_on, 11),
    ]


def test_needs_that_the_state_entered_itself_are_one_event_a_day() -> None:
    entered = [makers.need(need_id=f"XA-{mark * 8}", document_id="", stated_on=date(2026, 3, 17)) for mark in "ABC"]
    found = made(needs=[*entered, makers.need(document_id="", stated_on=None), makers.need()])

    assert [(event.lane, event.on, event.count) for event in found.events] == [("needs", date(2026, 3, 17), 3)]


def test_document_in_two_languages_and_decisions_of_one_day_are_one_event_each() -> None:
    documents = [makers.document(), makers.document(document_id="DOC-BBBBBBBB", language="fr")]
    decisions = [
        PublicDecision(
            record_id="XA-AAAAAAAA", record_kind="need", verb=verb, outcome="", decided_on="2026-02-10", role="operator"
        )
        for verb in ("confirm", "confirm", "merge")
    ]
    events = made(documents=documents, decisions=decisions).events

    assert [(event.lane, event.count) for event in events] == [("documents", 2), ("decisions", 2), ("decisions", 1)]


def test_activities_are_counted_by_year_and_those_ahead_marked() -> None:
    found = made(activity_years=[("2025", "2026"), ("2026", "2027"), ()])

    assert [(year.year, year.activities, year.ahead) for year in found.years] == [
        (2025, 1, False),
        (2026, 2, False),
        (2027, 1, True),
    ]
    assert found.undated == 1 and found.by_year == [(2025, 1), (2026, 2), (2027, 1)]


def test_drawing_keeps_to_years_near_the_release_and_the_table_has_all() -> None:
    found = made(activity_years=[("1970",), ("2099",)])

    assert (found.years[0].year, found.years[-1].year) == (2002, 2031)
    assert [year for year, _ in found.by_year] == [1970, 2099]


def test_nothing_with_a_date_draws_nothing() -> None:
    assert timeline(reviews=[], documents=[], needs=[], read=[], decisions=[], activity_years=[()], on=ON) is None


@pytest.mark.parametrize("language", ["en", "ar"])
def test_table_says_what_the_drawing_shows(client: Client, language: str) -> None:
    page = client.get(f"/{language}/states/XA").content.decode().partition('<h2 id="timeline">')[2]
    drawing, table = page.partition("</svg>\n</div>")[0], page.partition('<details class="twin">')[2].partition("</table>")[0]

    assert table.count("<tr>") == 1 + len(re.findall(r'class="sign', drawing)) + len(re.findall(r"<rect", drawing))
    assert (drawing.count('x="100%"') > 0) == (language == "ar")

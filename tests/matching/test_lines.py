"""Lines of needs and activities that cannot be compared are named, each with what is wrong with it."""

from datetime import date
from typing import Any

import pytest

from article60.matching.lines import compared_lines, match_lines
from article60.matching.one_line import UnusableLine

NEED = {"kind": "need", "text": "Drafting of a law against bribery", "state": "XA", "provisions": ["16(1)"]}
ACTIVITY = {
    "iati_identifier": "XX-1",
    "recipients": [{"code": "XA"}],
    "title": {"en": "A law against bribery"},
    "provisions": [{"provision": "16(1)", "score": 1.0}],
}


def told(*, need: Any = NEED, activity: Any = ACTIVITY) -> str:
    with pytest.raises(UnusableLine) as error:
        list(match_lines(needs=[(1, NEED), (4, need)], activities=[(7, activity)], suggest=lambda needs: ()))
    return str(error.value)


@pytest.mark.parametrize(
    ("wrong", "what"),
    [
        ({"text": None}, "no 'text'; give lines"),
        ({"text": 5}, "'text' is no text: 5; give lines"),
        ({"text": "half \ud83d"}, "'text' holds half of a character; write the whole character"),
        ({"state": ["XA", "XB"]}, "'state' is no text"),
        ({"id": 5}, "'id' is no text"),
        ({"beneficiary": ["a", "b"]}, "'beneficiary' is no text"),
        ({"stated_on": "May 2026"}, "'stated_on' is no day: 'May 2026'; write it as 2026-05-04"),
        ({"stated_on": 2026}, "'stated_on' is no text: 2026"),
        ({"date": "2026-02-30"}, "'date' is no day"),
        ({"provisions": "16"}, "'provisions' is no list: '16'"),
        ({"provisions": [16]}, "'provisions' is no text: 16"),
        ({"provisions": ["Art. 16"]}, "'Art. 16': not written like 46, 46(9) or 46(9)(b); write them as"),
        ({"provisions": ["99(1)"]}, "'99(1)': the Convention has no such article; write them as"),
        ({"types": ["magic"]}, "no code 'magic'; write one of good_practices, "),
    ],
)
def test_need_that_cannot_be_compared_is_named_with_what_is_wrong(wrong: Any, what: str) -> None:
    said = told(need=NEED | wrong)
    assert said.startswith("needs file, line 4: ") and what in said


@pytest.mark.parametrize(
    ("wrong", "what"),
    [
        ({"iati_identifier": None}, "no 'iati_identifier'"),
        ({"provisions": ["16"]}, "'provisions' is no list of objects"),
        ({"provisions": [{"score": 1}]}, "no 'provision' in 'provisions'"),
        ({"provisions": [{"provision": "16(1)", "score": "high"}]}, "'score' in 'provisions' is no number from 0 to 1: 'high'"),
        ({"provisions": [{"provision": "16(1)", "score": float("nan")}]}, "is no number from 0 to 1"),
        ({"provisions": [{"provision": "sixteen"}]}, "'sixteen': not written like"),
        ({"recipients": [{"share_used": "100"}]}, "no 'code' in 'recipients'"),
        ({"recipients": {"code": "XA"}}, "'recipients' is no list"),
        ({"title": 5}, "'title' is no text"),
        ({"description": {"en": None}}, "'description' is no text"),
        ({"types": ["magic"]}, "no code 'magic'"),
        ({"start": "01/02/2026"}, "'start' is no day"),
        ({"relevance": "much"}, "'relevance' is no number"),
        ({"parents": 5}, "'parents' is no list"),
    ],
)
def test_activity_that_cannot_be_compared_is_named_with_what_is_wrong(wrong: Any, what: str) -> None:
    said = told(activity=ACTIVITY | wrong)
    assert said.startswith("activities file, line 7: ") and what in said


def test_day_on_which_a_need_was_stated_may_be_an_instant() -> None:
    needs = [(1, NEED | {"stated_on": "2026-05-04T08:30:00Z"})]
    (sides,) = compared_lines(needs=needs, activities=[(1, ACTIVITY)], suggest=lambda needs: ())
    assert [one.need.stated_on for one in sides.needs.rows] == [date(2026, 5, 4)]

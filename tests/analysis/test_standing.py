from datetime import date

import pytest

from article60.analysis.standing import grade_needs
from makers import ON, match, need


def graded(one, *matches):
    return grade_needs(needs=[one], matches=matches, on=ON)[0].grade


def test_need_without_match_has_no_assistance_found():
    assert graded(need()) == "no_assistance_found"


def test_proposed_match_is_possibly_related_assistance():
    assert graded(need(), match()) == "related_assistance_found"


def test_confirmed_match_is_reported_as_being_addressed():
    assert graded(need(), match(standing="confirmed")) == "reported_addressed"


def test_match_that_covers_nothing_changes_nothing():
    assert graded(need(), match(covers=False)) == "no_assistance_found"


@pytest.mark.parametrize("said", ["met", "partly_met", "unmet", "withdrawn", "superseded"])
def test_what_people_said_outweighs_what_was_found(said):
    assert graded(need(grade=said, confirmed_on=date(2026, 5, 1)), match()) == said


def test_need_confirmed_36_months_ago_to_the_day_is_current():
    assert graded(need(stated_on=date(2023, 6, 30))) == "no_assistance_found"


def test_need_not_confirmed_for_more_than_36_months_is_not_updated():
    assert graded(need(stated_on=date(2023, 6, 29))) == "not_updated"


def test_confirmation_by_a_person_keeps_an_old_need_current():
    assert graded(need(stated_on=date(2013, 1, 1), confirmed_on=date(2025, 1, 1))) == "no_assistance_found"


def test_need_of_unknown_date_is_not_updated():
    assert graded(need(stated_on=None)) == "not_updated"

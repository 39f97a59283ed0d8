from datetime import date

import pytest

from article60.analysis.running import running, years
from makers import ON, activity


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "running"),
        ({"end": ON}, "running"),
        ({"end": date(2026, 6, 29)}, "ended"),
        ({"status": "4"}, "ended"),
        ({"status": "6"}, "ended"),
        ({"status": "1"}, "planned"),
        ({"start": date(2026, 7, 1)}, "planned"),
        ({"last_updated": date(2025, 6, 30)}, "running"),
        ({"last_updated": date(2025, 6, 29)}, "not_confirmed"),
        ({"last_updated": None}, "not_confirmed"),
        ({"end": None, "start": None}, "running"),
    ],
)
def test_activity_runs_as_its_publisher_says_while_it_is_updated(changes, expected):
    assert running(activity(**changes), on=ON) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "running"),
        ({"end": ON}, "running"),
        ({"end": None}, "running"),
        ({"status": "3"}, "running"),
        ({"end": date(2026, 6, 29)}, "ended"),
        ({"status": "4", "end": date(2026, 6, 29)}, "ended"),
        ({"status": "4", "end": None}, "not_confirmed"),
        ({"status": "5"}, "not_confirmed"),
        ({"status": "6"}, "not_confirmed"),
        ({"status": "1"}, "not_confirmed"),
        ({"start": date(2026, 7, 1)}, "not_confirmed"),
        ({"start": None}, "not_confirmed"),
    ],
)
def test_record_updated_after_the_day_tells_of_it_by_its_dates_alone(changes, expected):
    assert running(activity(last_updated=date(2026, 7, 1), **changes), on=ON) == expected


def test_twelve_months_are_calendar_months_in_leap_years_too():
    updated = activity(last_updated=date(2023, 6, 30), start=None, end=None)
    assert [running(updated, on=date(2024, 6, day)) for day in (29, 30)] == ["running", "running"]
    assert running(updated, on=date(2024, 7, 1)) == "not_confirmed"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ("2025", "2026", "2027")),
        ({"start": date(2025, 12, 31), "end": date(2026, 1, 1)}, ("2025", "2026")),
        ({"start": date(2026, 1, 1), "end": date(2026, 1, 1)}, ("2026",)),
        ({"end": None}, ()),
        ({"start": None}, ()),
        ({"start": date(2026, 1, 1), "end": date(2025, 1, 1)}, ()),
        ({"start": date(1, 1, 1), "end": date(9999, 1, 1)}, ()),
        ({"status": "5"}, ("2025", "2026")),
        ({"status": "6", "last_updated": None}, ("2025", "2026", "2027")),
    ],
)
def test_activity_counts_in_the_years_that_its_dates_tell(changes, expected):
    assert years(activity(**changes)) == expected

from datetime import date

import pytest

from article60.domain.months import after, older_than


@pytest.mark.parametrize(
    ("months", "day", "expected"),
    [
        (36, date(2023, 6, 30), date(2026, 6, 30)),
        (12, date(2024, 2, 29), date(2025, 2, 28)),
        (12, date(2023, 12, 31), date(2024, 12, 31)),
        (1, date(2026, 1, 31), date(2026, 2, 28)),
        (1, date(2026, 12, 1), date(2027, 1, 1)),
        (36, date(9999, 1, 1), date(9999, 12, 31)),
    ],
)
def test_the_same_day_some_months_later(months, day, expected):
    assert after(months, day) == expected


def test_months_are_over_on_the_day_after():
    assert [older_than(36, date(2023, 6, 30), on=date(2026, *day)) for day in ((6, 30), (7, 1))] == [False, True]

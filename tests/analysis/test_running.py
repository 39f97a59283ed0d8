from datetime import date

import pytest

from article60.analysis.running import running
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

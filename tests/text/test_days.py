"""Days written out in six languages."""

from datetime import date

import pytest

from article60.text.days import write_day


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("ar", "3 أيار/مايو 2013"),
        ("en", "3 May 2013"),
        ("es", "3 de mayo de 2013"),
        ("fr", "3 mai 2013"),
        ("ru", "3 мая 2013\u202fг."),
        ("zh", "2013年5月3日"),
    ],
)
def test_day_is_written_out(language: str, expected: str) -> None:
    assert write_day(date(2013, 5, 3), language=language) == expected


def test_french_first_day_of_a_month_is_an_ordinal_and_no_other_is() -> None:
    assert write_day(date(2026, 2, 1), language="fr") == "1er février 2026"
    assert write_day(date(2026, 2, 11), language="fr") == "11 février 2026"
    assert write_day(date(2026, 2, 1), language="es") == "1 de febrero de 2026"

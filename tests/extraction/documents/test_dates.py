"""Single dates in six languages; ranges of days are none."""

from datetime import date

import pytest

from article60.extraction.documents.dates import dates


@pytest.mark.parametrize(
    "text",
    ["9 April 2013", "9 avril 2013", "9 de abril de 2013", "9 апреля 2013 года", "٩ نيسان/أبريل ٢٠١٣", "2013年4月9日"],
)
def test_day_is_read(text: str) -> None:
    assert [day for _, day in dates(text)] == [date(2013, 4, 9)]


@pytest.mark.parametrize(
    "text", ["27-31 May 2013", "6–10 September 2021", "13 a 15 de octubre de 2014", "20–24 июня 2016 года", "2015年6月1日至5日"]
)
def test_days_of_a_session_are_no_date(text: str) -> None:
    assert list(dates(text)) == []

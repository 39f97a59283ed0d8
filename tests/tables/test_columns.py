from dataclasses import replace

import polars as pl
import pytest

from article60.domain.activity import Activity, ActivityAmount
from article60.domain.activity_record import ActivityRecord
from article60.domain.need import Need
from article60.domain.statement import Statement
from article60.tables.columns import Shared, UndeclaredColumn, frame, nested, records, schema
from makers import activity, need, record, statement


@pytest.mark.parametrize(("noun", "made"), [(Need, need()), (Activity, activity()), (Statement, statement())])
def test_records_come_back_as_they_were(noun, made):
    assert list(records(noun, frame(noun, [made]))) == [made]


def test_nested_records_keep_their_dates():
    amount = ActivityAmount(
        activity_id="ACT-AAAAAAAA",
        position=0,
        kind="budget",
        type="1",
        value="100",
        currency="USD",
        value_date=activity().start,
        usd=None,
        rate=None,
        rate_year=None,
    )
    whole = record(amounts=(amount,))
    assert list(records(ActivityRecord, frame(ActivityRecord, [whole]))) == [whole]


def test_a_text_that_stands_in_several_rows_and_tables_is_held_once():
    shared = Shared()
    one, other = (list(records(Need, frame(Need, [need(), need()]), shared=shared)) for _ in range(2))

    texts = [value for made in (*one, *other) for value in (made.text, *made.provisions)]

    assert len(set(map(id, texts))) == len(set(texts)) > 1


def test_a_number_that_stands_where_a_text_should_stays_a_number():
    assert nested(tuple[str, ...])(["16", 16], Shared()) == ("16", 16)


def test_lists_of_text_are_lists_and_dates_are_dates():
    assert schema(Need)["provisions"] == pl.List(pl.String)
    assert schema(Need)["stated_on"] == pl.Date


def test_table_without_rows_has_all_columns():
    assert frame(Need, []).columns == list(schema(Need))


def test_undeclared_column_is_loud():
    with pytest.raises(UndeclaredColumn, match="Need: odd"):
        list(records(Need, frame(Need, [replace(need())]).with_columns(odd=pl.lit(1))))

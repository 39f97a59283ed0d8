"""Rows by their key: records are made where they are asked for, and all else stays as it was kept."""

from copy import copy
from dataclasses import replace

import polars as pl
import pytest

from article60.domain.alias import Alias
from article60.tables.by_key import EachByKey, ListsByKey
from article60.tables.columns import frame, records

FIRST, SECOND, THIRD = (Alias(old_id=f"XA-{one}", new_id="XA-1", why="merged") for one in "BCA")


def each() -> EachByKey:
    return EachByKey(Alias, frame(Alias, [FIRST, SECOND, THIRD]), key="old_id")


def lists() -> ListsByKey:
    rows = [FIRST, replace(FIRST, new_id="XA-0"), THIRD]
    return ListsByKey(Alias, frame(Alias, rows), key="old_id")


def listed(table: pl.DataFrame) -> list[Alias]:
    return list(records(Alias, table))


def test_record_is_found_by_its_key():
    assert each()["XA-C"] == SECOND


def test_keys_stand_in_the_order_of_the_rows():
    assert list(each()) == ["XA-B", "XA-C", "XA-A"]


def test_rows_go_on_in_the_order_of_their_keys():
    assert listed(each().table()) == [THIRD, FIRST, SECOND]


def test_rows_go_on_in_their_schema():
    assert each().table().schema == frame(Alias, []).schema


def test_what_is_put_in_the_place_of_a_row_goes_on_instead():
    held = each()

    held["XA-B"] = replace(FIRST, why="renamed")

    assert listed(held.table()) == [THIRD, replace(FIRST, why="renamed"), SECOND]


def test_what_is_taken_out_does_not_go_on():
    held = each()

    assert held.pop("XA-B") == FIRST
    assert "XA-B" not in held
    assert listed(held.table()) == [THIRD, SECOND]


def test_new_key_goes_on_in_its_place():
    held = each()

    held["XA-AA"] = replace(FIRST, old_id="XA-AA")

    assert [one.old_id for one in listed(held.table())] == ["XA-A", "XA-AA", "XA-B", "XA-C"]


def test_copy_stays_as_it_was():
    held = each()
    before = copy(held)

    del held["XA-B"]

    assert before["XA-B"] == FIRST
    assert listed(before.table()) == [THIRD, FIRST, SECOND]


def test_key_may_stand_for_several_records_in_their_order():
    assert lists()["XA-B"] == [FIRST, replace(FIRST, new_id="XA-0")]


def test_list_that_is_put_there_goes_on_and_an_empty_one_leaves_no_row():
    held = lists()

    held["XA-B"] = [replace(FIRST, new_id="XA-9"), FIRST]
    held["XA-A"] = []

    assert held["XA-A"] == []
    assert listed(held.table()) == [replace(FIRST, new_id="XA-9"), FIRST]


def test_key_that_does_not_stand_there_is_loud():
    with pytest.raises(KeyError):
        each()["XA-Z"]

from dataclasses import replace

import pytest

from article60.tables.canonical import content_hash, digests, hashes_by_state, in_order, in_turn
from article60.tables.columns import frame
from article60.tables.declared import TABLES
from invented_tables import tables

FACTS = {"on": "2026-11-24"}


def ordered(records):
    return digests({name: in_order(TABLES[name], rows) for name, rows in records.items()})


def test_order_of_rows_and_tables_does_not_change_the_hash():
    backwards = {name: rows[::-1] for name, rows in reversed(tables().items())}
    assert content_hash(ordered(tables()), facts=FACTS) == content_hash(ordered(backwards), facts=FACTS)


def test_any_changed_value_changes_the_hash():
    changed = tables()
    changed["needs"][0] = replace(changed["needs"][0], page=77)
    assert content_hash(ordered(tables()), facts=FACTS) != content_hash(ordered(changed), facts=FACTS)


def test_another_fact_changes_the_hash():
    assert content_hash({}, facts=FACTS) != content_hash({}, facts={"on": "2026-11-25"})


def test_change_in_one_state_leaves_the_hashes_of_others():
    needs = tables()["needs"]
    changed = [replace(need, page=77) if need.state == "XB" else need for need in needs]
    table = TABLES["needs"]
    before = dict(hashes_by_state(table, in_order(table, needs)))
    after = dict(hashes_by_state(table, in_order(table, changed)))
    assert {state for state in before if before[state] != after[state]} == {"XB"}


def test_provisions_stand_in_the_order_of_the_convention():
    names = [row[0] for row in in_order(TABLES["provisions"], tables()["provisions"])]
    assert names == ["5", "9", "9(1)", "15", "46", "46(9)(b)", "53"]


def test_nothing_stands_before_something():
    note = tables()["notes"][0]
    table = TABLES["notes"]
    rows = in_order(table, [replace(note, line=1), replace(note, line=None)])
    assert [row[table.columns.index("line")] for row in rows] == [None, 1]


def test_hash_does_not_depend_on_the_portions_in_which_it_is_taken(monkeypatch):
    whole = content_hash(ordered(tables()), facts=FACTS)
    monkeypatch.setattr("article60.tables.canonical._PORTION", 3)
    assert content_hash(ordered(tables()), facts=FACTS) == whole


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("turned", [1, -1])
def test_rows_of_a_frame_come_in_turn_as_they_stand_in_order(name, turned, monkeypatch):
    monkeypatch.setattr("article60.tables.canonical._PORTION", 3)
    table, rows = TABLES[name], tables().get(name, [])

    found = in_turn(table, frame(table.noun, rows[::turned]))

    assert list(found) == in_order(table, rows)
    assert list(found) == in_order(table, rows)  # they can be gone through again


def test_rows_are_held_as_cells_only_where_they_must_be_sorted():
    table, rows = TABLES["activity_amounts"], tables()["activity_amounts"]
    assert len(rows) > 1
    assert not isinstance(in_turn(table, frame(table.noun, in_order_as_records(table, rows))), list)
    assert isinstance(in_turn(table, frame(table.noun, in_order_as_records(table, rows)[::-1])), list)


def in_order_as_records(table, rows):
    return sorted(rows, key=lambda one: [getattr(one, name) for name in table.sort_columns])


def test_rows_that_their_order_does_not_tell_apart_come_in_turn_as_well():
    table, note = TABLES["notes"], tables()["notes"][0]
    rows = [note, replace(note, line=2), replace(note, line=None), note]
    assert list(in_turn(table, frame(table.noun, rows))) == in_order(table, rows)

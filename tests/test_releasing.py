"""Rows of a run are published State by State where their identifiers tell the State, and all together where they do not."""

import pytest

from article60.domain.evidence import Evidence
from article60.domain.need import Need
from article60.releasing import stated_by_state
from article60.tables import folders
from makers import evidence, need


@pytest.fixture
def stated(tmp_path):
    """What is stated by State, of these needs with one piece of evidence each."""

    def by_state(*needs):
        proof = [evidence(record_id=one.need_id) for one in needs]
        folders.save(tmp_path, {"needs": (Need, needs), "evidence": (Evidence, proof)})
        return stated_by_state({"identify": tmp_path})

    return by_state


def test_rows_of_each_state_stand_together(stated):
    found = stated(*(need(need_id=one, state=one[:2]) for one in ("XA-AAAAAAAA", "XA-BBBBBBBB", "XB-AAAAAAAA")))
    assert {state: rows["evidence"]["record_id"].to_list() for state, rows in found.items()} == {
        "XA": ["XA-AAAAAAAA", "XA-BBBBBBBB"],
        "XB": ["XB-AAAAAAAA"],
    }
    assert [rows["no_needs"].height for rows in found.values()] == [0, 0]


def test_where_an_identifier_does_not_tell_its_state_all_rows_are_one(stated):
    found = stated(need(need_id="XA-AAAAAAAA", state="XA"), need(need_id="THEIRS-1", state="XB"))
    assert {state: rows["needs"].height for state, rows in found.items()} == {"": 2}


def test_where_nothing_is_stated_there_is_one_file_without_rows(stated):
    assert {state: rows["needs"].height for state, rows in stated().items()} == {"": 0}

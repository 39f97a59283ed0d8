"""Rows of a run are published State by State where their identifiers tell the State, and all together where they do not."""

from dataclasses import replace

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


@pytest.fixture
def rows(stated):
    """The rows alone."""
    return lambda *needs: stated(*needs)[0]


@pytest.fixture
def hashes(stated):
    """The hashes alone."""
    return lambda *needs: stated(*needs)[1]


def test_rows_of_each_state_stand_together(rows):
    found = rows(*(need(need_id=one, state=one[:2]) for one in ("XA-AAAAAAAA", "XA-BBBBBBBB", "XB-AAAAAAAA")))
    assert {state: some["evidence"]["record_id"].to_list() for state, some in found.items()} == {
        "XA": ["XA-AAAAAAAA", "XA-BBBBBBBB"],
        "XB": ["XB-AAAAAAAA"],
    }
    assert [some["no_needs"].height for some in found.values()] == [0, 0]


def test_where_an_identifier_does_not_tell_its_state_all_rows_are_one(rows):
    found = rows(need(need_id="XA-AAAAAAAA", state="XA"), need(need_id="THEIRS-1", state="XB"))
    assert {state: some["needs"].height for state, some in found.items()} == {"": 2}


def test_where_nothing_is_stated_there_is_one_file_without_rows(rows):
    assert {state: some["needs"].height for state, some in rows().items()} == {"": 0}


def test_change_in_one_state_leaves_the_hashes_of_others(hashes):
    needs = [need(need_id=one, state=one[:2]) for one in ("XA-AAAAAAAA", "XA-BBBBBBBB", "XB-AAAAAAAA")]
    before, after = hashes(*needs), hashes(replace(needs[0], text="Other words."), *needs[1:])
    assert before["XA"] != after["XA"]
    assert before["XB"] == after["XB"]


def test_where_all_rows_are_one_a_change_of_any_changes_their_hash(hashes):
    needs = [need(need_id="XA-AAAAAAAA", state="XA"), need(need_id="THEIRS-1", state="XB")]
    assert hashes(*needs).keys() == {""}
    assert hashes(*needs) != hashes(needs[0], replace(needs[1], text="Other words."))

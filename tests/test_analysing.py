"""What analysing tells whoever runs it."""

import json

import pytest

from article60.analysing import pairs_of_two_states
from article60.domain.activity import Activity
from article60.domain.match import Match
from article60.domain.need import Need
from article60.tables import folders
from makers import activity, decision, match, need


@pytest.mark.parametrize(
    ("grade", "matched", "told"),
    [("no_assistance_found", False, ["D-1"]), ("no_assistance_found", True, []), ("withdrawn", False, [])],
    ids=["elsewhere", "there", "no longer stated"],
)
def test_decision_about_a_pair_of_two_states_is_told_and_not_lost(tmp_path, grade, matched, told):
    wanted, helps = need(grade=grade), activity()
    pair = {"need_id": wanted.need_id, "activity_id": helps.activity_id}
    decided = [decision(about_kind="match", verb="confirm", values=json.dumps(pair))]
    decided.append(decision(decision_id="D-2", about_kind="match", values=json.dumps(pair | {"activity_id": "ACT-ZZZZZZZZ"})))
    folders.save(tmp_path / "identified", {"needs": (Need, [wanted])})
    folders.save(tmp_path / "placed", {"activities": (Activity, [helps])})
    folders.save(tmp_path / "matched", {"matches": (Match, [match(**pair)] if matched else [])})
    at = {name: tmp_path / name for name in ("identified", "placed", "matched")}

    found = list(pairs_of_two_states(decided, **at))

    assert [note.subject for note in found] == told
    assert all(f"is not in {wanted.state}" in note.message for note in found)

"""What is asked of activities in a State changes only with its own needs, and with words that become common or cease to be."""

import json

import pytest

from article60.asking import Asking
from article60.domain.decision import Decision
from article60.domain.need import Need
from article60.domain.need_suggestion import NeedSuggestion
from article60.matching import weights
from article60.matching.sides import common_words, counts
from article60.matching.told import stems
from article60.tables import folders
from makers import decision, need

NEEDS = (
    need(need_id="XA-AAAAAAAA", state="XA", text="Training of judges on asset recovery"),
    need(need_id="XA-BBBBBBBB", state="XA", text="Legislation on foreign bribery"),
    need(need_id="XB-AAAAAAAA", state="XB", text="Training of prosecutors"),
    need(need_id="XC-AAAAAAAA", state="XC", text="Training of auditors"),
)


@pytest.fixture
def asking(tmp_path):
    """Asks what these needs, suggestions and decisions about pairs give; what is kept of words stays from one to the next."""

    def ask(*needs, suggestions=(), decided=()):
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        folder.mkdir()
        folders.save(folder, {"needs": (Need, needs), "settled_decisions": (Decision, decided)})
        folders.save(folder, {"need_suggestions": (NeedSuggestion, suggestions)})
        return Asking(needs=folder, suggested=folder, kept=tmp_path / "words.json")

    return ask


def changed(one, other):
    return {state for state in {**one, **other} if one.get(state) != other.get(state)}


def test_state_whose_need_is_worded_anew_is_asked_about_again(asking):
    before = asking(*NEEDS).keys()
    assert sorted(before) == ["XA", "XB", "XC"]
    one = need(need_id="XA-BBBBBBBB", state="XA", text="Other words")
    assert changed(before, asking(NEEDS[0], one, *NEEDS[2:]).keys()) == {"XA"}


@pytest.mark.parametrize(
    ("column", "value"),
    [("grade", "unmet"), ("priority", "high"), ("reading", "confirmed"), ("confirmed_by_role", "national focal point")],
)
def test_what_no_pair_depends_on_changes_nothing(asking, column, value):
    one = need(need_id="XA-AAAAAAAA", state="XA", text=NEEDS[0].text, **{column: value})
    assert getattr(one, column) != getattr(NEEDS[0], column)
    assert changed(asking(*NEEDS).keys(), asking(one, *NEEDS[1:]).keys()) == set()


def test_state_of_a_need_that_no_longer_counts_is_asked_about_again(asking):
    one = need(need_id="XA-BBBBBBBB", state="XA", text=NEEDS[1].text, grade="withdrawn")
    assert changed(asking(*NEEDS).keys(), asking(NEEDS[0], one, *NEEDS[2:]).keys()) == {"XA"}


def test_decision_about_a_pair_counts_in_the_state_of_its_need_alone(asking):
    values = {"need_id": "XB-AAAAAAAA", "activity_id": "ACT-AAAAAAAA"}
    decided = decision(about_kind="match", verb="confirm", values=json.dumps(values))
    found = asking(*NEEDS, decided=[decided])
    assert changed(asking(*NEEDS).keys(), found.keys()) == {"XB"}
    assert [list(one.decided) for one in found.of(["XA", "XB"])] == [[], [tuple(values.values())]]


def test_suggestion_counts_in_the_state_of_its_need_alone(asking):
    suggestion = NeedSuggestion(need_id="XC-AAAAAAAA", position=0, provision="16", score=0.9, words=("auditors",))
    found = asking(*NEEDS, suggestions=[suggestion])
    assert changed(asking(*NEEDS).keys(), found.keys()) == {"XC"}
    assert [list(one.suggestions) for one in found.of(["XA", "XC"])] == [[], [suggestion]]


def test_word_that_becomes_common_changes_each_state_in_whose_needs_it_stands(asking):
    before = asking(*NEEDS)
    after = asking(*NEEDS, need(need_id="XD-AAAAAAAA", state="XD", text="Training"))
    assert changed(before.keys(), after.keys()) >= {"XD"}
    for found in (before, after):
        assert {one.state: one.common for one in found.of(["XA", "XB", "XC"])} == {
            state: {"en": wanted(found) & set().union(*(stems(one.text) for one in NEEDS if one.state == state))}
            for state in ("XA", "XB", "XC")
        }


def wanted(found):
    """The words that tell nothing, counted over all needs together."""
    needs = [one for some in found.of(found.rows) for one in some.needs]
    return common_words([counts((one.language, stems(one.text)) for one in needs)], weights=weights.read())["en"]


def test_words_are_taken_apart_only_where_a_need_has_changed(asking, monkeypatch):
    asking(*NEEDS).keys()
    asked = []
    monkeypatch.setattr("article60.asking.stems", lambda text: asked.append(text) or stems(text))
    asking(*NEEDS).keys()
    assert asked == []
    asking(*NEEDS[:2], need(need_id="XB-AAAAAAAA", state="XB", text="Other words"), NEEDS[3]).keys()
    assert asked == ["Other words"]

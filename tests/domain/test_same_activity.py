from article60.domain.same_activity import SameActivity, groups
from blank_records import make


def row(one, other, kind="split", outcome="linked"):
    return make(SameActivity, activity_id=one, other_id=other, kind=kind, outcome=outcome)


def test_what_is_linked_to_one_thing_is_one_group():
    assert groups([row("b", "a"), row("c", "b"), row("x", "y")]) == {"a": "a", "b": "a", "c": "a", "x": "x", "y": "x"}


def test_what_a_person_has_said_is_not_the_same_is_no_group():
    assert groups([row("a", "b", outcome="apart")]) == {}


def test_groups_may_be_made_of_some_kinds_and_outcomes_only():
    rows = [row("a", "b"), row("b", "c", kind="parent_child"), row("c", "d", outcome="proposed")]
    assert groups(rows, kinds=frozenset(("split",))) == {"a": "a", "b": "a", "c": "c", "d": "c"}
    assert groups(rows, outcomes=frozenset(("proposed",))) == {"c": "c", "d": "c"}

"""Answers are merged cell by cell: what nobody else has changed is written, with one event; the rest is told and kept."""

from datetime import timedelta
from typing import Any

import pytest

from article60.domain.checklist import LONGEST_TEXT, Checklist, checklist
from article60.domain.checklist_answer import Unusable
from article60.web.accounts.actor import Actor, acting
from article60.web.accounts.roles import Kind, Role
from article60.web.audit.models import AuditEvent
from article60.web.checklist import actions
from article60.web.checklist.actions import Change, NoSuchCell, Saved
from article60.web.checklist.models import Answer, Assignment
from article60.web.checklist.policies import may_answer, may_assign
from article60.web.common.allowed import NotAllowed
from workspace_people import NOW, actor, body, events, focal_point, member

FIRST, SECOND = checklist("p1c1v1"), checklist("p1c2v1")
CELL, OTHER = "16(1).measures", "16(1).implemented"


def answered(by: Actor, *changes: tuple[str, str, str], to: Checklist = FIRST, at: Any = NOW) -> Saved:
    with acting(by):
        return actions.answer(to, [Change(cell=cell, base=base, value=value) for cell, base, value in changes], by=by, at=at)


def empty(by: Actor, cell: str) -> str:
    return actions.hashed(FIRST, cell, "", state=by.state)


def standing(by: Actor, of: Checklist = FIRST) -> dict[str, str]:
    with acting(by):
        return {cell: one.value for cell, one in actions.answers_of(of, by=by).items()}


def assigned(by: Actor, article: str, *institutions: int) -> None:
    with acting(by):
        actions.assign(FIRST, article, institutions, by=by, at=NOW)


def institution(state: str = "XA", name: str = "A ministry") -> Actor:
    return actor(member(Role.STATE_INSTITUTION, body(Kind.INSTITUTION, name, state)))


def test_answers_are_kept_with_one_event_for_all_of_them() -> None:
    by = actor(focal_point())
    before = len(events())
    saved = answered(by, (CELL, empty(by, CELL), "  Penal Code,\r\nsection 5 "), (OTHER, empty(by, OTHER), "partly"))
    assert set(saved.written) == {CELL, OTHER} and not saved.conflicts
    assert standing(by) == {CELL: "Penal Code,\nsection 5", OTHER: "partly"}
    assert events()[before:] == ["checklist.answer done"]
    told = AuditEvent.objects.last()
    assert (told.about_id, told.payload.body["cells"][OTHER]) == ("XA-p1c1v1", {"number": 1, "value": "partly"})


def test_what_nobody_has_changed_makes_no_version_and_no_event() -> None:
    by = actor(focal_point())
    answered(by, (CELL, "", "Words"))
    before, seen = len(events()), actions.hashed(FIRST, CELL, "Words", state="XA")
    assert answered(by, (CELL, seen, "Words "), (OTHER, empty(by, OTHER), "")) == Saved()
    assert len(events()) == before and Answer.objects.count() == 1


def test_two_in_different_cells_never_collide_and_in_the_same_one_the_second_is_told() -> None:
    one, two = actor(focal_point()), actor(member(Role.STATE_EDITOR, body(Kind.STATE, "State XA", "XA")))
    answered(one, (CELL, empty(one, CELL), "First"))
    saved = answered(two, (CELL, empty(two, CELL), "Second"), (OTHER, empty(two, OTHER), "yes"))
    assert list(saved.written) == [OTHER] and saved.conflicts[CELL].value == "First"
    assert standing(one) == {CELL: "First", OTHER: "yes"}

    seen = saved.conflicts[CELL].hash
    assert list(answered(two, (CELL, seen, "Second")).written) == [CELL]
    assert [one.value for one in Answer.objects.filter(cell=CELL).order_by("number")] == ["First", "Second"]


def test_answer_can_be_taken_out_again() -> None:
    by = actor(focal_point())
    answered(by, (OTHER, "", "yes"))
    answered(by, (OTHER, actions.hashed(FIRST, OTHER, "yes", state="XA"), ""))
    assert standing(by) == {OTHER: ""}


@pytest.mark.parametrize(
    ("cell", "value"), [(OTHER, "maybe"), (OTHER, "Yes"), (CELL, "x" * (LONGEST_TEXT + 1)), ("16.type.other", "no")]
)
def test_what_cannot_stand_in_a_cell_is_refused_whole(cell: str, value: str) -> None:
    by = actor(focal_point())
    with pytest.raises(Unusable):
        answered(by, (CELL, "", "good"), (cell, "", value))
    assert standing(by) == {}


def test_cells_of_another_version_are_not_there() -> None:
    by = actor(focal_point())
    with pytest.raises(NoSuchCell):
        answered(by, ("9.challenges", "", "Words"))
    assert list(answered(by, ("9.challenges", "", "Words"), to=SECOND).written) == ["9.challenges"]


def test_other_states_and_roles_see_nothing_and_answer_nothing() -> None:
    by = actor(focal_point())
    answered(by, (CELL, "", "Words"))
    assert standing(actor(focal_point("XB"))) == {} and standing(institution()) == {}
    analyst = actor(member(Role.SECRETARIAT_ANALYST, body(Kind.SECRETARIAT, "Secretariat")))
    assert standing(analyst) == {}
    with pytest.raises(NotAllowed):
        answered(analyst, (CELL, "", "Words"))
    answered(actor(focal_point("XC")), (CELL, "", "Words of another State"))
    assert standing(by) == {CELL: "Words"}


def test_institution_sees_and_answers_what_was_assigned_to_it_for_as_long_as_it_is() -> None:
    by, ministry = actor(focal_point()), institution()
    assert ministry.organisation is not None
    answered(by, (CELL, "", "Words"), ("17.challenges", "", "Others’ words"))
    assigned(by, "16", ministry.organisation)
    assert standing(ministry) == {CELL: "Words"}
    assert list(answered(ministry, (OTHER, "", "yes")).written) == [OTHER]
    with pytest.raises(NotAllowed):
        answered(ministry, (OTHER, "", "no"), ("17.challenges", "", "Words"))
    assert standing(institution("XA", "Another ministry")) == {}

    assigned(by, "16")
    assert standing(ministry) == {}
    with pytest.raises(NotAllowed):
        answered(ministry, (OTHER, "", "no"))
    assert standing(by)[OTHER] == "yes"


def test_assigning_is_one_event_and_the_same_again_none() -> None:
    by, ministry = actor(focal_point()), institution()
    assert ministry.organisation is not None
    before = len(events())
    for _ in range(2):
        assigned(by, "16", ministry.organisation)
    assert events()[before:] == ["checklist.assign done"] and Assignment.objects.count() == 1


def test_nothing_is_assigned_to_a_body_of_another_state_nor_by_an_editor() -> None:
    by, foreign = actor(focal_point()), institution("XB")
    assert foreign.organisation is not None and by.organisation is not None
    for organisation in (foreign.organisation, by.organisation, 0):
        with pytest.raises(NoSuchCell):
            assigned(by, "16", organisation)
    with pytest.raises(NoSuchCell):
        assigned(by, "5")
    with pytest.raises(NotAllowed):
        assigned(actor(member(Role.STATE_EDITOR, body(Kind.STATE, "State XA", "XA"))), "16")


@pytest.mark.parametrize("role", Role)
def test_table_of_who_may(role: Role) -> None:
    by = Actor(role=role, organisation=1, state="XA" if role.value.startswith("state") else "")
    allowed = (
        bool(may_answer(by, article="16", assigned=["16"])), bool(may_answer(by, article="17", assigned=["16"])),
        bool(may_assign(by)),
    )  # fmt: skip
    assert allowed == {
        Role.STATE_FOCAL_POINT: (True, True, True), Role.STATE_EDITOR: (True, True, False),
        Role.STATE_INSTITUTION: (True, False, False),
    }.get(role, (False, False, False))  # fmt: skip


def test_history_tells_everything_the_newest_first() -> None:
    by = actor(focal_point())
    answered(by, (CELL, "", "First"))
    answered(by, (CELL, actions.hashed(FIRST, CELL, "First", state="XA"), "Second"), at=NOW + timedelta(hours=1))
    with acting(by):
        assert [one.value for one in actions.history_of(FIRST, "16", by=by)] == ["Second", "First"]

"""Either lock alone keeps a checklist: the query of pages, and the policies of the database."""

import pytest
from django.db import DatabaseError, connection, transaction

from article60.domain.checklist import checklist
from article60.web.accounts.actor import Actor, acting
from article60.web.accounts.roles import Kind, Role
from article60.web.checklist import actions
from article60.web.checklist.actions import Change
from article60.web.checklist.models import Answer, Assignment
from workspace_people import NOW, actor, body, focal_point, member

FIRST = checklist("p1c1v1")
ADDED = (
    "INSERT INTO checklist_answer (state, checklist, cell, article, number, value, hash, made_at, made_by, made_in_role)"
    " VALUES (%s, 'p1c1v1', %s, %s, 1, 'x', 'x', now(), gen_random_uuid(), 'state_institution')"
)


@pytest.fixture
def people() -> tuple[Actor, Actor, Actor]:
    """A focal point that has answered articles 16 and 17, an institution to which 16 was assigned, and one without any."""
    by = actor(focal_point())
    ministry = actor(member(Role.STATE_INSTITUTION, body(Kind.INSTITUTION, "A ministry", "XA")))
    other = actor(member(Role.STATE_INSTITUTION, body(Kind.INSTITUTION, "Another", "XA")))
    assert ministry.organisation is not None
    with acting(by):
        actions.answer(FIRST, [Change(cell=f"{one}.need", base="", value="Words") for one in ("16", "17")], by=by, at=NOW)
        actions.assign(FIRST, "16", [ministry.organisation], by=by, at=NOW)
    return by, ministry, other


def in_the_database(by: Actor) -> tuple[int, int]:
    """How many answers and assignments there are for somebody whom no query holds back."""
    with acting(by):
        return Answer.objects.count(), Assignment.objects.count()


def in_the_code(by: Actor) -> tuple[int, int]:
    """The same where only the query holds somebody back: outside of `acting` the tests own all rows."""
    return Answer.objects.visible_to(by).count(), Assignment.objects.visible_to(by).count()


@pytest.mark.parametrize("seen", [in_the_database, in_the_code])
def test_each_lock_alone(people: tuple[Actor, Actor, Actor], seen: object) -> None:
    assert callable(seen)
    assert [seen(by) for by in people] == [(2, 1), (1, 1), (0, 0)]
    others = [
        actor(focal_point("XB")),
        actor(member(Role.STATE_INSTITUTION, body(Kind.INSTITUTION, "A ministry", "XB"))),
        *(
            Actor(role=role, organisation=people[1].organisation, state="")
            for role in Role
            if not role.value.startswith("state")
        ),
    ]
    assert [seen(by) for by in others] == [(0, 0)] * len(others)


@pytest.mark.parametrize(("state", "cell"), [("XA", "17.need2"), ("XB", "16.need2"), ("XA", "16.need2")])
def test_institution_adds_answers_to_its_own_articles_only(people: tuple[Actor, Actor, Actor], state: str, cell: str) -> None:
    def add() -> None:
        with transaction.atomic(), acting(people[1]), connection.cursor() as cursor:
            cursor.execute(ADDED, [state, cell, cell[:2]])

    if (state, cell[:2]) == ("XA", "16"):
        add()
        return
    with pytest.raises(DatabaseError):
        add()


def test_institution_can_assign_nothing_to_itself(people: tuple[Actor, Actor, Actor]) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), acting(people[2]):
        mine = {"institution_id": people[2].organisation, "since": NOW, "made_by": people[2].account}
        Assignment.objects.create(state="XA", checklist="p1c1v1", article="17", **mine)

"""The database itself shows a sheet to its State, a part to its institution, and takes no answer in another's name."""

from contextlib import suppress

import pytest
from django.db import DatabaseError, connection, transaction

from article60.web.accounts.actor import acting
from article60.web.accounts.models import User
from article60.web.accounts.roles import Kind, Role
from article60.web.accounts.waits import waiting_for
from article60.web.clearance import actions
from article60.web.clearance.models import Answer
from clearance_hands import A, B, answer, asked, assigned, chosen, editor, hash_of, of_office, questions, said, take
from workspace_people import NOW, actor, body, focal_point, member

TABLES = ("sheet", "part", "item", "answer", "signature", "taken")


def rows(user: User) -> dict[str, int]:
    with acting(actor(user)), connection.cursor() as cursor:
        found = {}
        for table in TABLES:
            cursor.execute(f"SELECT count(*) FROM clearance_{table}")
            found[table] = cursor.fetchone()[0]
    return found


@pytest.fixture
def world() -> dict[str, User]:
    """A sheet with one answer that is signed and taken over."""
    owner, user = focal_point(), of_office()
    made = asked(owner, A, B)
    part = assigned(made, owner, user)
    answer(user, part, A=said("confirmed"))
    by, seen = actor(user), hash_of(user, part)
    with acting(by):
        actions.sign(part, by=by, seen=seen, at=NOW, office="An office")
    take(owner, made, chosen(questions(owner, made)))
    return {"owner": owner, "office": user}


def test_state_and_the_institution_asked_see_it_and_nobody_else_sees_anything(world: dict[str, User]) -> None:
    all_of_it = {"sheet": 1, "part": 1, "item": 2, "answer": 1, "signature": 1, "taken": 1}
    assert rows(world["owner"]) == rows(editor()) == rows(world["office"]) == all_of_it
    others = [
        member(Role.STATE_INSTITUTION, body(Kind.INSTITUTION, "Another office", "XA")), focal_point("XB"),
        *(member(role, body(role.of, f"A {role.of}")) for role in Role if role.of not in (Kind.STATE, Kind.INSTITUTION)),
    ]  # fmt: skip
    for one in others:
        assert set(rows(one).values()) == {0}, one.memberships.get().role


def test_institution_asked_here_sees_no_part_of_another(world: dict[str, User]) -> None:
    owner, by = world["owner"], actor(world["owner"])
    other = member(Role.STATE_INSTITUTION, body(Kind.INSTITUTION, "Another office", "XA"))
    with acting(by):
        second = actions.make([B], by=by, at=NOW, after=1).parts.get()
        actions.assign(second.pk, actor(other).organisation, by=by, at=NOW)
    assert rows(other) == {"sheet": 1, "part": 1, "item": 1, "answer": 0, "signature": 0, "taken": 0}
    assert rows(world["office"])["sheet"] == 1 and rows(owner)["sheet"] == 2


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE clearance_answer SET said = 'withdrawn'",
        "DELETE FROM clearance_answer",
        "UPDATE clearance_item SET version_hash = repeat('0', 64)",
        "UPDATE clearance_sheet SET number = 9",
        "UPDATE clearance_signature SET office = 'x'",
        "DELETE FROM clearance_taken",
    ],
)
def test_nothing_that_was_said_is_changed_not_even_by_its_state(world: dict[str, User], statement: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), acting(actor(world["owner"])), connection.cursor() as cursor:
        cursor.execute(statement)


def test_nobody_answers_in_the_name_of_another(world: dict[str, User]) -> None:
    theirs = Answer.objects.get()
    copied = [field.attname for field in Answer._meta.fields if field.attname not in ("id", "number")]
    added = f"INSERT INTO clearance_answer (number, {', '.join(copied)}) SELECT 9, {', '.join(copied)} FROM clearance_answer"
    for user in (world["owner"], focal_point("XB")):
        with suppress(DatabaseError), transaction.atomic(), acting(actor(user)), connection.cursor() as cursor:
            cursor.execute(added)
    assert list(Answer.objects.all()) == [theirs]


def test_what_waits_is_what_was_not_answered_and_what_was_not_taken_over() -> None:
    owner, user = focal_point(), of_office()
    made = asked(owner, A, B)
    part = assigned(made, owner, user)

    def waits(one: User, route: str) -> int:
        with acting(actor(one)):
            return sum(wait.count for wait in waiting_for(actor(one), NOW.date()) if wait.route == route)

    assert (waits(user, "clearance:asked"), waits(owner, "clearance:sheets")) == (2, 0)
    answer(user, part, A=said("confirmed"))
    assert (waits(user, "clearance:asked"), waits(owner, "clearance:sheets")) == (1, 1)
    take(owner, made, chosen(questions(owner, made)))
    assert waits(owner, "clearance:sheets") == 0

"""The second lock: whatever a page forgets to ask, the database lets an administrator add and end what he administers, only."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.backends.utils import CursorWrapper

from article60.web.accounts.actor import Actor, acting
from article60.web.accounts.models import Membership, Organisation, User
from article60.web.accounts.roles import Kind, Role
from workspace_people import NOW, actor, body, focal_point, member


def administrator() -> User:
    return member(Role.STATE_FOCAL_POINT, body(Kind.STATE, "State XA", "XA"), administers=True)


def add(by: Actor, where: Organisation, role: Role, user: User) -> None:
    with acting(by), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO accounts_membership (user_id, organisation_id, role, administers, since)"
            " VALUES (%s, %s, %s, false, %s)",
            [user.pk, where.pk, role, NOW],
        )


def test_administrator_adds_to_the_own_organisation_and_to_institutions_of_the_own_state() -> None:
    by, other = actor(administrator()), focal_point("XB")
    add(by, body(Kind.STATE, "State XA", "XA"), Role.STATE_EDITOR, other)
    add(by, body(Kind.INSTITUTION, "An office", "XA"), Role.STATE_INSTITUTION, other)
    assert other.memberships.count() == 3


@pytest.mark.parametrize(
    ("kind", "name", "code", "role"),
    [
        (Kind.STATE, "State XB", "XB", Role.STATE_EDITOR),
        (Kind.INSTITUTION, "An office", "XB", Role.STATE_INSTITUTION),
        (Kind.STATE, "State XA", "XA", Role.SECRETARIAT_PUBLISHER),
        (Kind.STATE, "State XA", "XA", Role.OPERATOR),
        (Kind.OPERATOR, "Operator", "", Role.OPERATOR),
        (Kind.PROVIDER, "A provider", "", Role.PROVIDER_OFFICER),
    ],
)
def test_administrator_adds_nowhere_else_and_in_no_other_role(kind: Kind, name: str, code: str, role: Role) -> None:
    by, where = actor(administrator()), body(kind, name, code)
    with pytest.raises(DatabaseError, match="row-level security"):
        add(by, where, role, focal_point("XC"))


def test_who_is_no_administrator_and_who_is_nobody_add_nobody() -> None:
    user, where = focal_point(), body(Kind.STATE, "State XA", "XA")
    for by in (actor(user), Actor()):
        with pytest.raises(DatabaseError, match="row-level security"):
            add(by, where, Role.STATE_EDITOR, user)


def test_operator_adds_no_operator_even_if_told_an_administrator() -> None:
    where = body(Kind.OPERATOR, "Operator")
    by = Actor(role=Role.OPERATOR, organisation=where.pk, administers=True)
    with pytest.raises(DatabaseError, match="row-level security"):
        add(by, where, Role.OPERATOR, focal_point())


def test_membership_of_another_organisation_is_not_ended() -> None:
    by, other = actor(administrator()), focal_point("XB")
    with acting(by):
        assert Membership.objects.filter(user=other).update(until=NOW) == 0


def test_membership_is_ended_once_and_never_begun_again_also_by_its_owner() -> None:
    held = administrator().memberships.get()
    Membership.objects.filter(pk=held.pk).update(until=NOW)
    for statement in (
        "UPDATE accounts_membership SET until = NULL",
        "UPDATE accounts_membership SET administers = true, until = now()",
        "DELETE FROM accounts_membership",
    ):
        with pytest.raises(DatabaseError), acting_as_owner() as cursor:
            cursor.execute(statement)


@contextmanager
def acting_as_owner() -> Iterator[CursorWrapper]:
    with transaction.atomic(), connection.cursor() as cursor:
        yield cursor


@pytest.mark.parametrize(("by_administrator", "password"), [(False, "!x"), (True, "md5$known")])
def test_account_is_added_by_an_administrator_only_and_without_a_password_only(by_administrator: bool, password: str) -> None:
    by = actor(administrator() if by_administrator else focal_point("XB"))
    with pytest.raises(DatabaseError, match="row-level security"), acting(by):
        User.objects.create(email="x@example.org", name="x", password=password)


def test_right_that_the_operator_may_not_have_is_refused_by_the_table() -> None:
    with pytest.raises(DatabaseError, match="no_operator_lets_others_in"), acting_as_owner():
        member(Role.OPERATOR, body(Kind.OPERATOR, "Operator"), administers=True)

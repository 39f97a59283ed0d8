"""Two people decide on one record at the same moment, in transactions of their own: one is first, the other is told."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from article60.web.accounts.actor import Actor
from article60.web.accounts.changing import Overtaken
from article60.web.accounts.models import Organisation, User
from article60.web.accounts.roles import Kind, Role
from article60.web.audit.verify import problems
from article60.web.curation import actions
from article60.web.curation.models import Decision
from article60.web.curation.target import seen
from curated import about
from workspace_at_once import DONE, TOLD, at_once, came_of, staying

ROUNDS = 12
REFUSED = (Overtaken, actions.Unfit)


@pytest.fixture
def people(database: None) -> Iterator[list[Actor]]:
    """Two analysts, in transactions that stay, as two people share none; emptied afterwards, as other tests count events."""
    with staying("curation_decision"):
        with transaction.atomic():
            body = Organisation.objects.create(kind=Kind.SECRETARIAT, name="Secretariat at once")
            numbers = [User.objects.create_user(f"at.once.{n}@example.org", "-", name="A. Person").number for n in range(2)]
        role, held = Role.SECRETARIAT_ANALYST, body.pk
        yield [Actor(account=number, role=role, organisation=held) for number in numbers]
    User.objects.filter(number__in=numbers).delete()
    body.delete()


@pytest.fixture
def db(database: None) -> Iterator[None]:
    connection.close()
    yield


def count() -> int:
    return Decision.objects.for_everyone().count()


def test_of_two_at_once_one_decides_and_the_other_is_told(people: list[Actor]) -> None:
    one, other = people
    for number in range(ROUNDS):
        target = about(f"XQ-AAAAAA{chr(65 + number)}A")
        common: dict[str, Any] = {"seen": seen(target, []), "at": timezone.now()}
        found = at_once(
            (one, lambda target=target, common=common: actions.decide(target, "confirm", by=one, **common)),
            (other, lambda target=target, common=common: actions.decide(target, "reject", by=other, **common)),
            refused=REFUSED,
        )
        assert sorted(came_of(found)) == [DONE, TOLD]
    assert count() == ROUNDS and list(problems()) == []


def test_two_are_not_merged_into_each_other_at_once(people: list[Actor]) -> None:
    one, other = people
    for number in range(ROUNDS):
        first, second = about(f"XQ-BBBBBB{chr(65 + number)}A"), about(f"XQ-BBBBBB{chr(65 + number)}B")
        at = timezone.now()

        def merge(by: Actor, gone: Any, into: Any, at: Any = at) -> Any:
            return actions.decide(gone, "merge", by=by, seen=seen(gone, []), at=at, values={"into": into.id}, others=[into])

        found = at_once(
            (one, lambda merge=merge, first=first, second=second: merge(one, first, second)),
            (other, lambda merge=merge, first=first, second=second: merge(other, second, first)),
            refused=REFUSED,
        )
        assert sorted(came_of(found)) == [DONE, TOLD]


def test_sent_twice_at_once_it_is_one_decision(people: list[Actor]) -> None:
    (one, _), target, at = people, about("XQ-CCCCCCCC"), timezone.now()
    send = (one, lambda: actions.decide(target, "confirm", by=one, seen=seen(target, []), at=at))
    assert came_of(at_once(send, send, send)) == [DONE] * 3 and count() == 1

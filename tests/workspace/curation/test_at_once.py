"""Two people decide on one record at the same moment, in transactions of their own: one is first, the other is told."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from article60.web.accounts.actor import Actor, acting
from article60.web.accounts.changing import Overtaken
from article60.web.accounts.models import Organisation, User
from article60.web.accounts.roles import Kind, Role
from article60.web.audit.verify import problems
from article60.web.curation import actions
from article60.web.curation.models import Decision
from article60.web.curation.target import seen
from curated import about

ROUNDS = 12
TOLD = "what happened to another"


@pytest.fixture
def people(database: None) -> Iterator[list[Actor]]:
    """Two analysts, in transactions that stay, as two people share none; emptied afterwards, as other tests count events."""
    with transaction.atomic():
        body = Organisation.objects.create(kind=Kind.SECRETARIAT, name="Secretariat at once")
        numbers = [User.objects.create_user(f"at.once.{n}@example.org", "-", name="A. Person").number for n in range(2)]
    role, held = Role.SECRETARIAT_ANALYST, body.pk
    yield [Actor(account=number, role=role, organisation=held) for number in numbers]
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # past the triggers, for the tests' own cluster alone
        cursor.execute("TRUNCATE curation_decision, audit_auditevent CASCADE")
        cursor.execute("DELETE FROM accounts_user WHERE email LIKE 'at.once.%'")
        cursor.execute("DELETE FROM accounts_organisation WHERE name = 'Secretariat at once'")
        cursor.execute("SET session_replication_role = origin")


@pytest.fixture
def db(database: None) -> Iterator[None]:
    connection.close()
    yield


def at_once(*acts: tuple[Actor, Callable[[], Any]]) -> list[str]:
    gate, found = threading.Barrier(len(acts)), [""] * len(acts)

    def run(place: int, by: Actor, act: Callable[[], Any]) -> None:
        gate.wait()
        try:
            with acting(by):
                act()
            found[place] = "done"
        except (Overtaken, actions.Unfit):
            found[place] = TOLD
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, *one)) for place, one in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def count() -> int:
    return Decision.objects.for_everyone().count()


def test_of_two_at_once_one_decides_and_the_other_is_told(people: list[Actor]) -> None:
    one, other = people
    for number in range(ROUNDS):
        target = about(f"XQ-AAAAAA{chr(65 + number)}A")
        common: dict[str, Any] = {"seen": seen(target, []), "at": timezone.now()}
        came = at_once(
            (one, lambda target=target, common=common: actions.decide(target, "confirm", by=one, **common)),
            (other, lambda target=target, common=common: actions.decide(target, "reject", by=other, **common)),
        )
        assert sorted(came) == ["done", TOLD]
    assert count() == ROUNDS and list(problems()) == []


def test_two_are_not_merged_into_each_other_at_once(people: list[Actor]) -> None:
    one, other = people
    for number in range(ROUNDS):
        first, second = about(f"XQ-BBBBBB{chr(65 + number)}A"), about(f"XQ-BBBBBB{chr(65 + number)}B")
        at = timezone.now()

        def merge(by: Actor, gone: Any, into: Any, at: Any = at) -> Any:
            return actions.decide(gone, "merge", by=by, seen=seen(gone, []), at=at, values={"into": into.id}, others=[into])

        came = at_once(
            (one, lambda merge=merge, first=first, second=second: merge(one, first, second)),
            (other, lambda merge=merge, first=first, second=second: merge(other, second, first)),
        )
        assert sorted(came) == ["done", TOLD]


def test_sent_twice_at_once_it_is_one_decision(people: list[Actor]) -> None:
    (one, _), target, at = people, about("XQ-CCCCCCCC"), timezone.now()
    send = (one, lambda: actions.decide(target, "confirm", by=one, seen=seen(target, []), at=at))
    assert at_once(send, send, send) == ["done"] * 3 and count() == 1

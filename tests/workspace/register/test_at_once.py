"""Two people act on one need at the same moment, in transactions of their own: one is first, the other is told."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection, transaction

from article60.web.accounts.actor import Actor, acting
from article60.web.accounts.changing import Overtaken
from article60.web.accounts.roles import Role
from article60.web.audit.verify import problems
from article60.web.register import actions
from workspace_people import NOW

ROUNDS = 20
BY = Actor(role=Role.STATE_FOCAL_POINT, state="XQ")
TOLD = "what happened to another"


@pytest.fixture
def db(database: None) -> Iterator[None]:
    """In transactions that stay, as two people share none; emptied afterwards, as other tests count events."""
    connection.close()
    yield
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # past the triggers, for the tests' own cluster alone
        cursor.execute("TRUNCATE register_need, audit_auditevent CASCADE")
        cursor.execute("SET session_replication_role = origin")


def at_once(*acts: Callable[[], Any]) -> list[str]:
    """Do things at the same moment; of each, what came of it."""
    gate, found = threading.Barrier(len(acts)), [""] * len(acts)

    def run(place: int, act: Callable[[], Any]) -> None:
        gate.wait()
        try:
            with acting(BY):
                act()
            found[place] = "done"
        except Overtaken:
            found[place] = TOLD
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, act)) for place, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def test_of_two_at_once_one_is_first_and_the_other_is_told(db: None) -> None:
    for number in range(ROUNDS):
        need_id = f"XQ-AAAAAA{chr(65 + number)}A"
        with acting(BY):
            seen = actions.add(need_id, by=BY, at=NOW, content=actions.Content(text="A need", language="en")).hash
        common: dict[str, Any] = {"by": BY, "seen": seen, "at": NOW}
        came = at_once(
            lambda need_id=need_id, common=common: actions.correct(need_id, words={"text": "Other words"}, **common),
            lambda need_id=need_id, common=common: actions.withdraw(need_id, **common),
            lambda need_id=need_id, common=common: actions.say_met(need_id, standing="met", **common),
        )
        assert sorted(came) == ["done", TOLD, TOLD]
    with transaction.atomic():
        assert list(problems()) == []


def test_need_sent_twice_at_once_stands_once(db: None) -> None:
    content = actions.Content(text="A need", language="en")
    came = at_once(*[lambda: actions.add("XQ-BBBBBBBB", by=BY, at=NOW, content=content)] * 4)
    with acting(BY), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM register_needversion WHERE need_id = 'XQ-BBBBBBBB'")
        assert (came, cursor.fetchone()) == (["done"] * 4, (1,))

"""Two people act on one need at the same moment, in transactions of their own: one is first, the other is told."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction

from article60.web.accounts.actor import Actor, acting
from article60.web.accounts.changing import Overtaken
from article60.web.accounts.roles import Role
from article60.web.audit.verify import problems
from article60.web.register import actions
from workspace_at_once import DONE, TOLD, at_once, came_of, staying
from workspace_people import NOW

ROUNDS = 20
BY = Actor(role=Role.STATE_FOCAL_POINT, state="XQ")


@pytest.fixture
def db(database: None) -> Iterator[None]:
    """What is done stays."""
    with staying("register_need"):
        yield


def test_of_two_at_once_one_is_first_and_the_other_is_told(db: None) -> None:
    for number in range(ROUNDS):
        need_id = f"XQ-AAAAAA{chr(65 + number)}A"
        with acting(BY):
            seen = actions.add(need_id, by=BY, at=NOW, content=actions.Content(text="A need", language="en")).hash
        common: dict[str, Any] = {"by": BY, "seen": seen, "at": NOW}
        acts = (
            lambda need_id=need_id, common=common: actions.correct(need_id, words={"text": "Other words"}, **common),
            lambda need_id=need_id, common=common: actions.withdraw(need_id, **common),
            lambda need_id=need_id, common=common: actions.say_met(need_id, standing="met", **common),
        )
        assert sorted(came_of(at_once(*[(BY, act) for act in acts], refused=Overtaken))) == [DONE, TOLD, TOLD]
    with transaction.atomic():
        assert list(problems()) == []


def test_need_sent_twice_at_once_stands_once(db: None) -> None:
    content = actions.Content(text="A need", language="en")
    came = came_of(at_once(*[(BY, lambda: actions.add("XQ-BBBBBBBB", by=BY, at=NOW, content=content))] * 4))
    with acting(BY), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM register_needversion WHERE need_id = 'XQ-BBBBBBBB'")
        assert (came, cursor.fetchone()) == ([DONE] * 4, (1,))

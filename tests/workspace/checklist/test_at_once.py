"""People answer at the same moment, in transactions of their own: in one cell one is first, others never collide."""

from collections.abc import Callable, Iterator
from uuid import UUID

import pytest
from django.db import transaction

from article60.domain.checklist import checklist
from article60.web.accounts.actor import Actor, acting
from article60.web.accounts.roles import Role
from article60.web.audit.verify import problems
from article60.web.checklist import actions
from article60.web.checklist.actions import Change, Saved
from article60.web.checklist.models import Answer
from workspace_at_once import at_once, staying
from workspace_people import NOW

ROUNDS = 15
FIRST = checklist("p1c1v1")
BY = Actor(account=UUID(int=7), role=Role.STATE_FOCAL_POINT, state="XQ", organisation=1)


@pytest.fixture
def db(database: None) -> Iterator[None]:
    """What is done stays."""
    with staying("checklist_answer"):
        yield


def writing(cell: str, value: str) -> tuple[Actor, Callable[[], Saved]]:
    change = Change(cell=cell, base=actions.hashed(FIRST, cell, "", state="XQ"), value=value)
    return BY, lambda: actions.answer(FIRST, [change], by=BY, at=NOW)


def test_in_one_cell_one_is_first_and_the_others_are_told_what_stands_there(db: None) -> None:
    for article in list(FIRST.articles)[:ROUNDS]:
        cell = f"{article}.challenges"
        came = at_once(*(writing(cell, value) for value in ("a", "b", "c")))
        assert sorted(len(one.written) for one in came) == [0, 0, 1]
        with acting(BY):
            kept = Answer.objects.get(cell=cell)
        assert {one.conflicts[cell].value for one in came if one.conflicts} == {kept.value}
    with transaction.atomic():
        assert list(problems()) == []


def test_in_different_cells_nobody_is_told_anything_and_all_is_kept(db: None) -> None:
    for article in list(FIRST.articles)[:ROUNDS]:
        cells = [f"{article}.{name}" for name in ("challenges", "practices", "need")]
        came = at_once(*(writing(cell, "words") for cell in cells))
        assert [(list(one.written), one.conflicts) for one in came] == [([cell], {}) for cell in cells]
    with acting(BY):
        assert Answer.objects.count() == 3 * ROUNDS

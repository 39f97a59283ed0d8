"""Each planted leak is found: a matrix that finds none proves nothing."""

from dataclasses import replace

import pytest
from tests.workspace.leaks import planted, planted_desks, planted_rules
from tests.workspace.leaks.matrix import Plan
from tests.workspace.leaks.planting import caught
from tests.workspace.leaks.plants import PLANTED, Planted, without_the_lock

from article60.web.register.querysets import Versions

SOME = 32
"""Variations that are tried where nothing is to be found; a leak that is planted is looked for longer."""


def test_there_are_enough_of_them_and_each_is_another() -> None:
    assert {one.plant.__module__ for one in PLANTED} == {planted.__name__, planted_desks.__name__, planted_rules.__name__}
    assert len({one.name for one in PLANTED}) == len(PLANTED) >= 30


@pytest.mark.parametrize("one", PLANTED, ids=lambda one: one.name)
def test_planted_leak_is_found(one: Planted, plan: Plan, told: dict[str, int]) -> None:
    told["planted"] = told.get("planted", 0) + 1
    found = caught(plan, one)
    assert found, f"{one.name} ({one.of}) was not found"
    told["caught"] = told.get("caught", 0) + 1


def test_where_nothing_is_planted_nothing_is_found(plan: Plan) -> None:
    nothing = Planted("nothing", "", lambda broken: None, ("register:need",), ("XB focal",), "hidden needs")
    assert caught(plan, nothing, varied=SOME) == ""
    assert caught(plan, replace(nothing, remade=True)) == ""


def test_either_lock_alone_keeps_the_need_and_with_both_broken_it_is_found(plan: Plan) -> None:
    def forgets(broken: pytest.MonkeyPatch) -> None:
        broken.setattr(Versions, "visible_to", lambda found, by, on: found.for_everyone())

    def both(broken: pytest.MonkeyPatch) -> None:
        forgets(broken)
        without_the_lock(broken)

    one = Planted("a lock", "", forgets, ("register:need",), ("XB focal",), "hidden needs")
    assert caught(plan, one, varied=SOME) == ""
    assert caught(plan, replace(one, plant=without_the_lock), varied=SOME) == ""
    assert caught(plan, replace(one, plant=both)) != ""

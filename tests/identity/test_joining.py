from itertools import permutations

import pytest

from article60.identity.joining import Joining


def test_what_stands_for_one_stands_for_all_that_were_joined_to_it():
    joining = Joining()
    joining.join("a", "b")
    joining.join("b", "c")
    assert joining.joined() == {"a": "c", "b": "c"}
    assert joining.head("d") == "d"


def test_two_that_are_one_already_are_not_turned_round():
    joining = Joining()
    joining.join("a", "b")
    assert joining.join("b", "a")
    assert joining.joined() == {"a": "b"}


@pytest.mark.parametrize("order", list(permutations([("a", "b"), ("b", "c"), ("c", "d")])))
def test_two_that_are_kept_apart_never_come_together_by_way_of_others(order):
    joining = Joining([frozenset(("a", "d"))])
    taken = [joining.join(old, new) for old, new in order]
    assert taken == [True, True, False]
    assert joining.head("a") != joining.head("d")

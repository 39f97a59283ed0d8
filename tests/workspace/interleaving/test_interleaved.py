"""Two people act at the same moment: what is left, and what each is told, is as if one had come after the other.

A quarter of all ordered pairs of what can be done with every run of the tests; with `--rounds 11` all of them, in more than
5,000 interleavings. A way of acting that takes no lock is put through the same, and must be found out.
"""

import time
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from django.db import connection, transaction
from tests.workspace.audit.rebuilt import differences
from tests.workspace.interleaving.transitions import TRANSITIONS, at_once, came, left, prepare, states

from article60.web.audit.verify import problems
from article60.web.register import actions

PAIRS = list(product(TRANSITIONS, TRANSITIONS))
SLICE = 4
MOST_STATES = 600
"""So many places have codes of their own; then everything is emptied."""


def empty() -> None:
    connection.close()
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # past the triggers, for the tests' own cluster alone
        cursor.execute(
            "TRUNCATE register_need, register_order, consent_opendocument, consent_openorder, consent_note,"
            " assistance_assistanceversion, checklist_answer, audit_auditevent CASCADE"
        )
        cursor.execute("SET session_replication_role = origin")


@pytest.fixture
def db(database: None) -> Iterator[None]:
    """In transactions that stay, as two people share none; emptied afterwards."""
    empty()
    yield
    empty()


def whole() -> None:
    """The log holds, and everything that stands can be made anew from it."""
    with transaction.atomic():
        assert list(problems()) == []
        assert differences()[:5] == []


class Places:
    """One place after the other, on which nobody has acted."""

    def __init__(self) -> None:
        self.codes, self.made = states(), 0

    def another(self) -> Any:
        if self.made and self.made % MOST_STATES == 0:
            whole()
            empty()
        self.made += 1
        return prepare(next(self.codes))


def serial(places: Places, first: str, second: str) -> tuple[dict[str, str], Any]:
    """What comes of one after the other."""
    at = places.another()
    return {"first": came(TRANSITIONS[first], at), "second": came(TRANSITIONS[second], at)}, left(at)


def test_every_pair_at_once_comes_to_what_one_after_the_other_comes_to(
    db: None, told: dict[str, object], pytestconfig: pytest.Config
) -> None:
    rounds, began, places = pytestconfig.getoption("rounds"), time.monotonic(), Places()
    pairs = PAIRS if rounds > 1 else PAIRS[::SLICE]
    both = dict.fromkeys(pair for one, other in pairs for pair in ((one, other), (other, one)))
    orders: dict[tuple[str, str], Any] = {pair: serial(places, *pair) for pair in both}
    wrong, firsts = [], 0
    for number, (one, other) in enumerate(pairs * rounds):
        at = places.another()
        outcomes = at_once([TRANSITIONS[one], TRANSITIONS[other]], at, seed=number)
        found = left(at)
        (forth, after), (back, before) = orders[one, other], orders[other, one]
        as_first = outcomes == [forth["first"], forth["second"]] and found == after
        as_second = outcomes == [back["second"], back["first"]] and found == before
        firsts += as_first and not as_second
        if not as_first and not as_second:
            wrong.append(f"{number}: {one}, {other}: {outcomes}, in order {forth} or {back}; {_unlike(found, after)}")
    whole()
    told |= {
        "interleavings": len(pairs) * rounds,
        "pairs": len(pairs),
        "not_serial": len(wrong),
        "interleaved_seconds": round(time.monotonic() - began),
    }
    assert wrong[:5] == []
    assert firsts, "one was never first"


def _unlike(found: Any, other: Any) -> Any:
    return {name: (found[name], other[name]) for name in found if found[name] != other[name]}


def test_way_of_acting_that_takes_no_lock_is_found_out(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "hold", lambda what: None)
    places, pair = Places(), ("edit", "say met")
    allowed = [serial(places, *pair), serial(places, *reversed(pair))]
    found = []
    for number in range(40):
        at = places.another()
        outcomes = at_once([TRANSITIONS[one] for one in pair], at, seed=number)
        found.append(
            outcomes in ([allowed[0][0]["first"], allowed[0][0]["second"]], [allowed[1][0]["second"], allowed[1][0]["first"]])
        )
    assert not all(found)

"""Two people act at the same moment: what is left, and what each is told, is as if one had come after the other.

With every run of the tests some of all ordered pairs of what can be done; with `--rounds 40` all of them, in more than 5,000
interleavings. A way of acting that takes no lock is put through the same, and must be found out.
"""

import random
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import cycle, islice, product
from typing import Any

import pytest
from django.db import connection, transaction
from tests.workspace.audit.rebuilt import differences
from tests.workspace.interleaving.place import Place, came, prepare
from tests.workspace.interleaving.transitions import TRANSITIONS, at_once, left, states

from article60.web.audit.verify import problems
from article60.web.register import actions
from workspace_at_once import emptied

PAIRS = list(product(TRANSITIONS, TRANSITIONS))
SLICE = 128
"""So many interleavings are one round."""
MOST_STATES = 600
"""So many places have codes of their own; then everything is emptied."""


def empty() -> None:
    connection.close()
    emptied(
        "register_need", "register_order", "consent_opendocument", "consent_openorder", "consent_note",
        "assistance_assistanceversion", "checklist_answer", "clearance_sheet", "accounts_user", "accounts_organisation",
        "jobs_outboxentry", "audit_auditevent",
    )  # fmt: skip


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

    def another(self, *acts: str) -> Place:
        """For what is to be done there."""
        if self.made and self.made % MOST_STATES == 0:
            whole()
            empty()
        self.made += 1
        return prepare(next(self.codes), *(TRANSITIONS[one] for one in acts))


Came = tuple[list[str], Any]
"""What came of each, and what was left."""


def serial(at: Place, pair: Sequence[str]) -> Came:
    """What comes of one after the other; it is taken back, so that the place is as it was."""
    with transaction.atomic():
        found = [came(TRANSITIONS[one], at) for one in pair], left(at)
        transaction.set_rollback(True)
    return found


def both_orders(at: Place, pair: Sequence[str]) -> tuple[Came, Came]:
    """What comes of either order, for who is named first and second."""
    (last, first), found = serial(at, tuple(reversed(pair)))
    return serial(at, pair), ([first, last], found)


def test_every_pair_at_once_comes_to_what_one_after_the_other_comes_to(
    db: None, told: dict[str, object], pytestconfig: pytest.Config
) -> None:
    rounds, began, places = pytestconfig.getoption("rounds"), time.monotonic(), Places()
    pairs: Sequence[tuple[str, str]] = chosen(rounds)
    orders: dict[Sequence[str], tuple[Came, Came]] = {}
    wrong, firsts = [], 0
    for number, pair in enumerate(islice(cycle(pairs), SLICE * rounds)):
        at = places.another(*pair)
        if pair not in orders:
            orders[pair] = both_orders(at, pair)
        forth, back = orders[pair]
        outcomes = at_once([TRANSITIONS[one] for one in pair], at, seed=number)
        found = outcomes, left(at)
        firsts += found == forth != back
        if found not in (forth, back):
            unlike = [(said[0], _unlike(found[1], said[1])) for said in (forth, back)]
            wrong.append(f"{number}: {pair}: {outcomes}, in order {unlike}")
            sys.stdout.write(f"{wrong[-1]}\n")
    whole()
    told |= {
        "interleavings": SLICE * rounds,
        "transitions": len(TRANSITIONS),
        "pairs": len(pairs),
        "not_serial": len(wrong),
        "interleaved_seconds": round(time.monotonic() - began),
    }
    assert wrong[:5] == []
    assert firsts, "one was never first"


def chosen(rounds: int) -> Sequence[tuple[str, str]]:
    """All ordered pairs, or as many of them by chance as there are interleavings."""
    return random.Random("pairs").sample(PAIRS, min(len(PAIRS), SLICE * rounds))


def _unlike(found: Any, other: Any) -> Any:
    return {name: (found[name], other[name]) for name in found if found[name] != other[name]}


def test_way_of_acting_that_takes_no_lock_is_found_out(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "hold", lambda what: None)
    places, pair = Places(), ("edit", "say met")
    found = []
    for number in range(40):
        at = places.another(*pair)
        allowed = both_orders(at, pair)
        outcomes = at_once([TRANSITIONS[one] for one in pair], at, seed=number)
        found.append((outcomes, left(at)) in allowed)
    assert not all(found)

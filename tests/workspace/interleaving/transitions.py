"""What people do to one need at the same moment, where each begins, and what is left, told without what chance decides."""

import random
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from article60.domain.checklist import checklist
from article60.web.accounts.actor import Actor, acting
from article60.web.accounts.changing import Overtaken
from article60.web.accounts.roles import Role
from article60.web.assistance import actions as assistance
from article60.web.checklist import actions as checklists
from article60.web.consent import actions as consent
from article60.web.consent import opening
from article60.web.consent.terms import Terms
from article60.web.register import actions, order
from article60.web.register.content import Content
from workspace_people import newest

NOW = datetime.now(UTC).replace(microsecond=0)
LONG_AGO = NOW - timedelta(days=9)
CHECKLIST, CELL = checklist("p1c1v1"), "16(1).measures"
MOST_PAUSE = 0.004
"""Seconds for which a statement may be held up, so that those of two people come in another order each time."""


@dataclass(frozen=True, slots=True)
class Place:
    """A State with two needs of its own, on which two people act; one is released, one release of it waits, one is recorded."""

    state: str
    seen: str
    order: str
    running: int
    waiting: int
    recorded: int
    document: int
    assistance: str

    @property
    def need(self) -> str:
        return f"{self.state}-AAAAAAAA"

    @property
    def other(self) -> str:
        return f"{self.state}-BBBBBBBB"

    def focal(self) -> Actor:
        return _who(Role.STATE_FOCAL_POINT, self.state)

    def editor(self) -> Actor:
        return _who(Role.STATE_EDITOR, self.state)


def _who(role: Role, state: str = "") -> Actor:
    return Actor(account=UUID(int=sorted(Role).index(role) + 1), role=role, state=state)


PUBLISHER = _who(Role.SECRETARIAT_PUBLISHER)
Act = Callable[[Place], Any]


def prepare(state: str) -> Place:
    """The place as both find it."""
    focal = _who(Role.STATE_FOCAL_POINT, state)
    need, other = f"{state}-AAAAAAAA", f"{state}-BBBBBBBB"
    note = _note(state)
    with acting(focal):
        for one in (need, other):
            actions.add(one, by=focal, at=LONG_AGO, content=Content(text="A need", language="en"))
        seen = newest(need).hash
        running = consent.give(need, by=focal, seen=seen, at=LONG_AGO, terms=Terms(audience="states_parties")).pk
        waiting = consent.give(need, by=focal, seen=seen, at=NOW, terms=Terms(audience="providers")).pk
        first = order.set_order([need], by=focal, seen=order.NONE_YET, at=LONG_AGO).hash
        said = assistance.Content(text="Advisers", language="en")
        assisted = assistance.add(f"{state}-DDDDDDDD", by=_who(Role.STATE_EDITOR, state), at=LONG_AGO, content=said).hash
        document = opening.open_document(_document("a"), by=focal, at=LONG_AGO).pk
    with acting(PUBLISHER):
        recorded = consent.record_note(
            other, by=PUBLISHER, version_hash=_hash(focal, other), at=NOW, terms=Terms(audience="public"), note=note
        ).pk
    return Place(state, seen, first, running, waiting, recorded, document, assisted)


def _hash(by: Actor, need_id: str) -> str:
    with _as(by):
        return newest(need_id).hash


@contextmanager
def _as(by: Actor) -> Iterator[None]:
    """For one look within the transaction of somebody else."""
    from article60.web.accounts.actor import _tell

    _tell(by)
    yield
    _tell(PUBLISHER)


def _note(state: str) -> consent.Noted:
    return consent.Noted(content=f"A note of {state}".encode(), ending="pdf", reference="PM/1", dated=LONG_AGO.date())


def _document(letter: str) -> opening.Published:
    return opening.Published(
        sha256=letter * 64,
        title="A report",
        publisher="A ministry",
        public_address="https://example.org/a.pdf",
        read_on=LONG_AGO.date(),
    )


def _on_need(verb: str, role: str = "focal", **more: Any) -> Act:
    def act(at: Place) -> Any:
        by = getattr(at, role)()
        with acting(by):
            return getattr(actions, verb)(at.need, by=by, seen=at.seen, at=NOW, **more)

    return act


def _give(audience: str, *, instead: bool = False) -> Act:
    def act(at: Place) -> Any:
        with acting(by := at.focal()):
            instead_of = at.waiting if instead else None
            return consent.give(at.need, by=by, seen=at.seen, at=NOW, terms=Terms(audience=audience), instead_of=instead_of)

    return act


def _take_back(which: str) -> Act:
    def act(at: Place) -> Any:
        with acting(by := at.focal()):
            return consent.take_back(getattr(at, which), by=by, at=NOW)

    return act


def _record(at: Place) -> Any:
    with acting(PUBLISHER):
        terms = Terms(audience="public")
        return consent.record_note(
            at.need, by=PUBLISHER, version_hash=at.seen, at=NOW, terms=terms, note=_note(f"{at.state} again")
        )


def _record_end(at: Place) -> Any:
    with acting(PUBLISHER):
        return consent.record_end(at.recorded, by=PUBLISHER, at=NOW, why="It named another need")


def _refuse(at: Place) -> Any:
    with acting(by := at.focal()):
        return consent.take_back(at.recorded, by=by, at=NOW)


def _order(*places: str) -> Act:
    def act(at: Place) -> Any:
        with acting(by := at.focal()):
            return order.set_order([getattr(at, one) for one in places], by=by, seen=at.order, at=NOW)

    return act


def _add(at: Place) -> Any:
    with acting(by := at.editor()):
        return actions.add(f"{at.state}-CCCCCCCC", by=by, at=NOW, content=Content(text="One more", language="en"))


def _open_order(at: Place) -> Any:
    with acting(by := at.focal()):
        return opening.open_order(opening.to_be_opened(by), by=by, at=NOW)


def _open_document(at: Place) -> Any:
    with acting(by := at.focal()):
        return opening.open_document(_document("b"), by=by, at=NOW)


def _close_document(at: Place) -> Any:
    with acting(by := at.focal()):
        return opening.close_document(at.document, by=by, at=NOW)


def _assist(verb: str, **more: Any) -> Act:
    def act(at: Place) -> Any:
        with acting(by := at.focal()):
            return getattr(assistance, verb)(f"{at.state}-DDDDDDDD", by=by, seen=at.assistance, at=NOW, **more)

    return act


def _answer(value: str, role: str = "focal") -> Act:
    def act(at: Place) -> Any:
        with acting(by := getattr(at, role)()):
            base = checklists.hashed(CHECKLIST, CELL, "", state=at.state)
            saved = checklists.answer(CHECKLIST, [checklists.Change(cell=CELL, base=base, value=value)], by=by, at=NOW)
            if saved.conflicts:
                raise Overtaken(saved.conflicts)

    return act


TRANSITIONS: Mapping[str, Act] = {
    "confirm": _on_need("confirm"),
    "edit": _on_need("correct", words={"text": "Words of the focal point"}),
    "edit by an editor": _on_need("correct", "editor", words={"text": "Words of an editor"}),
    "withdraw": _on_need("withdraw"),
    "say met": _on_need("say_met", standing="met"),
    "consent": _give("public"),
    "consent instead": _give("states_parties", instead=True),
    "stop": _take_back("waiting"),
    "withdraw consent": _take_back("running"),
    "record": _record,
    "record the end": _record_end,
    "refuse what was recorded": _refuse,
    "order": _order("other", "need"),
    "order otherwise": _order("other"),
    "add": _add,
    "open the order": _open_order,
    "open a document": _open_document,
    "close a document": _close_document,
    "confirm assistance": _assist("confirm"),
    "correct assistance": _assist("correct", words={"text": "Other advisers"}),
    "answer": _answer("An Act"),
    "answer otherwise": _answer("A decree", "editor"),
}


def came(act: Act, at: Place) -> str:
    """What came of it: done, or by what it was refused."""
    try:
        act(at)
    except (LookupError, PermissionError, RuntimeError, ValueError) as error:
        return type(error).__name__
    return "done"


def at_once(acts: Sequence[Act], at: Place, seed: int) -> list[str]:
    """Both at the same moment over connections of their own, each statement held up for as long as chance has it."""
    gate, found = threading.Barrier(len(acts)), [""] * len(acts)

    def run(place: int, act: Act) -> None:
        chance = random.Random(seed * 2 + place)

        def held_up(execute: Callable[..., Any], *told: Any) -> Any:
            if chance.random() < 0.4:
                time.sleep(chance.uniform(0, MOST_PAUSE))
            return execute(*told)

        try:
            connection.ensure_connection()
            with connection.execute_wrapper(held_up):
                gate.wait()
                found[place] = came(act, at)
        except BaseException as error:
            found[place] = f"{type(error).__name__}: {error}"
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=told) for told in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


_LEFT = {
    "versions": """SELECT right(need_id, 8), number, text, standing, confirmed, change, made_in_role
                   FROM register_needversion WHERE state = %s""",
    "releases": """SELECT right(r.need_id, 8), v.number, r.audience, r.consented_in_role, r.withdrawn_at IS NULL,
                   r.withdrawn_in_role FROM register_informationrelease r
                   JOIN register_needversion v ON v.id = r.version_id WHERE r.state = %s""",
    "orders": "SELECT number, array(SELECT right(one, 8) FROM unnest(need_ids) one) FROM register_order WHERE state = %s",
    "opened": "SELECT left(sha256, 1), withdrawn_at IS NULL FROM consent_opendocument WHERE state = %s",
    "open order": """SELECT array(SELECT right(one, 8) FROM unnest(need_ids) one), withdrawn_at IS NULL
                     FROM consent_openorder WHERE state = %s""",
    "receipts": "SELECT what, made_in_role FROM consent_receipt WHERE state = %s",
    "assistance": "SELECT number, text, confirmed, change FROM assistance_assistanceversion WHERE state = %s",
    "answers": "SELECT cell, number, value, made_in_role FROM checklist_answer WHERE state = %s",
    "notes": "SELECT reference FROM consent_note WHERE state = %s",
}
_EVENTS = """SELECT action, outcome, role FROM audit_auditevent
             WHERE organisation = %(state)s OR about_id LIKE %(state)s || '%%' ORDER BY number"""


def left(at: Place) -> Mapping[str, Any]:
    """What stands there now, and the events in their order."""
    with transaction.atomic(), connection.cursor() as cursor:
        found = {}
        for name, statement in _LEFT.items():
            cursor.execute(statement, [at.state])
            found[name] = sorted(map(repr, cursor.fetchall()))
        cursor.execute(_EVENTS, {"state": at.state})
        found["events"] = [repr(row) for row in cursor.fetchall()]
        return found


def states() -> Iterator[str]:
    """Codes of States that there are not, one after the other."""
    while True:
        for first in "QXYZABCDEFGHIJKLMNOPRSTUVW":
            for second in "ABCDEFGHIJKLMNOPQRSTUVWXYZ":
                yield first + second

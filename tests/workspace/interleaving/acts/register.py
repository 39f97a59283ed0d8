"""What people do to needs of a State, to their releases, and to what it says of assistance."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from tests.workspace.interleaving.place import LONG_AGO, NOW, Act, Place, who

from article60.web.accounts.actor import Actor, acting
from article60.web.accounts.roles import Role
from article60.web.assistance import actions as assistance
from article60.web.consent import actions as consent
from article60.web.consent import opening
from article60.web.consent.terms import Terms
from article60.web.register import actions, order
from article60.web.register.content import Content
from workspace_people import newest

Do = Callable[[Place], Any]
PUBLISHER = who(Role.SECRETARIAT_PUBLISHER)


def needs(at: Place) -> str:
    """Two needs of the State, of which an editor has added the first; its hash as both have seen it."""
    for one, by in ((at.need, at.editor()), (at.other, at.focal())):
        with acting(by):
            actions.add(one, by=by, at=LONG_AGO, content=Content(text="A need", language="en"))
    return _hash(at.focal(), at.need)


@dataclass(frozen=True, slots=True)
class Released:
    """Of the first need one release that runs and one that waits, of the other one that is recorded; an order, a document."""

    running: int
    waiting: int
    recorded: int
    order: str
    document: int


def released(at: Place) -> Released:
    seen = at.of(needs)
    with acting(focal := at.focal()):
        running = consent.give(at.need, by=focal, seen=seen, at=LONG_AGO, terms=Terms(audience="states_parties")).pk
        waiting = consent.give(at.need, by=focal, seen=seen, at=NOW, terms=Terms(audience="providers")).pk
        first = order.set_order([at.need, at.other], by=focal, seen=order.NONE_YET, at=LONG_AGO).hash
        document = opening.open_document(_document("a"), by=focal, at=LONG_AGO).pk
    hashed = _hash(focal, at.other)
    with acting(PUBLISHER):
        terms = Terms(audience="public")
        recorded = consent.record_note(
            at.other, by=PUBLISHER, version_hash=hashed, at=NOW, terms=terms, note=_note(at.state)
        ).pk
    return Released(running, waiting, recorded, first, document)


def assisted(at: Place) -> str:
    """A piece of assistance; the hash of what was said of it."""
    with acting(by := at.editor()):
        said = assistance.Content(text="Advisers", language="en")
        return assistance.add(f"{at.state}-DDDDDDDD", by=by, at=LONG_AGO, content=said).hash


def _hash(by: Actor, need_id: str) -> str:
    with acting(by):
        return newest(need_id).hash


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


def _on_need(verb: str, role: str = "focal", **more: Any) -> Do:
    def act(at: Place) -> Any:
        by = getattr(at, role)()
        with acting(by):
            return getattr(actions, verb)(at.need, by=by, seen=at.of(needs), at=NOW, **more)

    return act


def _give(audience: str, *, instead: bool = False) -> Do:
    def act(at: Place) -> Any:
        with acting(by := at.focal()):
            instead_of = at.of(released).waiting if instead else None
            return consent.give(
                at.need, by=by, seen=at.of(needs), at=NOW, terms=Terms(audience=audience), instead_of=instead_of
            )

    return act


def _take_back(which: str) -> Do:
    def act(at: Place) -> Any:
        with acting(by := at.focal()):
            return consent.take_back(getattr(at.of(released), which), by=by, at=NOW)

    return act


def _record(at: Place) -> Any:
    with acting(PUBLISHER):
        terms = Terms(audience="public")
        return consent.record_note(
            at.need, by=PUBLISHER, version_hash=at.of(needs), at=NOW, terms=terms, note=_note(f"{at.state} again")
        )


def _record_end(at: Place) -> Any:
    with acting(PUBLISHER):
        return consent.record_end(at.of(released).recorded, by=PUBLISHER, at=NOW, why="It named another need")


def _refuse(at: Place) -> Any:
    with acting(by := at.focal()):
        return consent.take_back(at.of(released).recorded, by=by, at=NOW)


def _order(*places: str) -> Do:
    def act(at: Place) -> Any:
        with acting(by := at.focal()):
            return order.set_order([getattr(at, one) for one in places], by=by, seen=at.of(released).order, at=NOW)

    return act


def _add(at: Place) -> Any:
    with acting(by := at.editor()):
        return actions.add(f"{at.state}-CCCCCCCC", by=by, at=NOW, content=Content(text="One more", language="en"))


def _open_order(at: Place) -> Any:
    with acting(by := at.focal()):
        return opening.open_order([at.other], by=by, at=NOW)


def opened(at: Place) -> int:
    """The order is open already."""
    at.of(released)
    with acting(by := at.focal()):
        return opening.open_order([at.other], by=by, at=LONG_AGO).pk


def _close_order(at: Place) -> Any:
    with acting(by := at.focal()):
        return opening.close_order(at.of(opened), by=by, at=NOW)


def _open_document(at: Place) -> Any:
    with acting(by := at.focal()):
        return opening.open_document(_document("b"), by=by, at=NOW)


def _open_document_otherwise(at: Place) -> Any:
    """The one that is open already, under another title."""
    with acting(by := at.focal()):
        return opening.open_document(replace(_document("a"), title="The report"), by=by, at=NOW)


def _close_document(at: Place) -> Any:
    with acting(by := at.focal()):
        return opening.close_document(at.of(released).document, by=by, at=NOW)


def _assist(verb: str, **more: Any) -> Do:
    def act(at: Place) -> Any:
        with acting(by := at.focal()):
            return getattr(assistance, verb)(f"{at.state}-DDDDDDDD", by=by, seen=at.of(assisted), at=NOW, **more)

    return act


_NEEDS: Mapping[str, Do] = {
    "confirm": _on_need("confirm"),
    "edit": _on_need("correct", words={"text": "Words of the focal point"}),
    "edit by an editor": _on_need("correct", "editor", words={"text": "Words of an editor"}),
    "withdraw": _on_need("withdraw"),
    "say met": _on_need("say_met", standing="met"),
    "add": _add,
}
_RELEASED: Mapping[str, Do] = {
    "consent": _give("public"),
    "consent instead": _give("states_parties", instead=True),
    "stop": _take_back("waiting"),
    "withdraw consent": _take_back("running"),
    "record": _record,
    "record the end": _record_end,
    "refuse what was recorded": _refuse,
    "order": _order("other", "need"),
    "order otherwise": _order("other"),
    "open the order": _open_order,
    "open a document": _open_document,
    "open a document otherwise": _open_document_otherwise,
    "close a document": _close_document,
}
_ASSISTED: Mapping[str, Do] = {
    "confirm assistance": _assist("confirm"),
    "correct assistance": _assist("correct", words={"text": "Other advisers"}),
    "withdraw assistance": _assist("withdraw"),
}
ACTS: Mapping[str, Act] = {
    **{name: Act(do, [needs]) for name, do in _NEEDS.items()},
    **{name: Act(do, [released]) for name, do in _RELEASED.items()},
    "close the order": Act(_close_order, [opened]),
    **{name: Act(do, [assisted]) for name, do in _ASSISTED.items()},
}

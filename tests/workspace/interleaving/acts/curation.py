"""What is decided on proposals: by the desk, by the State, whose register follows, and by who comments."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tests.workspace.interleaving.acts.people import let_in, staff
from tests.workspace.interleaving.acts.provider import activity
from tests.workspace.interleaving.place import LONG_AGO, NOW, Act, Place

import makers
from article60.web.accounts.actor import INTAKE, Actor, acting
from article60.web.accounts.roles import Role
from article60.web.curation import actions
from article60.web.curation.comments import comment
from article60.web.curation.last_run import target_of
from article60.web.curation.target import Target, seen
from article60.web.register import actions as register
from article60.web.register import intake
from workspace_people import newest

Do = Callable[[Place], Any]


@dataclass(frozen=True, slots=True)
class Desk:
    """An analyst and a publisher; a need that was filled in from what machines have read, and one that was not."""

    analyst: Actor
    publisher: Actor
    read: Target
    other: Target
    filled: str


def desk(at: Place) -> Desk:
    at.of(staff)
    where = f"Secretariat {at.state}"
    analyst = let_in(at, "analyst", Role.SECRETARIAT_ANALYST, where)
    publisher = let_in(at, "publisher", Role.SECRETARIAT_PUBLISHER, where)
    stated = [makers.need(need_id=f"{at.state}-{letter * 8}", state=at.state) for letter in "RT"]
    places = {one.need_id: [makers.evidence(record_id=one.need_id)] for one in stated}
    intake._filled(stated[:1], places, release="a release", by=Actor(job=INTAKE, state=at.state), at=LONG_AGO)
    targets = [target_of("need", one, places[one.need_id]) for one in stated]
    with acting(at.focal()):
        filled = newest(stated[0].need_id).hash
    return Desk(analyst, publisher, *targets, filled=filled)


def pair(at: Place) -> Target:
    """That an activity may meet a need."""
    return Target(kind="match", id=f"{at.state}-MMMMMMMM", state=at.state, says="0" * 64)


def _decide(whose: Callable[[Place], Actor], verb: str, what: Callable[[Place], Target] | None = None, **values: Any) -> Do:
    def act(at: Place) -> Any:
        target, by = (at.of(desk).read if what is None else what(at)), whose(at)
        with acting(by):
            return actions.decide(target, verb, by=by, seen=seen(target, []), at=NOW, values=values)

    return act


def _analyst(at: Place) -> Actor:
    return at.of(desk).analyst


def _publisher(at: Place) -> Actor:
    return at.of(desk).publisher


def _focal(at: Place) -> Actor:
    return at.of(staff).focal


def _deputy(at: Place) -> Actor:
    return at.of(staff).deputy


def _merge(at: Place) -> Any:
    found = at.of(desk)
    values = {"into": found.read.id}
    with acting(by := found.analyst):
        return actions.decide(
            found.other, "merge", by=by, seen=seen(found.other, []), at=NOW, values=values, others=[found.read]
        )


def _record_sheet(verb: str, sheet: str) -> Do:
    def act(at: Place) -> Any:
        answer = actions.Answer(target=at.of(desk).read, verb=verb)
        with acting(by := _publisher(at)):
            return actions.record_sheet([answer], sheet=sheet, by=by, seen=actions.answers_hash([answer]), at=NOW)

    return act


def _comment(text: str) -> Do:
    def act(at: Place) -> Any:
        with acting(by := _deputy(at)):
            return comment(pair(at), text, by=by, at=NOW)

    return act


def _in_the_register(at: Place) -> Any:
    found = at.of(desk)
    with acting(by := _focal(at)):
        return register.correct(found.read.id, by=by, seen=found.filled, at=NOW, words={"text": "As the register has it"})


ACTS: Mapping[str, Act] = {
    name: Act(do, [desk])
    for name, do in {
        "desk confirms": _decide(_analyst, "confirm"),
        "desk corrects": _decide(_publisher, "correct", text="Read again"),
        "desk rejects": _decide(_analyst, "reject"),
        "desk merges": _merge,
        "State corrects at the desk": _decide(_focal, "correct", text="As the State has it"),
        "State rejects at the desk": _decide(_focal, "reject"),
        "editor prepares": _decide(_deputy, "correct", text="As an editor has it"),
        "edit what was filled in": _in_the_register,
        "pair is confirmed": _decide(_analyst, "confirm", pair),
        "pair is rejected": _decide(_publisher, "reject", pair),
        "desk rejects an activity": _decide(_analyst, "reject", activity),
        "sheet says that it stands": _record_sheet("confirm", "a" * 64),
        "sheet says that it does not": _record_sheet("withdraw", "b" * 64),
        "comment": _comment("This is ours"),
    }.items()
}

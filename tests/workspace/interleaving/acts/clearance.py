"""What is done with a clearance sheet: asked, answered, signed, taken over, closed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.workspace.interleaving.acts.people import staff
from tests.workspace.interleaving.acts.register import needs
from tests.workspace.interleaving.place import LONG_AGO, NOW, Act, Place

from article60.publication.reports.cleared import Answered
from article60.web.accounts.actor import Actor, acting
from article60.web.clearance import actions, taking
from article60.web.clearance.actions import Written
from article60.web.clearance.models import Part
from article60.web.clearance.taking import Chosen
from article60.web.register.actions import correct, latest


@dataclass(frozen=True, slots=True)
class Asked:
    """A sheet of both needs, which an institution answers; about the other need it has. What of it everybody has seen."""

    number: int
    part: int
    items: Mapping[str, int]
    seen: str
    answer: int
    other: str


def asked(at: Place) -> Asked:
    at.of(needs)
    people = at.of(staff)
    with acting(by := people.focal):
        sheet = actions.make([at.need, at.other], by=by, at=LONG_AGO, after=0)
        part: Part = sheet.parts.get()
        actions.assign(part.pk, people.institution, by=by, at=LONG_AGO)
        items = {one.need_id: one.pk for one in part.items.all()}
        other = latest(at.other, by=by, on=NOW.date())
    _answer(part.pk, items[at.other], "corrected", by=people.officer, words="Words of the office")
    with acting(by):
        now = actions.newest(part)
        found, seen = now[items[at.other]], actions.answers_hash(part, now)
    return Asked(sheet.number, part.pk, items, seen, found.pk if found else 0, other.hash if other else "")


def _answer(part: int, item: int, ticked: str, *, by: Actor, seen: str = "", words: str = "") -> Any:
    with acting(by):
        held = actions.parts_of(by).get(pk=part)
        seen = seen or actions.answers_hash(held, actions.newest(held))
        said = Answered(need_id="", version="", ticked=(ticked,), words=words, since="", comment="")
        return actions.answer(part, [Written(item=item, answered=said)], by=by, seen=seen, at=NOW)


def _answered(at: Place, by: Actor, ticked: str) -> Any:
    sheet = at.of(asked)
    return _answer(sheet.part, sheet.items[at.need], ticked, by=by, seen=sheet.seen)


def _sign(at: Place) -> Any:
    sheet = at.of(asked)
    with acting(by := at.of(staff).officer):
        return actions.sign(sheet.part, by=by, seen=sheet.seen, at=NOW, office="An office")


def _assign(at: Place) -> Any:
    with acting(by := at.of(staff).deputy):
        return actions.assign(at.of(asked).part, None, by=by, at=NOW)


def _take(at: Place) -> Any:
    sheet = at.of(asked)
    chosen = {sheet.items[at.other]: Chosen(answer=sheet.answer, seen=sheet.other)}
    with acting(by := at.of(staff).focal):
        return taking.take(sheet.number, chosen, by=by, at=NOW)


def _close(at: Place) -> Any:
    with acting(by := at.of(staff).deputy):
        return actions.close(at.of(asked).number, by=by, at=NOW)


def _make(at: Place) -> Any:
    with acting(by := at.of(staff).deputy):
        return actions.make([at.need], by=by, at=NOW, after=at.of(asked).number)


def _correct(at: Place) -> Any:
    """What is about to be taken over is corrected in the register meanwhile."""
    with acting(by := at.of(staff).deputy):
        return correct(at.other, by=by, seen=at.of(asked).other, at=NOW, words={"text": "Words of the deputy"})


ACTS: Mapping[str, Act] = {
    name: Act(do, [asked])
    for name, do in {
        "answer a sheet": lambda at: _answered(at, at.of(staff).officer, "confirmed"),
        "answer a sheet otherwise": lambda at: _answered(at, at.of(staff).deputy, "withdrawn"),
        "sign a sheet": _sign,
        "assign a part to nobody": _assign,
        "take over": _take,
        "edit what is taken over": _correct,
        "close a sheet": _close,
        "make a sheet": _make,
    }.items()
}

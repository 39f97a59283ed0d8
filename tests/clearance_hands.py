"""What the tests of clearance do again and again: ask, answer, and look at what came of it."""

from article60.publication.reports.cleared import Answered
from article60.web.accounts.actor import acting
from article60.web.accounts.models import User
from article60.web.accounts.roles import Kind, Role
from article60.web.clearance import actions, taking
from article60.web.clearance.actions import Written
from article60.web.clearance.models import Part, Sheet
from article60.web.clearance.taking import Chosen, Question
from workspace_people import NOW, actor, body, member, need

A, B, C, D = (f"XA-{letter * 8}" for letter in "ABCD")
OFFICE = "Office for the Suppression of Corruption"


def of_office() -> User:
    return member(Role.STATE_INSTITUTION, body(Kind.INSTITUTION, OFFICE, "XA"))


def editor() -> User:
    return member(Role.STATE_EDITOR, body(Kind.STATE, "State XA", "XA"))


def asked(owner: User, *need_ids: str) -> Sheet:
    """A sheet of needs that name the office, made by the focal point."""
    by = actor(owner)
    for one in need_ids:
        need(one, beneficiary=OFFICE)
    with acting(by):
        return actions.make(need_ids, by=by, at=NOW, after=0)


def assigned(made: Sheet, owner: User, to: User) -> int:
    by = actor(owner)
    with acting(by):
        return actions.assign(made.parts.get().pk, actor(to).organisation, by=by, at=NOW).pk


def said(ticked: str = "", *, words: str = "", since: str = "", comment: str = "") -> Answered:
    return Answered(
        need_id="", version="", ticked=(ticked,) if ticked else (), words=words, since=since, comment=comment
    )  # fmt: skip


def hash_of(user: User, part: int) -> str:
    by = actor(user)
    with acting(by):
        found: Part = actions.parts_of(by).get(pk=part)
        return actions.answers_hash(found, actions.newest(found))


def answer(user: User, part: int, **given: Answered) -> int:
    """Answers by the letter of the need."""
    by = actor(user)
    seen = hash_of(user, part)
    with acting(by):
        items = {one.need_id[3]: one.pk for one in actions.parts_of(by).get(pk=part).items.all()}
        written = [Written(item=items[letter], answered=one) for letter, one in given.items()]
        return actions.answer(part, written, by=by, seen=seen, at=NOW)


def questions(owner: User, made: Sheet) -> dict[str, Question]:
    with acting(actor(owner)):
        found = taking.gathered(made, by=actor(owner), on=NOW.date())
    return {one.item.need_id: one for part in found for one in part.questions}


def chosen(found: dict[str, Question]) -> dict[int, Chosen]:
    """What is ticked on the page."""
    return {one.item.pk: Chosen(answer=one.proposed, seen=one.now.hash) for one in found.values() if one.proposed is not None}


def take(owner: User, made: Sheet, what: dict[int, Chosen]) -> int:
    by = actor(owner)
    with acting(by):
        return len(taking.take(made.number, what, by=by, at=NOW))

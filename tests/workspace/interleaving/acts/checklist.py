"""What people do to a State's checklist."""

from collections.abc import Mapping
from typing import Any

from tests.workspace.interleaving.acts.people import staff
from tests.workspace.interleaving.place import NOW, Act, Place

from article60.domain.checklist import checklist
from article60.web.accounts.actor import Actor, acting
from article60.web.accounts.changing import Overtaken
from article60.web.checklist import actions

CHECKLIST, ARTICLE, CELL = checklist("p1c1v1"), "16", "16(1).measures"


def _answer(value: str, by: Actor, at: Place) -> Any:
    with acting(by):
        base = actions.hashed(CHECKLIST, CELL, "", state=at.state)
        saved = actions.answer(CHECKLIST, [actions.Change(cell=CELL, base=base, value=value)], by=by, at=NOW)
        if saved.conflicts:
            raise Overtaken(saved.conflicts)


def assigned(at: Place) -> None:
    """One article is the institution's to answer."""
    _assign(at, "17", at.of(staff).institution)


def _assign(at: Place, article: str, *institutions: int) -> None:
    with acting(by := at.of(staff).focal):
        actions.assign(CHECKLIST, article, institutions, by=by, at=NOW)


ACTS: Mapping[str, Act] = {
    "answer": Act(lambda at: _answer("An Act", at.focal(), at), []),
    "answer otherwise": Act(lambda at: _answer("A decree", at.editor(), at), []),
    "answer for an institution": Act(lambda at: _answer("A rule", at.of(staff).officer, at), [staff]),
    "assign": Act(lambda at: _assign(at, ARTICLE, at.of(staff).institution), [staff]),
    "assign no more": Act(lambda at: _assign(at, "17"), [assigned]),
}

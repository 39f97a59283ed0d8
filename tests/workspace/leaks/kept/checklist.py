"""Answers of a State to its self-assessment checklist, and which institution is to answer what."""

from functools import partial

from django.utils import timezone
from tests.workspace.leaks.handed_in import file
from tests.workspace.leaks.kept.register import WORD
from tests.workspace.leaks.people import OWN, People
from tests.workspace.leaks.worlds import World

from article60.domain.checklist import checklist
from article60.web.accounts.actor import acting
from article60.web.checklist import actions, offline
from checklist_files import filled, made

FIRST = checklist("p1c1v1")
CELL, OTHER = "16(1).measures", "16(1).implemented"
ADDRESSES = {
    f"checklist:{name}": [{"code": "p1c1v1", "number": "16"}, {"code": "p1c2v1", "number": "12"}]
    for name in ("article", "history", "assign", "need")
} | {"checklist:overview": [{"code": "p1c1v1"}, {"code": "p1c2v1"}]}  # fmt: skip


def common(people: People) -> None:
    """Another State has answered, too."""
    _answered(people, "XB focal", **{CELL: "Words", OTHER: "no"})


def _answered(people: People, name: str, **cells: str) -> None:
    with acting(by := people.actor(name)):
        changes = [
            actions.Change(cell=cell, base=actions.hashed(FIRST, cell, "", state=by.state), value=value)
            for cell, value in cells.items()
        ]
        actions.answer(FIRST, changes, by=by, at=timezone.now())


def answered(people: People) -> None:
    """Answers that only the State sees."""
    _answered(people, "XA focal", **{CELL: f"The {WORD} Act", OTHER: "partly"})


def answered_otherwise(people: People) -> None:
    """Others."""
    _answered(people, "XA editor", **{CELL: "Nothing at all"})


def assigned(people: People) -> None:
    """An article that one institution is to answer, and has answered."""
    with acting(by := people.actor("XA focal")):
        actions.assign(FIRST, "16", [people.bodies["Institution of XA"].pk], by=by, at=timezone.now())
    _answered(people, "XA institution", **{CELL: f"The {WORD} Act"})


@file("answers.xlsx")
def _answers() -> bytes:
    """A workbook that was filled in at home."""
    return filled(made(), {CELL: "An Act"})


def came_back(people: People, *, words: str, taken: bool = False) -> None:
    """A workbook that was read, and that waits or was taken over."""
    with acting(by := people.actor("XA focal")):
        content, at = filled(made(), {CELL: words}), timezone.now()
        book = offline.take_in(FIRST, lambda: [content], name=f"{words}.xlsx", by=by, at=at)
        if taken:
            offline.take_over(FIRST, book.pk, by=by, at=at, chosen={}, seen={})


FORMS = {"checklist:upload": [{"workbook": "file:answers.xlsx"}]}
WORLDS = (
    World(name="answers to the checklist", make=answered, entitled=OWN, other=answered_otherwise),
    World(name="article that is assigned", make=assigned, entitled=OWN | {"XA institution"}),
    World(
        name="workbook that came back",
        make=partial(came_back, words=f"The {WORD} Act"),
        entitled=OWN,
        other=partial(came_back, words="Quite another Act", taken=True),
    ),
)

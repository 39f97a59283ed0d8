"""What waits in checklists, for whom, and that nothing waits for anybody else."""

from article60.domain.checklist import checklist
from article60.web.accounts.actor import Actor, acting
from article60.web.accounts.roles import Kind, Role
from article60.web.checklist import actions
from article60.web.checklist.actions import Change
from article60.web.checklist.models import Workbook
from article60.web.checklist.waiting import waiting
from article60.web.jobs.models import Received
from article60.web.register import actions as register
from article60.web.register.content import Content
from workspace_people import NOW, actor, body, focal_point, member

FIRST = checklist("p1c1v1")


def told(by: Actor) -> list[tuple[str, int, str]]:
    with acting(by):
        return [(one.what.split(" ")[0], one.count, one.address) for one in waiting(by, NOW.date()) if one.count]


def answered(by: Actor, **cells: str) -> None:
    with acting(by):
        actions.answer(FIRST, [Change(cell=cell, base="", value=value) for cell, value in cells.items()], by=by, at=NOW)


def test_institution_is_told_what_it_has_not_answered_of_what_was_assigned_to_it() -> None:
    by, ministry = actor(focal_point()), actor(member(Role.STATE_INSTITUTION, body(Kind.INSTITUTION, "A ministry", "XA")))
    assert ministry.organisation is not None and told(ministry) == []
    with acting(by):
        actions.assign(FIRST, "16", [ministry.organisation], by=by, at=NOW)
    assert told(ministry) == [("Questions", 4, "/en/checklists/p1c1v1/")]
    answered(ministry, **{"16(1).implemented": "yes", "16(1).measures": "Words"})
    assert told(ministry) == [("Questions", 3, "/en/checklists/p1c1v1/")] and told(by) == []


def test_state_is_told_of_needs_that_the_register_lacks() -> None:
    by = actor(focal_point())
    answered(by, **{"16.need": "Training"})
    assert told(by) == [("Needs", 1, "/en/checklists/p1c1v1/art16/")]
    answered(by, **{"17.need": "Other training"})
    assert told(by) == [("Needs", 2, "/en/checklists/p1c1v1/")]
    with acting(by):
        for number, text in (("16", "Training"), ("17", "Other training")):
            content = Content(text=text, language="en", provisions=(number,))
            register.add(f"XA-AAAAAA{number[0]}{number[1]}".replace("1", "B"), by=by, at=NOW, content=content)
    assert told(by) == []


def test_state_is_told_of_workbooks_that_nobody_has_taken_over() -> None:
    by = actor(focal_point())
    file = Received.objects.create(
        sha256="0" * 64, size=1, organisation_id=by.organisation, state="XA", received_at=NOW, received_by=by.account
    )
    Workbook.objects.create(
        file=file, organisation_id=by.organisation, state="XA", checklist="p1c1v1", changed={}, wrong=[], read_at=NOW,
        read_by=by.account,
    )  # fmt: skip
    assert told(by) == [("Workbooks", 1, "/en/checklists/p1c1v1/#file")]
    assert told(actor(focal_point("XB"))) == []
    assert told(actor(member(Role.SECRETARIAT_ANALYST, body(Kind.SECRETARIAT, "Secretariat")))) == []

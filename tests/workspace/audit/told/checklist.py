"""Answers to checklists, and which institution answers what."""

from collections.abc import Mapping

from tests.workspace.audit.table import Read, Row, Table, Told, made

from article60.domain.checklist import checklist
from article60.domain.checklist_answer import answer_hash
from article60.web.audit.models import AuditEvent
from article60.web.checklist.models import Answer, Assignment

ANSWER = Table(model=Answer, key=("state", "checklist", "cell", "number"))
ASSIGNMENT = Table(model=Assignment, key=("state", "checklist", "article", "institution_id", "since"))
TABLES = (ANSWER, ASSIGNMENT)


def _of(event: AuditEvent) -> Row:
    state, _, code = event.about_id.partition("-")
    return {"state": state, "checklist": code}


def _answered(told: Told, event: AuditEvent, said: Row) -> None:
    place = _of(event)
    for cell, one in said["cells"].items():
        derived = {
            "hash": answer_hash(**place, key=cell, value=one["value"]),
            "article": checklist(place["checklist"]).cells[cell].article,
        }
        row = {**one, **place, **derived, "cell": cell, "workbook": said.get("workbook"), **made(event)}
        told.add(ANSWER, row)


def _assigned(told: Told, event: AuditEvent, said: Row) -> None:
    place = {**_of(event), "article": said["article"]}
    running = [
        one
        for one in told.of(ASSIGNMENT).values()
        if one["ended_at"] is None and one["institution_id"] in said["ended"] and place.items() <= one.items()
    ]
    for one in running:
        one |= {"ended_at": event.at, "ended_by": str(event.actor)}
    for institution in said["begun"]:
        begun = {"institution_id": institution, "since": event.at, "made_by": event.actor, "ended_at": None, "ended_by": None}
        told.add(ASSIGNMENT, {**place, **begun})


READ: Mapping[str, Read] = {
    "checklist.answer": _answered,
    "checklist.take_over": _answered,
    "checklist.assign": _assigned,
}

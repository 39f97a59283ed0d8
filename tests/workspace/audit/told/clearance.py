"""Clearance sheets: what was asked, answered, signed and taken over."""

from collections.abc import Mapping

from tests.workspace.audit.table import Read, Row, Table, Told, made
from tests.workspace.audit.told.register import VERSION

from article60.web.audit.models import AuditEvent
from article60.web.clearance.models import Answer, Item, Part, Sheet, Signature, Taken
from article60.web.register.content import Content

SHEET = Table(model=Sheet, key=("state", "number"))
_SHEET_NAME = {"sheet_id": lambda one: one.sheet.name}
PART = Table(model=Part, key=("sheet_id", "number"), shown=_SHEET_NAME)
ITEM = Table(
    model=Item,
    key=("id",),
    shown={
        **_SHEET_NAME,
        "part_id": lambda one: one.part.file_name,
        "version_id": lambda one: one.version.hash,
    },
)
ANSWER = Table(model=Answer, key=("id",))
SIGNATURE = Table(model=Signature, key=("id",), shown={"part_id": lambda one: one.part.file_name})
TAKEN = Table(model=Taken, key=("item_id",), shown={"version_id": lambda one: one.version.hash})
TABLES = (SHEET, PART, ITEM, ANSWER, SIGNATURE, TAKEN)


def _state(event: AuditEvent) -> str:
    """Of a sheet that is known by State and number."""
    return event.about_id.partition(" ")[0]


def _asked(told: Told, event: AuditEvent, said: Row) -> None:
    state, name = _state(event), event.about_id
    told.add(SHEET, {"state": state, "number": said["number"], "closed_at": None, "closed_by": None, **made(event)})
    contents = {one["hash"]: one for one in told.of(VERSION).values()}
    for one in said["items"]:
        number, hashed, place = one.pop("part"), one["version_hash"], {"sheet_id": name, "state": state}
        part = {"number": number, "name": one.pop("name"), "language": one.pop("part_language"), "organisation_id": None}
        told.keep(PART, {**place, **part})
        known = {"id": one.pop("item"), "part_id": f"{name}.{number}", "version_id": hashed}
        stated = {column: contents[hashed][column] for column in Content.__dataclass_fields__}
        told.add(ITEM, {**one, **place, **known, "said": stated})


def _assigned(told: Told, event: AuditEvent, said: Row) -> None:
    told.change(PART, event.about_id, said["part"], organisation_id=said["organisation"])


def _answered(told: Told, event: AuditEvent, said: Row) -> None:
    for one in said["answers"]:
        known = {"id": one.pop("answer"), "item_id": one.pop("item"), "state": _state(event)}
        came = {"file_id": said["file"], "organisation_id": said["organisation"]}
        told.add(ANSWER, {**one, **known, **came, **made(event)})


def _signed(told: Told, event: AuditEvent, said: Row) -> None:
    known = {"id": said["signature"], "part_id": f"{event.about_id}.{said['part']}", "state": _state(event)}
    covers = {"answers_hash": said["answers"], "organisation_id": said["organisation"]}
    kept = {name: said[name] for name in ("office", "signed_on", "on_paper")}
    told.add(SIGNATURE, {**known, **covers, **kept, **made(event)})


def _taken(told: Told, event: AuditEvent, said: Row) -> None:
    for one in said["taken"]:
        row = {"item_id": one["item"], "answer_id": one["answer"], "version_id": one["version"], "state": _state(event)}
        told.add(TAKEN, {**row, **made(event)})


def _closed(told: Told, event: AuditEvent, said: Row) -> None:
    told.change(SHEET, _state(event), said["number"], closed_at=event.at, closed_by=event.actor)


READ: Mapping[str, Read] = {
    "clearance.make": _asked,
    "clearance.assign": _assigned,
    "clearance.answer": _answered,
    "clearance.sign": _signed,
    "clearance.take": _taken,
    "clearance.close": _closed,
}

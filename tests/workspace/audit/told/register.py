"""Needs in their versions, where they were read, and in which order a State puts them."""

from collections.abc import Mapping
from typing import Any

from tests.workspace.audit.table import Read, Row, Table, Told, made

from article60.web.audit.models import AuditEvent
from article60.web.register.models import Need, NeedVersion, Order, Source

NEED = Table(model=Need, key=("need_id",))
VERSION = Table(model=NeedVersion, key=("need_id", "number"))
SOURCE = Table(model=Source, key=("need_id", "position"))
ORDER = Table(model=Order, key=("state", "number"))
TABLES = (NEED, VERSION, SOURCE, ORDER)


def version(told: Told, event: AuditEvent, need_id: str, said: Mapping[str, Any], *, change: str) -> None:
    """A version of a need, and the need with its first one; for which institution it is stays as it was."""
    state = need_id[:2]
    told.keep(NEED, {"need_id": need_id, "state": state})
    before = told.of(VERSION).get((need_id, said["number"] - 1), {"institution_id": None})
    place = {"need_id": need_id, "state": state, "institution_id": before["institution_id"], "change": change}
    told.add(VERSION, {**said, **place, **made(event)})


def _changed(told: Told, event: AuditEvent, said: Row) -> None:
    version(told, event, event.about_id, said, change=event.action.partition(".")[2])


def _filled(told: Told, event: AuditEvent, said: Row) -> None:
    for need_id, one in said["needs"].items():
        version(told, event, need_id, one, change="fill")
    for place in said["sources"]:
        told.add(SOURCE, {**place, "state": event.about_id, "release": said["release"]})


def _order(told: Told, event: AuditEvent, said: Row) -> None:
    told.add(ORDER, {**said, "state": event.about_id, **made(event)})


READ: Mapping[str, Read] = {
    **{f"register.{verb}": _changed for verb in ("add", "confirm", "correct", "withdraw", "met")},
    "register.fill": _filled,
    "register.prioritise": _order,
}

"""What a State says of the assistance that it receives."""

from collections.abc import Mapping

from tests.workspace.audit.table import Read, Row, Table, Told, made

from article60.web.assistance.models import AssistanceVersion
from article60.web.audit.models import AuditEvent

VERSION = Table(model=AssistanceVersion, key=("state", "assistance_id", "number"))
TABLES = (VERSION,)


def _version(told: Told, event: AuditEvent, said: Row) -> None:
    change = event.action.partition(".")[2]
    told.add(VERSION, {**said, "assistance_id": event.about_id, "change": change, **made(event)})


def _filled(told: Told, event: AuditEvent, said: Row) -> None:
    for name, one in said["assistance"].items():
        told.add(VERSION, {**one, "assistance_id": name, "change": "fill", **made(event)})


READ: Mapping[str, Read] = {
    **{f"assistance.{verb}": _version for verb in ("add", "confirm", "correct", "withdraw")},
    "assistance.fill": _filled,
}

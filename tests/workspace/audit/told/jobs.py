"""Files that were handed in."""

from collections.abc import Mapping

from tests.workspace.audit.table import Read, Row, Table, Told
from tests.workspace.audit.told.people import BODY

from article60.web.audit.models import AuditEvent
from article60.web.jobs.models import Received

FILE = Table(
    model=Received,
    key=("id",),
    aside={"name": "as a file was called can tell who somebody is; no event holds it"},
)
TABLES = (FILE,)


def _received(told: Told, event: AuditEvent, said: Row) -> None:
    known = {
        "id": event.about_id,
        "organisation_id": (body := said.pop("organisation")),
        "state": told.of(BODY)[(body,)]["state"],
    }
    told.add(FILE, {**said, **known, "received_at": event.at, "received_by": event.actor})


READ: Mapping[str, Read] = {"jobs.receive": _received}
LEAVE_NO_ROW = ("jobs.try_again",)

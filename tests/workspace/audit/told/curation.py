"""What was decided on proposals, and what was said about pairs and overlaps."""

from collections.abc import Mapping

from tests.workspace.audit.table import Read, Row, Table, Told, made
from tests.workspace.audit.told.register import version

from article60.web.audit.models import AuditEvent
from article60.web.curation.models import Comment, Decision
from article60.web.curation.policies import DECIDED_HERE

DECISION = Table(model=Decision, key=("decision_id",))
COMMENT = Table(model=Comment, key=("id",))
TABLES = (DECISION, COMMENT)


def _about(event: AuditEvent) -> Row:
    return {"about_kind": event.about_kind, "about_id": event.about_id}


def _decided(told: Told, event: AuditEvent, said: Row) -> None:
    """With the versions that it has made in the State's register, if any, of the need and of its parts."""
    register = said.pop("register", None)
    if register is not None:
        version(told, event, event.about_id, register, change=register.pop("change"))
    for name, part in said.pop("parts", {}).items():
        version(told, event, name, part, change=part.pop("change"))
    followed = {"register_hash": "" if register is None else register["hash"], "organisation_id": said.pop("organisation")}
    told.add(DECISION, {**said, **followed, **_about(event), **made(event)})


def _from_a_sheet(told: Told, event: AuditEvent, said: Row) -> None:
    """What a State answered in a clearance sheet: several decisions, none of which changes its register."""
    for one in said["decisions"]:
        followed = {"register_hash": "", "organisation_id": one.pop("organisation")}
        told.add(DECISION, {**one, **followed, **made(event)})


def _commented(told: Told, event: AuditEvent, said: Row) -> None:
    row = {"id": said["comment"], "text": said["text"], "state": said["state"], "organisation_id": said["organisation"]}
    told.add(COMMENT, {**row, **_about(event), **made(event)})


READ: Mapping[str, Read] = {
    **{f"curation.{verb}": _decided for verb in DECIDED_HERE},
    "curation.comment": _commented,
    "curation.record_sheet": _from_a_sheet,
}

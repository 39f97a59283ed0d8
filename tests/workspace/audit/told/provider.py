"""What providers report and to whom they have published it, and what they look for."""

from collections.abc import Mapping

from tests.workspace.audit.table import Read, Row, Table, Told, body, made

from article60.web.audit.models import AuditEvent
from article60.web.provider.models import Publication, Reported, ReportedVersion, SavedSearch

_REPORT = {"reported_id": lambda one: one.reported.reported_id}
REPORTED = Table(model=Reported, key=("organisation_id", "reported_id"))
VERSION = Table(
    model=ReportedVersion,
    key=("organisation_id", "reported_id", "number"),
    shown={**_REPORT, "sheet_id": lambda one: one.sheet and one.sheet.file_id},
)
PUBLICATION = Table(
    model=Publication,
    key=("organisation_id", "reported_id", "audience", "published_at"),
    shown={**_REPORT, "version_id": lambda one: one.version.hash},
)
SEARCH = Table(model=SavedSearch, key=("organisation_id", "search_id"))
TABLES = (REPORTED, VERSION, PUBLICATION, SEARCH)


def _version(told: Told, event: AuditEvent, said: Row, *, sheet: str | None = None) -> None:
    known = {"organisation_id": said["organisation"], "reported_id": said["id"]}
    told.keep(REPORTED, {**known, **{name: said[name] for name in ("kind", "reporter", "reference")}})
    kept = {name: said[name] for name in ("number", "hash", "reason", "said")}
    change = "add" if said["number"] == 1 else "correct"
    told.add(VERSION, {**known, **kept, "change": change, "sheet_id": sheet, **made(event)})


def _taken_over(told: Told, event: AuditEvent, said: Row) -> None:
    for one in said["versions"]:
        _version(told, event, one, sheet=event.about_id)


def _published(told: Told, event: AuditEvent, said: Row) -> None:
    """Each in place of what was published to the same audience before."""
    for one in said["versions"]:
        _withdrawn(told, event, one["id"], said["audience"])
        known = {"organisation_id": body(event), "reported_id": one["id"], "audience": said["audience"]}
        which = {
            "version_id": one["version_hash"],
            "version_hash": one["version_hash"],
            "withdrawn_at": None,
            "withdrawn_by": None,
        }
        by = {"published_at": event.at, "published_by": event.actor, "published_in_role": event.role}
        told.add(PUBLICATION, {**known, **which, **by})


def _taken_back(told: Told, event: AuditEvent, said: Row) -> None:
    _withdrawn(told, event, event.about_id, said["audience"])


def _withdrawn(told: Told, event: AuditEvent, reported_id: str, audience: str) -> None:
    for key, row in told.of(PUBLICATION).items():
        if key[:3] == (body(event), reported_id, audience) and row["withdrawn_at"] is None:
            told.change(PUBLICATION, *key, withdrawn_at=event.at, withdrawn_by=event.actor)


def _saved(told: Told, event: AuditEvent, said: Row) -> None:
    known = {"organisation_id": body(event), "search_id": event.about_id, "stopped_at": None, "stopped_by": None}
    told.add(SEARCH, {**said, **known, "made_at": event.at, "made_by": event.actor})


def _stopped(told: Told, event: AuditEvent, said: Row) -> None:
    told.change(SEARCH, body(event), event.about_id, stopped_at=event.at, stopped_by=event.actor)


READ: Mapping[str, Read] = {
    "provider.add": _version,
    "provider.correct": _version,
    "provider.take_over": _taken_over,
    "provider.publish": _published,
    "provider.take_back": _taken_back,
    "provider.save_search": _saved,
    "provider.stop_search": _stopped,
}
LEAVE_NO_ROW = ("provider.alert",)

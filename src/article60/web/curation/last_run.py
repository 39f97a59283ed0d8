"""The last run, at which the desks look: the Release that the workspace was given, opened anew when another takes its place."""

from collections.abc import Mapping, Sequence
from typing import Any

from article60.domain.evidence import Evidence
from article60.publication.reading import NotARelease
from article60.web.common.current import Release, current
from article60.web.common.rows import among, grouped, one
from article60.web.curation.target import Place, Target, says

TABLES: Mapping[str, tuple[str, str]] = {
    "need": ("needs", "need_id"),
    "good_practice": ("good_practices", "practice_id"),
    "assistance_received": ("assistance_received", "received_id"),
    "no_needs": ("no_needs", "statement_id"),
}
"""By the kind of a statement, its table and the column that identifies a row."""
SAID_BY_STATE = frozenset(("met", "partly_met", "unmet", "withdrawn"))
"""Grades that only the State gives."""
STATE = "state_focal_point"


def last_run() -> Release | None:
    """The Release; none where the workspace was given none that can be shown."""
    try:
        return current()
    except NotARelease:
        return None


def statement(release: Release, kind: str, identifier: str) -> tuple[Any, Sequence[Evidence]] | None:
    """A statement and its evidence; none where the Release has no such statement."""
    record = one(release.connection, TABLES[kind][0], identifier)
    return None if record is None else (record, among(release.connection, "evidence", "record_id", [identifier]))


def evidence_of(release: Release, identifiers: Sequence[str]) -> Mapping[str, list[Evidence]]:
    """Evidence by record."""
    return grouped(among(release.connection, "evidence", "record_id", identifiers), "record_id")


def target_of(kind: str, record: Any, evidence: Sequence[Evidence]) -> Target:
    """What a decision about a statement is about."""
    first = min(evidence, key=lambda place: place.position, default=None)
    return Target(
        kind=kind,
        id=getattr(record, TABLES[kind][1]),
        state=record.state,
        place=None if first is None else Place(sha256=first.document_sha256, page=first.page, quote=first.quote),
        says=says(record),
        of_the_state=getattr(record, "confirmed_by_role", None) == STATE or getattr(record, "grade", "") in SAID_BY_STATE,
    )

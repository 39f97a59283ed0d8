"""The way out of what a machine cannot read: of published activities, that they are kept, and how their provider classes them.

What an activity is stands in the file of aid data beside these lines (`aid.py`). Who asks is nobody at all, so that both locks
show what is published to the public only.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, date
from typing import Any

from article60.domain.ids import lasting_id
from article60.web.provider.aid import published
from article60.web.provider.models import Publication, ReportedVersion

FILE = "reported.jsonl"
ROLE, PUBLIC = "provider_officer", "public"


def lines(*, on: date) -> Iterator[Mapping[str, Any]]:
    """Yield the decisions, by identifier."""
    for version, publication in published(on=on):
        for verb, values in _said(version):
            yield _line(version, publication, verb, values)


def _said(version: ReportedVersion) -> Iterator[tuple[str, dict[str, Any]]]:
    said = version.activity
    told: dict[str, Any] = {}
    if said.provisions:
        told["provisions"] = list(said.provisions)
    if said.types:
        told["types"] = list(said.types)
    if told:
        yield "correct", told
    yield "confirm", {}


def _line(version: ReportedVersion, publication: Publication, verb: str, values: dict[str, Any]) -> Mapping[str, Any]:
    identifier = version.reported.identifier
    made_at = publication.published_at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    return {
        "id": lasting_id("D", version.hash, made_at, verb, length=16),
        "made_at": made_at,
        "actor_role": ROLE,
        "actor_organisation": version.reported.reporter,
        "about": {"kind": "activity", "id": lasting_id("ACT", identifier)},
        "verb": verb,
        "values": values | {"iati_identifier": identifier},
        "reason": None,
        "audience": PUBLIC,
        "version_hash": version.hash,
    }

"""The records that a publisher makes of one piece of invented assistance, as they are read and classified."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from article60.codes.types import coarse_types
from article60.domain.activity import (
    Activity,
    ActivityAmount,
    ActivityOrganisation,
    ActivityProvision,
    ActivityRecipient,
    ActivitySector,
    ActivityText,
)
from article60.domain.activity_record import ActivityRecord
from article60.domain.ids import lasting_id
from article60.domain.provision import article_of
from article60.identity.readings import Reading
from article60.simulation.providers import Provider


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Everything that one record says; tags are provisions with the strength that reading gave them."""

    identifier: str
    provider: Provider
    secondary: bool
    title: str
    description: str
    language: str
    states: Sequence[str]
    region: str | None
    carried_out_by: str | None
    tags: Mapping[str, float]
    types: Sequence[str]
    sector: str
    start: date
    end: date
    updated: date
    status: str
    usd: int
    parents: Sequence[str] = ()
    children: Sequence[str] = ()
    other_identifiers: Sequence[tuple[str, str]] = ()


def reading(record: Record, *, position: int) -> Reading:
    """The record as the steps before identity would leave it; `position` is its place among all records."""
    activity_id = lasting_id("ACT", record.identifier)
    file = f"{record.provider.ref}.xml"
    sha256 = hashlib.sha256(file.encode()).hexdigest()
    tagged = sorted(record.tags.items(), key=lambda one: (-one[1], one[0]))
    provisions = tuple(provision for provision, _ in tagged)
    amount = f"{record.usd}.00"
    common: dict[str, Any] = {
        "activity_id": activity_id, "iati_identifier": record.identifier, "file": file, "file_sha256": sha256,
        "line": position + 1, "iati_version": "2.03", "reporting_org": record.provider.ref,
        "reporting_org_name": record.provider.name, "secondary_reporter": record.secondary, "status": record.status,
        "start": record.start, "end": record.end, "last_updated": record.updated, "hierarchy": None,
        "parents": tuple(record.parents), "children": tuple(record.children), "notes": (),
    }  # fmt: skip
    activity = Activity(
        title=record.title, description=record.description, relevant=True, relevance=0.9, provisions=provisions,
        articles=tuple(dict.fromkeys(map(article_of, provisions))), types=tuple(record.types),
        coarse_types=coarse_types(record.types), budget_usd=None, commitment_usd=amount, disbursement_usd=None, **common,
    )  # fmt: skip
    made = ActivityRecord(
        position=position, texts=_texts(record, activity_id), recipients=_recipients(record, activity_id, amount),
        sectors=(_sector(record, activity_id),), organisations=_organisations(record, activity_id),
        amounts=(_amount(record, activity_id, amount),), tags=(), policy_markers=(),
        other_identifiers=tuple(record.other_identifiers), **common,
    )  # fmt: skip
    rows = tuple(
        ActivityProvision(activity_id=activity_id, position=n, provision=p, score=s, words=(), field="title", guessed=False)
        for n, (p, s) in enumerate(tagged)
    )
    return Reading(made, activity, (), rows)


def _texts(record: Record, activity_id: str) -> tuple[ActivityText, ...]:
    said = (("title", record.title), ("description", record.description))
    return tuple(
        ActivityText(
            activity_id=activity_id,
            position=n,
            field=field,
            text=text,
            language_declared=record.language,
            language=record.language,
        )
        for n, (field, text) in enumerate(said)
    )


def _recipients(record: Record, activity_id: str, amount: str) -> tuple[ActivityRecipient, ...]:
    share = None if record.region or len(record.states) != 1 else "100"
    places = [("country", code, code) for code in record.states] if record.region is None else [("region", record.region, None)]
    return tuple(
        ActivityRecipient(
            activity_id=activity_id,
            position=n,
            level="activity",
            kind=kind,
            code=code,
            state=state,
            name=None,
            share_published=share,
            share_used=share,
            commitment_usd=amount if share else None,
        )
        for n, (kind, code, state) in enumerate(places)
    )


def _sector(record: Record, activity_id: str) -> ActivitySector:
    return ActivitySector(
        activity_id=activity_id, position=0, level="activity", vocabulary="1", code=record.sector, code_used=record.sector,
        name=None, share_published="100", share_used="100",
    )  # fmt: skip


def _organisations(record: Record, activity_id: str) -> tuple[ActivityOrganisation, ...]:
    by = record.provider
    parts = [("reporting", by.ref, by.name, by.kind), ("funding", by.ref, by.name, by.kind)]
    if record.carried_out_by is not None:
        parts.append(("implementing", "", record.carried_out_by, "10"))
    return tuple(
        ActivityOrganisation(activity_id=activity_id, position=n, ref=ref or None, name=name, role=role, kind=kind)
        for n, (role, ref, name, kind) in enumerate(parts)
    )


def _amount(record: Record, activity_id: str, amount: str) -> ActivityAmount:
    return ActivityAmount(
        activity_id=activity_id, position=0, kind="transaction", type="2", value=amount, currency="USD",
        value_date=record.start, usd=amount, rate="1", rate_year=record.start.year, counts_as="commitment",
    )  # fmt: skip

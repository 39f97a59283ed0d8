"""Invented records of fictional States with every field filled in, so that a test names only what it is about."""

from datetime import date
from typing import Any

from article60.domain.activity import Activity, ActivityOrganisation, ActivityRecipient
from article60.domain.activity_record import ActivityRecord
from article60.domain.assistance_received import AssistanceReceived
from article60.domain.decision import Decision
from article60.domain.document import Document
from article60.domain.evidence import Evidence
from article60.domain.good_practice import GoodPractice
from article60.domain.match import Match
from article60.domain.need import Need
from article60.domain.statement import Statement

ON = date(2026, 6, 30)


def document(**changes: Any) -> Document:
    fields: dict[str, Any] = {
        "document_id": "DOC-AAAAAAAA", "sha256": "d" * 64, "file": "XA_1.pdf", "media_type": "application/pdf",
        "symbol": "DEMO/IRG/I/2/1/Add.1", "document_kind": "executive_summary", "series": "document", "language": "en",
        "original_language": "en", "cycle": 1, "year_of_cycle": 2, "states": ("XA",), "issued_on": date(2025, 3, 1),
        "reviewers": (), "revision_of": None, "pages": 4, "publisher": "Publisher", "public_address": "https://example.org/1",
        "public_because": "documents.csv", "notes": (),
    }  # fmt: skip
    return Document(**fields | changes)


def evidence(**changes: Any) -> Evidence:
    fields: dict[str, Any] = {
        "document_sha256": "d" * 64, "symbol": "DEMO/IRG/I/2/1/Add.1", "page": 4, "page_index": 3, "boxes": (),
        "section": "2.4", "quote": "Legal advice (art. 16)", "language": "en", "how": "pdf_text; list item", "confidence": 0.9,
    }  # fmt: skip
    return Evidence(**fields | changes)


def statement(**changes: Any) -> Statement:
    text = changes.get("text", "Legal advice (art. 16)")
    place = {key: changes[key] for key in ("document_sha256", "page", "section", "language", "symbol") if key in changes}
    fields: dict[str, Any] = {
        "document_sha256": "d" * 64, "position": 0, "kind": "need", "state": "XA", "text": text, "provisions": ("16",),
        "chapter": "III", "types": ("legal_advice",), "priority": None, "beneficiary": None, "provider": None, "page": 4,
        "section": "2.4", "language": "en", "cycle": 1, "symbol": "DEMO/IRG/I/2/1/Add.1", "stated_on": "2025-03-01",
        "evidence": (evidence(quote=text, **place),),
    }  # fmt: skip
    return Statement(**fields | changes)


def need(**changes: Any) -> Need:
    fields: dict[str, Any] = {
        "need_id": "XA-AAAAAAAA", "state": "XA", "text": "Legal advice (art. 16)", "language": "en", "provisions": ("16",),
        "articles": ("16",), "chapter": "III", "types": ("legal_advice",), "coarse_types": ("legislative",), "priority": None,
        "beneficiary": None, "cycle": 1, "document_id": "DOC-AAAAAAAA", "symbol": "DEMO/IRG/I/2/1/Add.1", "page": 4,
        "section": "2.4", "stated_on": date(2025, 3, 1), "confirmed_on": None, "confirmed_by_role": None,
        "reading": "read_by_machine", "timing": "current", "grade": "no_assistance_found", "graded_on": None,
        "superseded_by": None,
    }  # fmt: skip
    return Need(**fields | changes)


def good_practice(**changes: Any) -> GoodPractice:
    fields: dict[str, Any] = {
        "practice_id": "XB-GGGGGGGG", "state": "XB", "text": "A law on foreign bribery (art. 16, para. 2)", "language": "en",
        "provisions": ("16(2)",), "articles": ("16",), "chapter": "III", "cycle": 1, "document_id": "DOC-BBBBBBBB",
        "symbol": "DEMO/IRG/II/1", "page": 5, "section": "2.3", "stated_on": date(2025, 3, 1), "reading": "read_by_machine",
        "confirmed_on": None, "confirmed_by_role": None,
    }  # fmt: skip
    return GoodPractice(**fields | changes)


def received(**changes: Any) -> AssistanceReceived:
    fields: dict[str, Any] = {
        "received_id": "XB-RRRRRRRR", "state": "XB", "text": "Training of judges", "language": "en", "provider": "A fund",
        "provisions": ("16",), "articles": ("16",), "chapter": "III", "types": ("capacity_building",),
        "coarse_types": ("capacity_building",), "cycle": 1, "document_id": "DOC-BBBBBBBB", "symbol": "DEMO/IRG/II/1",
        "page": 6, "section": "2.4", "stated_on": date(2025, 3, 1), "reading": "read_by_machine", "confirmed_on": None,
        "confirmed_by_role": None,
    }  # fmt: skip
    return AssistanceReceived(**fields | changes)


def activity(**changes: Any) -> Activity:
    fields: dict[str, Any] = {
        "activity_id": "ACT-AAAAAAAA", "iati_identifier": "XX-DEMO-1", "reporting_org": "XX-DEMO", "reporting_org_name": "Demo",
        "secondary_reporter": False, "iati_version": "2.03", "title": "Advice on foreign bribery law", "description": "",
        "status": "2", "start": date(2025, 6, 1), "end": date(2027, 6, 1), "last_updated": date(2026, 5, 1), "hierarchy": 1,
        "parents": (), "children": (), "relevant": True, "relevance": 0.9, "provisions": ("16",), "articles": ("16",),
        "types": ("legal_advice",), "coarse_types": ("legislative",), "budget_usd": None, "commitment_usd": None,
        "disbursement_usd": None, "running": "running", "file": "a.xml", "file_sha256": "f" * 64, "line": 2, "notes": (),
    }  # fmt: skip
    return Activity(**fields | changes)


def record(**changes: Any) -> ActivityRecord:
    fields: dict[str, Any] = {
        "activity_id": "ACT-AAAAAAAA", "iati_identifier": "XX-DEMO-1", "file": "a.xml", "file_sha256": "f" * 64, "position": 0,
        "line": 2, "iati_version": "2.03", "reporting_org": "XX-DEMO", "reporting_org_name": "Demo",
        "secondary_reporter": False, "status": "2", "start": None, "end": None, "last_updated": None, "hierarchy": 1,
        "parents": (), "children": (), "texts": (), "recipients": (), "sectors": (), "organisations": (), "amounts": (),
        "tags": (), "policy_markers": (), "notes": (),
    }  # fmt: skip
    return ActivityRecord(**fields | changes)


def recipient(**changes: Any) -> ActivityRecipient:
    fields: dict[str, Any] = {
        "activity_id": "ACT-AAAAAAAA", "position": 0, "level": "activity", "kind": "country", "code": "XA", "state": "XA",
        "name": None, "share_published": None, "share_used": "100",
    }  # fmt: skip
    return ActivityRecipient(**fields | changes)


def organisation(**changes: Any) -> ActivityOrganisation:
    fields: dict[str, Any] = {
        "activity_id": "ACT-AAAAAAAA", "position": 0, "organisation_id": "ORG-AAAAAAAA", "ref": "XX-DEMO", "name": "Demo",
        "role": "reporting", "kind": None,
    }  # fmt: skip
    return ActivityOrganisation(**fields | changes)


def match(**changes: Any) -> Match:
    fields: dict[str, Any] = {
        "match_id": "XA-MMMMMMMM", "need_id": "XA-AAAAAAAA", "activity_id": "ACT-AAAAAAAA", "state": "XA", "score": 0.8,
        "standing": "proposed", "covers": True, "decided_on": None, "decided_by_role": None,
    }  # fmt: skip
    return Match(**fields | changes)


def decision(**changes: Any) -> Decision:
    fields: dict[str, Any] = {
        "decision_id": "D-1", "made_at": "2026-05-01T09:00:00Z", "actor_role": "state_focal_point",
        "actor_organisation": "XA", "about_kind": "need", "about_id": "XA-AAAAAAAA", "fingerprint_sha256": None,
        "fingerprint_page": None, "fingerprint_quote": None, "verb": "confirm", "values": "{}", "reason": None,
        "audience": "public", "version_hash": None,
    }  # fmt: skip
    return Decision(**fields | changes)

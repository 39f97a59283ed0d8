"""Writes a classified aid activity as the line that the command prints."""

from collections.abc import Sequence
from typing import Any

from article60.domain.activity import Activity, ActivityProvision, ActivitySignal
from article60.domain.activity_record import ActivityRecord


def activity_line(
    activity: Activity,
    signals: Sequence[ActivitySignal],
    provisions: Sequence[ActivityProvision],
    record: ActivityRecord,
) -> dict[str, Any]:
    """One JSON object for the activity; days as ISO 8601, shares and sums as decimal text, null where unknown."""
    return {
        "iati_identifier": activity.iati_identifier,
        "reporting_org": activity.reporting_org,
        "title": _narratives(record, "title"),
        "description": _narratives(record, "description"),
        "recipients": [
            {"code": r.code, "share_published": r.share_published, "share_used": r.share_used} for r in record.recipients
        ],
        "sectors": [
            {"vocabulary": s.vocabulary, "code": s.code, "share_published": s.share_published, "share_used": s.share_used}
            for s in record.sectors
        ],
        "status": activity.status,
        "start": _day(activity.start),
        "end": _day(activity.end),
        "relevant": activity.relevant,
        "relevance": activity.relevance,
        "signals": [{"signal": s.signal, "reason": s.reason, "weight": s.weight} for s in signals],
        "provisions": [
            {"provision": p.provision, "score": p.score, "evidence": list(p.words), "field": p.field} for p in provisions
        ],
        "types": list(activity.types),
        "budget_usd": activity.budget_usd,
        "commitment_usd": activity.commitment_usd,
        "disbursement_usd": activity.disbursement_usd,
        "last_updated": _day(activity.last_updated),
        "hierarchy": activity.hierarchy,
        "parents": list(activity.parents),
        "secondary_reporter": activity.secondary_reporter,
        "file": activity.file,
        "notes": list(activity.notes),
    }


def _narratives(record: ActivityRecord, field: str) -> dict[str, str]:
    """The narratives of one field by language; several of one language stand below one another."""
    found: dict[str, str] = {}
    for text in record.texts:
        if text.field == field:
            language = text.language_declared or text.language or ""
            found[language] = f"{found[language]}\n{text.text}" if language in found else text.text
    return found


def _day(value: Any) -> str | None:
    return None if value is None else value.isoformat()

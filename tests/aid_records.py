"""Makes invented aid activity records that say only what a test is about."""

from typing import Any

from article60.domain.activity import ActivitySector, ActivityText
from article60.domain.activity_record import ActivityRecord


def text(words: str, *, field: str = "description", language: str = "en") -> ActivityText:
    return ActivityText(activity_id="ACT-A", position=0, field=field, text=words, language_declared=language, language=language)


def sector(code: str, *, level: str = "activity", share: str | None = None, vocabulary: str = "1") -> ActivitySector:
    return ActivitySector(
        activity_id="ACT-A",
        position=0,
        level=level,
        vocabulary=vocabulary,
        code=code,
        code_used=code,
        name=None,
        share_published=share,
        share_used=share,
    )


def record(title: str = "", description: str = "", *, identifier: str = "XX-1", **changes: Any) -> ActivityRecord:
    texts = (text(title, field="title"), text(description))
    given: dict[str, Any] = {
        "activity_id": f"ACT-{identifier}",
        "iati_identifier": identifier,
        "file": "invented.xml",
        "file_sha256": "0" * 64,
        "position": 0,
        "line": 1,
        "iati_version": "2.03",
        "reporting_org": "XX-REP",
        "reporting_org_name": "Invented reporter",
        "secondary_reporter": False,
        "status": "2",
        "start": None,
        "end": None,
        "last_updated": None,
        "hierarchy": None,
        "parents": (),
        "children": (),
        "texts": tuple(t for t in texts if t.text),
        "recipients": (),
        "sectors": (),
        "organisations": (),
        "amounts": (),
        "tags": (),
        "policy_markers": (),
        "notes": (),
    }
    return ActivityRecord(**(given | changes))

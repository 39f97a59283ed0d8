"""The receipt of a release of information: what was consented to or taken back, bound to the log of events, and signed."""

import json
import logging
from datetime import UTC
from pathlib import Path
from typing import Any

from django.conf import settings

from article60.publication.signature import CannotSign, signed
from article60.web.accounts.actor import Actor
from article60.web.audit.models import AuditEvent
from article60.web.consent.models import Receipt
from article60.web.register.models import InformationRelease

NAMESPACE = "article60-receipt"
"""What the signature is for: one over a Release is no signature of a receipt."""
log = logging.getLogger(__name__)


def issue(release: InformationRelease, event: AuditEvent, *, what: str, by: Actor) -> Receipt:
    """Make the receipt of what an event has done about a release, in the same transaction.

    The event's number and hash stand in it: kept by the State, they show later whether the log was altered. A key that cannot
    be used keeps nobody from consenting or taking a consent back: the receipt then says that it is not signed.
    """
    told = _told(release, event, what=what, by=by)
    body, signature = _signed(told)
    return Receipt.objects.create(
        release=release,
        state=release.state,
        what=what,
        body=body,
        signature=signature,
        made_at=event.at,
        made_in_role=by.role or "",
    )


def _told(release: InformationRelease, event: AuditEvent, *, what: str, by: Actor) -> dict[str, Any]:
    return {
        "receipt": "article60 release of information",
        "what": what,
        "state": release.state,
        "need_id": release.need_id,
        "version_hash": release.version_hash,
        "audience": release.audience,
        "organisation": None if release.organisation is None else release.organisation.name,
        "since": release.since.isoformat(),
        "until": None if release.until is None else release.until.isoformat(),
        "note_sha256": release.note or None,
        "ended_by_note_sha256": release.withdrawn_note or None,
        "at": event.at.astimezone(UTC).isoformat(),
        "role": by.role,
        "event": f"{event.number}:{event.hash}",
    }


def _signed(told: dict[str, Any]) -> tuple[str, str]:
    key = settings.ARTICLE60_SIGNING_KEY
    if key:
        body = _written({**told, "signed": True})
        try:
            return body, signed(body.encode(), key=Path(key), namespace=NAMESPACE)
        except CannotSign:
            log.exception("a receipt could not be signed")
    return _written({**told, "signed": False}), ""


def _written(told: dict[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"

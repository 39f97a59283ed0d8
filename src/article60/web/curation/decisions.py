"""The way out: what was decided on public proposals, as lines of decisions that `article60 run --decisions` reads.

Who asks is the job that hands them on, to which both locks show what is public and decided; what an editor prepares is neither.
On a need that its State has released to the public the State's words stand, so that no line of the desks comes after them.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, date
from typing import Any

from article60.web.accounts.actor import NOBODY, PUBLISHING, Actor, reading
from article60.web.curation.models import Decision
from article60.web.curation.policies import line_role
from article60.web.register.models import NeedVersion

FILE = "desks.jsonl"
BY = Actor(job=PUBLISHING)


def lines(*, on: date) -> Iterator[Mapping[str, Any]]:
    """Yield the decisions, in the order in which they were made."""
    with reading(BY):
        made = list(Decision.objects.visible_to(BY, on).order_by("pk"))
    with reading(NOBODY):
        released = set(NeedVersion.objects.visible_to(NOBODY, on).values_list("need", flat=True))
    return (_line(one) for one in made if one.about_kind != "need" or one.about_id not in released)


def _line(made: Decision) -> Mapping[str, Any]:
    place = {"document_sha256": made.sha256, "page": made.page, "quote": made.quote} if made.sha256 else None
    return {
        "id": made.decision_id,
        "made_at": made.made_at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z"),
        "actor_role": line_role(made),
        "actor_organisation": made.acted_for or None,
        "about": {"kind": made.about_kind, "id": made.about_id, "fingerprint": place},
        "verb": made.verb,
        "values": made.values,
        "reason": None,
        "audience": made.audience,
        "version_hash": made.version_hash,
    }

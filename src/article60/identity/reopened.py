"""What a State's later word does to a need that was met, withdrawn or superseded: it stands open again."""

from datetime import date
from typing import Any

from article60.domain.decision import Decision
from article60.domain.need import Need

STATE = "state_focal_point"
CLOSED = frozenset(("met", "withdrawn", "superseded"))
REOPENING = frozenset(("confirm", "correct"))
"""By these a State says that the need stands."""


def reopened(need: Need, decision: Decision) -> dict[str, Any]:
    """What changes in a need of which its State says that it stands; nothing where it stood, or where others say it.

    What a document of a later day has taken its place stays so: the State had not seen it yet.
    """
    after = need.graded_on is None or date.fromisoformat(decision.made_at[:10]) >= need.graded_on
    if decision.actor_role != STATE or need.grade not in CLOSED or not after:
        return {}
    return {"grade": "no_assistance_found", "graded_on": None, "superseded_by": None}

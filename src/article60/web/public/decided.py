"""What people decided about a record, as the public sees it."""

from collections.abc import Sequence

from article60.domain.decision import PublicDecision
from article60.web.common.current import Release
from article60.web.common.rows import select


def decisions_on(release: Release, identifier: str) -> list[PublicDecision]:
    """The decisions about a record, by day."""
    return select(release.connection, "public_decisions", "t.record_id = ?", (identifier,), order="t.decided_on, t.rowid")


def last_word(decisions: Sequence[PublicDecision]) -> PublicDecision | None:
    """The last decision by which a person stands for the record: that confirmed it or corrected it."""
    return next((one for one in reversed(decisions) if one.verb in ("confirm", "correct")), None)

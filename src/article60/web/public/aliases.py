"""Where an old identifier lives on."""

from article60.domain.alias import Alias
from article60.web.common.current import Release
from article60.web.common.rows import one, select


def alias(release: Release, identifier: str) -> str | None:
    """The identifier that took the place of this one; None where none did.

    A record of an activity that was joined with another lives on in the one that was kept, also where it never stood alone.
    """
    seen = {identifier}
    found = _newer(release, identifier)
    while found is not None and found not in seen:
        seen.add(found)
        further = _newer(release, found)
        if further is None:
            return found
        found = further
    return None


def older(release: Release, identifier: str) -> list[Alias]:
    """Identifiers that live on in this one, with why."""
    return select(release.connection, "aliases", "t.new_id = ?", (identifier,))


def _newer(release: Release, identifier: str) -> str | None:
    found = one(release.connection, "aliases", identifier)
    if found is not None:
        return str(found.new_id)
    if not identifier.startswith("ACT-"):
        return None
    joined = "t.other_id = ? AND t.outcome = 'joined' AND t.activity_id <> t.other_id"
    kept = select(release.connection, "same_activities", joined, (identifier,))
    return str(kept[0].activity_id) if kept else None

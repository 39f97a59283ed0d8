"""An alias: an older identifier that lives on in a newer one."""

from dataclasses import dataclass

from article60.domain.fields import note


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """An identifier that is no longer used, and the one that took its place."""

    old_id: str = note("Identifier no longer used.")
    new_id: str = note("Identifier now used.")
    why: str = note("merged, superseded, corrected, moved or renamed (the prefix of a published identifier was changed).")

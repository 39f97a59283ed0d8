"""A gap: a current need for which no assistance was found in the sources read."""

from dataclasses import dataclass
from datetime import date

from article60.domain.fields import note


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A current need for which no assistance was found in the sources read, on the Release's day."""

    need_id: str = note("Need.")
    state: str = note("State party, two-letter code.")
    provisions: tuple[str, ...] = note("Provisions of the need.")
    types: tuple[str, ...] = note("Fine types of the need.")
    grade: str = note("unmet (said by the State) or no_assistance_found (by us).")
    sources_read: tuple[str, ...] = note("Names of the aid data files that were read.")
    on: date = note("Day for which this holds.")

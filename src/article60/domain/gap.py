"""A gap: a current need for which no assistance was found in the sources read."""

from dataclasses import dataclass
from datetime import date

from article60.domain.fields import note

MOST_NAMED = 50
"""Files of aid data that are named beside a gap; of more only the number is told, as all gaps together would name millions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A current need for which no assistance was found in the sources read, on the Release's day."""

    need_id: str = note("Need.")
    state: str = note("State party, two-letter code.")
    provisions: tuple[str, ...] = note("Provisions of the need.")
    types: tuple[str, ...] = note("Fine types of the need.")
    grade: str = note("unmet (said by the State) or no_assistance_found (by us).")
    files_read: int = note("How many aid data files were read; release.json names them all, under inputs.")
    sources_read: tuple[str, ...] = note("Their names, where they are at most 50: in a whole corpus they are thousands.")
    on: date = note("Day for which this holds.")

"""The columns of the table of activities by which these are compared; the others are not read."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweringActivity:
    """Of an activity what is compared with needs; columns as in `Activity`."""

    activity_id: str
    provisions: tuple[str, ...]
    types: tuple[str, ...]
    coarse_types: tuple[str, ...]
    start: date | None
    end: date | None
    running: str

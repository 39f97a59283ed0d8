"""A match: a need and an activity that may answer it, with the features that speak for it."""

from dataclasses import dataclass
from datetime import date

from article60.domain.fields import note


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A pair of a need and an activity that may answer it; proposed by machine until a person has decided."""

    match_id: str = note("Lasting identifier: the State's code and eight characters.")
    need_id: str = note("Need.")
    activity_id: str = note("Activity.")
    state: str = note("State party of the need, two-letter code.")
    score: float = note("Weighted sum of the known features, from 0 to 1.")
    standing: str = note("proposed, confirmed, rejected or unsure.")
    covers: bool = note("Whether the activity counts as possibly related assistance on the Release's day.")
    decided_on: date | None = note("Day of the last decision.")
    decided_by_role: str | None = note("Role of the person who decided; never a name.")


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchFeature:
    """One named feature of a match: the score, the sentence and the two values compared."""

    match_id: str = note("Match.")
    position: int = note("Place among the features, from 0.")
    feature: str = note("Name of the feature.")
    score: float | None = note("From 0 to 1; empty where one of the values is unknown.")
    weight: float = note("Weight of the feature in the score.")
    reason: str = note("A sentence that a reader understands.")
    need_value: str = note("Value on the side of the need.")
    activity_value: str = note("Value on the side of the activity.")

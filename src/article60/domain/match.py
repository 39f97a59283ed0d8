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
    score: float = note("Chance that they belong together, from 0 to 1, by the points of the known features.")
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
    level: str = note("What was found, by the list of reasons; `unknown` where one of the values is.")
    score: float | None = note("How near the values come, from 0 to 1; empty where one of them is unknown.")
    weight: float = note("Points that it adds to the balance, or takes from it where below 0; 0 where unknown.")
    reason: str = note("What was found, in a sentence that a reader understands; the list of reasons has it in six languages.")
    need_value: str = note("Value on the side of the need.")
    activity_value: str = note("Value on the side of the activity.")

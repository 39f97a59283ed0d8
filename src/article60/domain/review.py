"""A country review: one review of one State party in one cycle, as facts loaded by an operator tell it."""

from dataclasses import dataclass
from datetime import date

from article60.domain.fields import note


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryReview:
    """The stage that one State party's review in one cycle has reached, with the source of that fact."""

    state: str = note("State party, two-letter code.")
    cycle: int = note("Review cycle, 1 or 2.")
    stage: str = note(
        "not_started, self_assessment, desk_review, dialogue, drafting, agreed, summary_issued or summary_launched."
    )
    on: date | None = note("Day to which the stage refers.")
    source: str = note("Where the fact was read.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """That a State is a party to the Convention, and since when."""

    state: str = note("Two-letter code.")
    since: date | None = note("Day on which the Convention entered into force for it.")
    source: str = note("Where the fact was read.")


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupMembership:
    """That a State belongs to a named group."""

    group: str = note("Name of the group.")
    kind: str = note("Kind of group: regional platform, regional organisation, official language, legal system, other.")
    state: str = note("Two-letter code.")
    source: str = note("Where the fact was read.")

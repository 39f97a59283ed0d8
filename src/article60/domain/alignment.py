"""Alignment: whether a programme or a national strategy takes up the priority needs of its area, need by need."""

from dataclasses import dataclass

from article60.domain.fields import note


@dataclass(frozen=True, slots=True, kw_only=True)
class StatePriorities:
    """The needs of one State party that count as its priorities, and why these."""

    state: str = note("State party, two-letter code.")
    basis: str = note(
        "priority_words (current needs whose words state a rank), all_current (no current need does), not_updated (there is no "
        "current need; those not updated for 36 months stand in their place), or none_known."
    )
    needs: tuple[str, ...] = note("Needs, by identifier.")


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedAlignment:
    """What is done about one priority need: by the programme, by others, or by nobody in the sources read."""

    need_id: str = note("Need.")
    state: str = note("State party of the need, two-letter code.")
    answer: str = note(
        "covered, possibly_covered, covered_by_others, possibly_by_others, same_provider, not_covered or cannot_be_told; the "
        "possible ones rest on machines alone."
    )
    reason: str = note("Why, as a code of codes/alignment_reasons.csv, which has the sentence.")
    fit: str | None = note("same_clause or same_article: how near a planned programme comes; empty for a published one.")
    own: tuple[str, ...] = note("Activities of the programme that may answer the need.")
    same_provider: tuple[str, ...] = note("Activities outside the programme, reported by its provider, that may answer it.")
    others: tuple[str, ...] = note("Activities that others report and that may answer it.")
    confirmed: tuple[str, ...] = note("Those of all three that a person has confirmed; the rest was found by machine.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """A programme against the priority needs of its area."""

    area: tuple[StatePriorities, ...] = note("States of the area, by code, each with its priority needs.")
    needs: tuple[NeedAlignment, ...] = note("An answer for each of these needs, by State and identifier.")


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedInStrategy:
    """The actions of a national strategy that take up one priority need."""

    need_id: str = note("Need.")
    answer: str = note("taken_up, not_taken_up or cannot_be_told.")
    reason: str = note("Why, as a code of codes/alignment_reasons.csv, which has the sentence.")
    actions: tuple[str, ...] = note("Actions that take it up, in the order of the strategy.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionInStrategy:
    """The needs of the State that one action of its strategy takes up."""

    action_id: str = note("Action.")
    reason: str = note("takes_up_priority, takes_up_other, or why it answers no need: a code of codes/action_reasons.csv.")
    needs: tuple[str, ...] = note("Needs that it takes up, priorities and others, by identifier.")


@dataclass(frozen=True, slots=True, kw_only=True)
class StrategyAlignment:
    """A national strategy against the State's priority needs."""

    priorities: StatePriorities = note("The State's priority needs.")
    needs: tuple[NeedInStrategy, ...] = note("An answer for each of these needs.")
    actions: tuple[ActionInStrategy, ...] = note("An answer for each action, in the order of the strategy.")

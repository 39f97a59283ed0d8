"""A national strategy: the actions by which a State party carries out its anti-corruption policy."""

from dataclasses import dataclass
from datetime import date

from article60.domain.fields import note


@dataclass(frozen=True, slots=True, kw_only=True)
class StrategyAction:
    """One action of a national strategy or of its implementation plan."""

    action_id: str = note("Number or other sign by which the strategy names it.")
    action: str = note("The action in the strategy's own words.")
    provisions: tuple[str, ...] = note("Provisions of the Convention that it serves, as `46(9)(b)`; empty where not known.")
    read_in_words: bool = note(
        "Whether the provisions were read by machine in the action's words, since the strategy names none."
    )
    types: tuple[str, ...] = note("Fine types of assistance that it would want; empty where not known.")
    lead: str | None = note("Body that leads it, as named.")
    start: date | None = note("Day on which it starts.")
    end: date | None = note("Day on which it is to be done.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Strategy:
    """A national anti-corruption strategy with its actions, in the order of the file."""

    state: str = note("State party, two-letter code.")
    title: str = note("Title, in the strategy's own words; else the name of its file.")
    actions: tuple[StrategyAction, ...] = note("Its actions.")

"""A suggestion: a provision that the words of a need speak for where they name none."""

from dataclasses import dataclass

from article60.domain.fields import note


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedSuggestion:
    """A provision that a need that names none may concern, proposed by machine.

    It counts in no figure. It may speak for a match, which is itself a proposal and then says so.
    """

    need_id: str = note("Need.")
    position: int = note("Rank among the suggestions for the need, from 0, best first.")
    provision: str = note("Provision, as `9` or `46(9)`.")
    score: float = note("How surely the words speak for it, from 0 to below 1.")
    words: tuple[str, ...] = note("Words of the need, as printed, that speak for it.")

"""What can be chosen in a list, as `parts/list.html` shows it: each choice with its count and the address that it leads to."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One value: its words, how many rows of the list it leaves, and the address with it chosen, or no longer if it is.

    `value` is what a field of a form sends.
    """

    words: str
    count: int
    address: str
    chosen: bool = False
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One filter of a list with its values in the order of their words or of the Convention, never of their counts."""

    title: str
    choices: Sequence[Choice]

    @property
    def chosen(self) -> list[Choice]:
        """The values that are chosen."""
        return [choice for choice in self.choices if choice.chosen]

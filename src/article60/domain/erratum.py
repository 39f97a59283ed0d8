"""An erratum: something that an earlier Release said wrongly, and what is right."""

from dataclasses import dataclass
from datetime import date

from article60.domain.fields import note


@dataclass(frozen=True, slots=True, kw_only=True)
class Erratum:
    """One error in a published Release, as the operator of the register makes it known."""

    release: str = note("Name of the Release that said it.")
    record: str = note(
        "Identifier of the record, or name of the figure, that was wrong; empty where the whole Release is meant."
    )
    wrong: str = note("What was wrong, in words.")
    right: str = note("What is right, in words.")
    on: date = note("Day on which the error was made known.")

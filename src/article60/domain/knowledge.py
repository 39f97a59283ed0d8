"""A lesson or knowledge product on provisions of the Convention, as the operator of the register makes it known."""

from dataclasses import dataclass
from datetime import date

from article60.domain.fields import note


@dataclass(frozen=True, slots=True, kw_only=True)
class KnowledgeProduct:
    """One published lesson, guide, study or the like; this register holds its title and address, not the text."""

    title: str = note("Title, in its own language.")
    kind: str = note("lesson, guide, study, training, legislation or tool.")
    publisher: str = note("Organisation that published it, as it names itself.")
    provisions: tuple[str, ...] = note("Provisions of the Convention on which it is, as `46(9)`.")
    language: str = note("Language in which it is published, ISO 639-1.")
    on: date | None = note("Day of publication; empty where not known.")
    address: str = note("Public address at which it can be read.")

"""A need: something that a State party stated it needs, or that a review of it states."""

from dataclasses import dataclass
from datetime import date

from article60.domain.fields import note

ANTICIPATED = "anticipated"
FOUND_BY_REGISTER = ("related_assistance_found", "no_assistance_found", "not_updated")
"""Grades that rest on nobody's word, but on what this register found."""

NO_LONGER_STATED = frozenset(("superseded", "withdrawn"))
"""Grades of a need for which nobody asks any more: another took its place, or the State withdrew it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """A need for technical assistance of one State party, with its evidence, standing and who has confirmed it."""

    need_id: str = note("Lasting identifier: the State's code and eight characters.")
    state: str = note("State party, two-letter code.")
    text: str = note("The State's own words, in the language in which they were issued.")
    language: str | None = note("Language of the words, ISO 639-1.")
    provisions: tuple[str, ...] = note("Provisions cited, as `46(9)(b)`; empty where none is named.")
    articles: tuple[str, ...] = note("Articles of the provisions cited.")
    chapter: str | None = note("Chapter of the Convention: II, III, IV or V.")
    types: tuple[str, ...] = note("Fine types of assistance.")
    coarse_types: tuple[str, ...] = note("Coarse types that the fine ones map to.")
    priority: str | None = note("Words that state a rank, as printed.")
    beneficiary: str | None = note("Body that would benefit, as printed.")
    cycle: int | None = note("Review cycle, 1 or 2.")
    document_id: str = note("Document in force that states it; empty for a need that the State added itself.")
    symbol: str | None = note("Symbol of that document.")
    page: int | None = note("Printed page.")
    section: str | None = note("Section as printed.")
    stated_on: date | None = note("Day on which the need was last stated: the date of a document or of the State's own entry.")
    confirmed_on: date | None = note("Day on which a person last confirmed the need.")
    confirmed_by_role: str | None = note("Role of the person who last confirmed it; never a name.")
    reading: str = note("read_by_machine or confirmed.")
    timing: str = note("current or anticipated.")
    grade: str = note(
        "Where the need stands: met, partly_met, unmet (said by the State); reported_addressed (confirmed by the State or "
        "a provider); related_assistance_found, no_assistance_found (by us, sources named); not_updated; withdrawn; superseded."
    )
    graded_on: date | None = note(
        "Day of the statement behind the grade; empty where the grade is computed for the Release's day."
    )
    superseded_by: str | None = note("Identifier of the need that took its place.")

    @property
    def stands(self) -> str:
        """Where it stands: its grade; anticipated where it is not yet current and nobody has said more of it."""
        return ANTICIPATED if self.timing == ANTICIPATED and self.grade in FOUND_BY_REGISTER else self.grade

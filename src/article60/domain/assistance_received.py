"""Assistance received: help that a review says a State party has had, from whom and for which provisions."""

from dataclasses import dataclass
from datetime import date

from article60.domain.fields import note


@dataclass(frozen=True, slots=True, kw_only=True)
class AssistanceReceived:
    """Assistance that a document says a State party has received or is receiving."""

    received_id: str = note("Lasting identifier: the State's code and eight characters.")
    state: str = note("State party, two-letter code.")
    text: str = note("Words as printed.")
    language: str | None = note("Language of the words, ISO 639-1.")
    provider: str | None = note("Who gave it, as named; several joined by `; `.")
    provisions: tuple[str, ...] = note("Provisions cited by the words or by the heading above them.")
    articles: tuple[str, ...] = note("Articles of those provisions.")
    chapter: str | None = note("Chapter of the Convention: II, III, IV or V.")
    types: tuple[str, ...] = note("Fine types of assistance.")
    coarse_types: tuple[str, ...] = note("Coarse types that the fine ones map to.", default=())
    cycle: int | None = note("Review cycle, 1 or 2.")
    document_id: str = note("Document in which it was read.")
    symbol: str | None = note("Symbol of that document.")
    page: int | None = note("Printed page.")
    section: str | None = note("Section as printed.")
    stated_on: date | None = note("Date of the document.")
    reading: str = note("read_by_machine or confirmed.")
    confirmed_on: date | None = note("Day on which a person last confirmed it.")
    confirmed_by_role: str | None = note("Role of that person; never a name.")

"""A good practice: a success or good practice that a review records, by provision."""

from dataclasses import dataclass
from datetime import date

from article60.domain.fields import note


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodPractice:
    """A success or good practice of one State party, as its review records it."""

    practice_id: str = note("Lasting identifier: the State's code and eight characters.")
    state: str = note("State party, two-letter code.")
    text: str = note("Words as printed.")
    language: str | None = note("Language of the words, ISO 639-1.")
    provisions: tuple[str, ...] = note("Provisions cited.")
    articles: tuple[str, ...] = note("Articles of the provisions cited.")
    chapter: str | None = note("Chapter of the Convention: II, III, IV or V.")
    cycle: int | None = note("Review cycle, 1 or 2.")
    document_id: str = note("Document in which it was read.")
    symbol: str | None = note("Symbol of that document.")
    page: int | None = note("Printed page.")
    section: str | None = note("Section as printed.")
    stated_on: date | None = note("Date of the document.")
    reading: str = note("read_by_machine or confirmed.")
    confirmed_on: date | None = note("Day on which a person last confirmed it.")
    confirmed_by_role: str | None = note("Role of that person; never a name.")

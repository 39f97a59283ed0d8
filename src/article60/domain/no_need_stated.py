"""No need stated: words by which a State party says that it asks for nothing, kept apart from silence."""

from dataclasses import dataclass
from datetime import date

from article60.domain.fields import note


@dataclass(frozen=True, slots=True, kw_only=True)
class NoNeedStated:
    """An explicit statement that no assistance is needed or requested."""

    statement_id: str = note("Lasting identifier: the State's code and eight characters.")
    state: str = note("State party, two-letter code.")
    text: str = note("Words as printed.")
    language: str | None = note("Language of the words, ISO 639-1.")
    provisions: tuple[str, ...] = note("Provisions to which it is limited; empty for the whole chapter.")
    chapter: str | None = note("Chapter of the Convention: II, III, IV or V.")
    cycle: int | None = note("Review cycle, 1 or 2.")
    document_id: str = note("Document in which it was read.")
    symbol: str | None = note("Symbol of that document.")
    page: int | None = note("Printed page.")
    section: str | None = note("Section as printed.")
    stated_on: date | None = note("Date of the document.")

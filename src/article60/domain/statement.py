"""A statement: what extraction proposes to have found in one document, before anyone has settled what it is."""

from dataclasses import dataclass

from article60.domain.evidence import Evidence
from article60.domain.fields import note


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A passage or part of one that states a need, a good practice, assistance received, or that nothing is needed."""

    document_sha256: str = note("Hash of the document's bytes.")
    position: int = note("Place among the statements of the document, from 0.")
    kind: str = note("need, good_practice, assistance_received or no_needs.")
    state: str | None = note("State party that it is about, two-letter code; empty where the document does not tell.")
    text: str = note("Words as printed, layout noise removed; of a table row the cells that say what is wanted.")
    provisions: tuple[str, ...] = note("Provisions cited by the words or by the heading or label above them.")
    chapter: str | None = note("Chapter of the section: II, III, IV or V.")
    types: tuple[str, ...] = note("Fine types of assistance.")
    priority: str | None = note("Words that state a rank, as printed.")
    beneficiary: str | None = note("Body named as the one that would benefit, as printed, without article.")
    provider: str | None = note("Who gave the assistance, as named; several joined by `; `.")
    page: int | None = note("Printed page on which it begins.")
    section: str | None = note("Number of the section as printed, in European digits, else its heading.")
    language: str | None = note("Language of the words, ISO 639-1.")
    cycle: int | None = note("Review cycle, 1 or 2.")
    symbol: str | None = note("Symbol of the document.")
    stated_on: str | None = note("Date of the document, ISO 8601.")
    evidence: tuple[Evidence, ...] = note("Where it stands; several where it is printed more than once.")

"""A document: a file as received, known by the hash of its bytes."""

from dataclasses import dataclass
from datetime import date

from article60.domain.fields import note


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A file as received, with what its head says of it and who published it."""

    document_id: str = note("Lasting identifier, `DOC-` and eight characters.")
    sha256: str = note("Hash of the bytes as received, hexadecimal.")
    file: str = note("Name of the file as received, without its folder.")
    media_type: str = note("`application/pdf`, the Word type, `text/html` or `text/plain`.")
    symbol: str | None = note("Document symbol printed on the first page.")
    document_kind: str = note("executive_summary, full_report, self_assessment, analysis, resolution, submission or other.")
    series: str = note("document, conference_room_paper or web.")
    language: str | None = note("Language of the text as detected, ISO 639-1.")
    original_language: str | None = note("Language in which the document was first issued, as its head says.")
    cycle: int | None = note("Review cycle, 1 or 2.")
    year_of_cycle: int | None = note("Year of the cycle in which the review was conducted, from 1.")
    states: tuple[str, ...] = note("States parties that the document is about, two-letter codes.")
    issued_on: date | None = note("Date printed on the first page.")
    reviewers: tuple[str, ...] = note("Reviewing States parties in printed order, two-letter codes.")
    revision_of: str | None = note("Symbol of the document that this one revises or corrects.")
    pages: int | None = note("Number of physical pages; empty where the form has none.", unit="pages")
    publisher: str | None = note("Who published the document, where recorded.")
    public_address: str | None = note("Public address of the document, where recorded.")
    public_because: str = note("What opened the document: documents.csv, a decision, or the operator's statement.")
    notes: tuple[str, ...] = note("What could not be read or is doubtful, in words.")

"""Evidence: where in which document a thing is said, in which words."""

from dataclasses import dataclass

from article60.domain.fields import note


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The place in a document that supports one record of the register."""

    record_id: str = note("Identifier of the record that this supports; empty before identity is settled.", default="")
    position: int = note("Place among the record's evidences, from 0.", default=0)
    document_id: str = note("Identifier of the document.", default="")
    document_sha256: str = note("Hash of the document's bytes.")
    symbol: str | None = note("Symbol of the document.")
    page: int | None = note("Printed page on which the quoted words begin; empty where the form has no fixed pages.")
    page_index: int | None = note("Physical page, from 0.")
    boxes: tuple[tuple[int, float, float, float, float], ...] = note(
        "One rectangle a line: physical page from 0, left, top, right, bottom from the page's top left corner.", unit="points"
    )
    section: str | None = note("Number of the section as printed, in European digits, else its heading.")
    quote: str = note("Words as printed.")
    language: str | None = note("Language of the quoted words, ISO 639-1.")
    how: str = note("How it was read: pdf_text, scan, docx, html or text, and the rule that found it.")
    confidence: float = note("How sure the reading is, from 0 to 1.")

"""A passage: one heading, paragraph, list item or table row of a document, with its place on the page."""

from dataclasses import dataclass

from article60.domain.fields import note

CELL_BORDER = " | "
"""Stands between the cells of a table row where its words are shown or quoted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One heading, paragraph, list item, table row or footnote in reading order, layout noise removed."""

    document_sha256: str = note("Hash of the document's bytes.")
    position: int = note("Place in reading order, from 0.")
    kind: str = note("heading, paragraph, list_item, table_row, footnote, running_head, running_foot, contents.")
    text: str = note("Words as printed, without list label or footnote marks; lines joined, stray blanks and hyphens repaired.")
    label: str | None = note("List label or bullet as printed: `(a)`, `–`, `2.4.`; ticked and unticked boxes as ☑ and ☐.")
    level: int = note("Level of a heading (1 outermost) or of a list item (1 outermost); 0 for other kinds.")
    section: str | None = note("Number of the heading above as printed, in European digits, else that heading's words.")
    section_path: tuple[str, ...] = note("Headings above, outermost first, each as number and words.")
    cells: tuple[str, ...] = note("Cells of a table row, first to last in reading direction; empty for other kinds.")
    head_cells: tuple[str, ...] = note("Head row of the table in which a row stands; empty where there is none.")
    page: int | None = note("Printed page on which the passage begins; empty where the form has no fixed pages.")
    page_index: int | None = note("Physical page on which the passage begins, from 0.")
    boxes: tuple[tuple[int, float, float, float, float], ...] = note(
        "One rectangle a line: physical page from 0, left, top, right, bottom from the page's top left corner.", unit="points"
    )
    language: str | None = note("Language as detected, ISO 639-1; empty where too short to tell.")
    direction: str = note("ltr or rtl.")
    bold: bool = note("Whether most of the words are printed bold.")
    italic: bool = note("Whether most of the words are printed in italics.")
    size: float | None = note("Font size of most of the words; empty where the form does not tell.", unit="points")
    how: str = note("How it was read: pdf_text, scan, docx, html or text.")

    @property
    def shown(self) -> str:
        """Its words as a reader is shown them: those of a table row with the borders between its cells."""
        return CELL_BORDER.join(cell for cell in self.cells if cell) if self.kind == "table_row" and self.cells else self.text

"""Writes a report as a Word file: headings, numbered paragraphs, tables and numbers with footnotes."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.text.paragraph import Paragraph

from article60.publication.reports import footnotes
from article60.publication.reports.model import (
    Blanks,
    Block,
    Break,
    Counted,
    Drawn,
    Gap,
    Line,
    Quote,
    Report,
    Table,
    Text,
    Words,
)
from article60.publication.reports.word_styles import dress

HAIR_SPACE = "\u200a"
"""Keeps a number and the mark of its footnote apart, so that the mark is not read as an exponent."""
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_STYLES = {
    "title": "Title", "subtitle": "Subtitle", "notice": "Notice", "paragraph": "Body Text", "plain": "Body Text",
    "item": "List Bullet", "entry": "Annex Entry",
}  # fmt: skip


def write(report: Report, path: Path) -> None:
    """Write a report as a Word file; the same report gives the same bytes."""
    made = _Word(report)
    dress(made.document)
    made.head_and_foot()
    for block in report.blocks:
        made.block(block)
    made.save(path)


@dataclass(slots=True)
class _Word:
    """One report on its way into Word."""

    report: Report
    document: Any = field(default_factory=Document)
    referred: set[int] = field(default_factory=set)

    def head_and_foot(self) -> None:
        """Words at the top and bottom of every page, with the page's number."""
        section = self.document.sections[0]
        section.header.paragraphs[0].text = self.report.head
        paragraph = section.footer.paragraphs[0]
        paragraph.add_run(f"{self.report.foot}\t\t")
        _field(paragraph, "PAGE")

    def save(self, path: Path) -> None:
        """Write the file."""
        footnotes.add_part(self.document, self.report.notes)
        _describe(self.document, title=self.report.title, on=self.report.on)
        whole = io.BytesIO()
        self.document.save(whole)
        path.write_bytes(_without_clock(whole.getvalue()))

    def block(self, block: Block) -> None:
        """Write one block."""
        match block:
            case Break():
                self.document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
            case Blanks():
                self._blanks(block.names)
            case Table():
                self._captioned(block.label, block.caption)
                self._table(block.rows)
            case Text():
                style = f"Heading {block.level}" if block.kind == "heading" else _STYLES[block.kind]
                paragraph = self.document.add_paragraph(style=style)
                if block.number is not None:
                    paragraph.add_run(f"{block.number}.\t")
                self._fill(paragraph, block.line)
            case Quote():
                self.document.add_paragraph(block.text, style="Quote")
                self._fill(self.document.add_paragraph(style="Subtitle"), block.source)
            case Drawn():
                self._captioned(block.label, block.caption)

    def _captioned(self, label: str, caption: Line) -> None:
        if caption:
            paragraph = self.document.add_paragraph(style="Caption")
            paragraph.add_run(f"{label}. ")
            self._fill(paragraph, caption)

    def _blanks(self, names: Sequence[str]) -> None:
        """Dotted boxes that say what an author may put there, and that nothing stands there now."""
        row = self.document.add_table(rows=1, cols=len(names)).rows[0]
        for cell, name in zip(row.cells, names, strict=True):
            cell.paragraphs[0].style = self.document.styles["Blank"]
            cell.paragraphs[0].add_run(f"[{name}]")
            _border(cell, ("top", "left", "bottom", "right"), val="dotted", sz="6", color="8A979C")

    def _table(self, rows: Sequence[Sequence[Line]]) -> None:
        table = self.document.add_table(rows=len(rows), cols=len(rows[0]))
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        widths = [Cm(17 - 2.9 * (len(rows[0]) - 1)), *([Cm(2.9)] * (len(rows[0]) - 1))]
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        for number, (row, texts) in enumerate(zip(table.rows, rows, strict=True)):
            for column, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
                cell.width = widths[column]
                paragraph = cell.paragraphs[0]
                paragraph.style = self.document.styles["Table Text"]
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if column else WD_ALIGN_PARAGRAPH.LEFT
                paragraph.paragraph_format.keep_with_next = number == 0
                self._fill(paragraph, text, bold=number == 0)
                strong = number in (0, len(rows) - 1)
                _border(cell, ("bottom",), val="single", sz="8" if strong else "2", color="173F4A" if strong else "C9D1D4")
            _keep_whole(row, head=number == 0)

    def _fill(self, paragraph: Paragraph, line: Line, *, bold: bool = False) -> None:
        """Words and numbers of a paragraph; a number is followed by its footnote."""
        for one in line:
            match one:
                case Words():
                    paragraph.add_run(one.text).bold = bold or one.strong or None
                case Gap():
                    paragraph.add_run(f"[{one.text}]")
                case Counted():
                    self._number(paragraph, one, bold=bold)

    def _number(self, paragraph: Paragraph, counted: Counted, *, bold: bool) -> None:
        shown = self.report.numbers[counted.number]
        noted = counted.noted and shown.note is not None
        paragraph.add_run(f"{shown.text}{HAIR_SPACE if noted else ''}").bold = bold or counted.strong or None
        if noted and shown.note is not None:
            footnotes.refer(paragraph, shown.note + 1, first=shown.note not in self.referred)
            self.referred.add(shown.note)


def _border(cell: Any, sides: Sequence[str], **look: str) -> None:
    borders = OxmlElement("w:tcBorders")
    for side in sides:
        line = OxmlElement(f"w:{side}")
        for key, value in {**look, "space": "0"}.items():
            line.set(qn(f"w:{key}"), value)
        borders.append(line)
    cell._tc.get_or_add_tcPr().append(borders)


def _keep_whole(row: Any, *, head: bool) -> None:
    """A row never breaks over pages; the head is repeated where a table does."""
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if head:
        properties.append(OxmlElement("w:tblHeader"))


def _field(paragraph: Paragraph, name: str) -> None:
    field_of = OxmlElement("w:fldSimple")
    field_of.set(qn("w:instr"), name)
    paragraph._p.append(field_of)


def _describe(document: Any, *, title: str, on: date) -> None:
    """Properties of the file: its title and day, nobody's name, and no picture of a page."""
    core, day = document.core_properties, datetime.combine(on, time())
    core.title, core.author, core.last_modified_by, core.comments, core.keywords = title, "", "", "", ""
    core.created = core.modified = day
    relations: Iterable[tuple[str, Any]] = list(document.part.package.rels.items())
    for key, relation in relations:
        if relation.reltype.endswith("/thumbnail"):
            del document.part.package.rels[key]


def _without_clock(whole: bytes) -> bytes:
    """The same archive with every time in it set to the earliest that the form knows."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return made.getvalue()

"""Writes a report as a Word file from plain marked text: headings, numbered paragraphs, tables and numbers with footnotes."""

import io
import re
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
from article60.publication.reports.numbers import CLOSE, OPEN, Numbers
from article60.publication.reports.word_styles import dress

HAIR_SPACE = "\u200a"
"""Keeps a number and the mark of its footnote apart, so that the mark is not read as an exponent."""
_NUMBER = re.compile(f"{OPEN}(\\d+){CLOSE}")
_EARLIEST = (1980, 1, 1, 0, 0, 0)


@dataclass(slots=True)
class WordReport:
    """One report in the making; `write_text` understands the marks that report templates use."""

    numbers: Numbers
    document: Any = field(default_factory=Document)
    paragraphs: int = 0
    referred: list[int] = field(default_factory=list)

    def write_text(self, text: str) -> None:
        """Write marked text, a block a line.

        `# ` title, `## ` heading, `: ` subtitle, `! ` notice, `[one][two]` blanks to be filled by hand, `| ` a row of a
        table (the first is its head), `^ ` the caption of the table that follows, `---` a new page, `* ` an entry of the
        annex; any other line is a numbered paragraph.
        """
        rows: list[list[str]] = []
        for line in (*text.splitlines(), ""):
            if line.startswith("| "):
                rows.append([cell.strip() for cell in line.strip("| ").split("|")])
                continue
            if rows:
                self._table(rows)
                rows = []
            if line.strip():
                self._block(line.strip())

    def head_and_foot(self, *, head: str, foot: str) -> None:
        """Words at the top and bottom of every page, with the page's number."""
        section = self.document.sections[0]
        section.header.paragraphs[0].text = head
        paragraph = section.footer.paragraphs[0]
        paragraph.add_run(f"{foot}\t\t")
        _field(paragraph, "PAGE")

    def save(self, path: Path, *, title: str, on: date) -> None:
        """Write the file; the same text and numbers give the same bytes."""
        footnotes.add_part(self.document, [self.numbers.notes[note].text for note in self.referred])
        _describe(self.document, title=title, on=on)
        whole = io.BytesIO()
        self.document.save(whole)
        path.write_bytes(_without_clock(whole.getvalue()))

    def note_number(self, note: int) -> int:
        """Number, from 1, under which a note stands in this report."""
        return self.referred.index(note) + 1

    def _block(self, line: str) -> None:
        if line == "---":
            self.document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
            return
        if line.startswith("["):
            self._blanks(line.strip("[]").split("]["))
            return
        for mark, style in _MARKS:
            if line.startswith(mark):
                self._fill(self.document.add_paragraph(style=style), line.removeprefix(mark))
                return
        self.paragraphs += 1
        self._fill(self.document.add_paragraph(style="Body Text"), f"{self.paragraphs}.\t{line}")

    def _blanks(self, names: Sequence[str]) -> None:
        """Dotted boxes that say what an author may put there, and that nothing stands there now."""
        row = self.document.add_table(rows=1, cols=len(names)).rows[0]
        for cell, name in zip(row.cells, names, strict=True):
            cell.paragraphs[0].style = self.document.styles["Blank"]
            cell.paragraphs[0].add_run(f"[{name}]")
            _border(cell, ("top", "left", "bottom", "right"), val="dotted", sz="6", color="8A979C")

    def _table(self, rows: Sequence[Sequence[str]]) -> None:
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

    def _fill(self, paragraph: Paragraph, text: str, *, bold: bool = False) -> None:
        """Words and numbers of a paragraph; each number is followed by its footnote."""
        for place, piece in enumerate(_NUMBER.split(text)):
            if place % 2 == 0:
                paragraph.add_run(piece).bold = bold or None
                continue
            shown, note = self.numbers.shown[int(piece)]
            paragraph.add_run(f"{shown}{HAIR_SPACE}").bold = bold or None
            first = note not in self.referred
            if first:
                self.referred.append(note)
            footnotes.refer(paragraph, self.note_number(note), first=first)


_MARKS = (
    ("## ", "Heading 1"), ("# ", "Title"), (": ", "Subtitle"), ("! ", "Notice"), ("^ ", "Caption"), ("* ", "Annex Entry"),
)  # fmt: skip


def new_report(numbers: Numbers) -> WordReport:
    """An empty report with its paper and styles."""
    report = WordReport(numbers)
    dress(report.document)
    return report


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

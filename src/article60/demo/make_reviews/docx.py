"""A review document as DOCX: the same bytes from the same source and template."""

import io
from collections.abc import Iterator
from datetime import datetime, time
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from article60.demo.make_reviews.settled import settled
from article60.demo.make_reviews.source import NOTE, Block, Source, head_words

_LEVELS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4}
_LATIN = "Times New Roman"
_FONTS = {"ar": "Noto Naskh Arabic", "zh": "Noto Serif CJK SC"}


def make(source: Source) -> bytes:
    """The DOCX of a source: cover, running head and foot, body; notes stand at the end."""
    writer = _Writer(source)
    writer.cover()
    for block in source.body:
        writer.block(block)
    writer.end()
    return writer.bytes()


class _Writer:
    """Writes one source into a new Word document, in its language and direction."""

    def __init__(self, source: Source) -> None:
        self.source, self.words = source, head_words(source.language)
        self.document: Any = docx.Document()
        self.notes: list[str] = []
        self._styles()
        self._running()

    def cover(self) -> None:
        """The first page: notice, masthead, session, title, contents, imprint."""
        source, words = self.source, self.words
        self.paragraph(words["notice"], bold=True)
        table = self.document.add_table(rows=2, cols=2)
        table.table_direction = None
        texts = (words["world"], source.symbol or "", words["conference"].strip(), self._distribution())
        for cell, text in zip(table._cells, texts, strict=True):
            self._fill(cell.paragraphs[0], text, bold=text == words["conference"].strip())
        for text in (
            words["group"],
            source.session,
            source.place,
            words["item"] + ("*" if source.agenda else ""),
            words["topic"],
        ):
            self.paragraph(text, bold=text in (words["group"], source.session, words["topic"]))
        self.paragraph(source.title or words["title"], bold=True)
        self.paragraph(words["by"], bold=True)
        self.paragraph(source.revision or words["addendum"], bold=True, centre=True)
        for text in (f"{words['contents']}\t{words['page']}", f"{words['part']}\t2", f"{source.state_name}\t2", *source.cover):
            self.paragraph(text).paragraph_format.tab_stops.add_tab_stop(Cm(15), WD_TAB_ALIGNMENT.RIGHT)
        if source.agenda:
            self.paragraph(f"* {source.agenda}{words['stop']}")
        self.paragraph(f"{source.job} ({words['letter']}) {source.issued}")
        self.paragraph(source.barcode).add_run().add_break(WD_BREAK.PAGE)

    def block(self, block: Block) -> None:
        """One block of the body."""
        if block.kind in _LEVELS:
            self._heading(block)
        elif block.kind == "table":
            self._table(block)
        elif block.items:
            self._list(block)
        else:
            paragraph = self.paragraph(block.text, italic=block.kind == "runin")
            paragraph.paragraph_format.keep_with_next = block.kind == "runin"

    def end(self) -> None:
        """The notes, numbered, after a rule."""
        if self.notes:
            self.paragraph("__________")
        for number, text in enumerate(self.notes, 1):
            self.paragraph(f"{number} {text}")

    def bytes(self) -> bytes:
        """The document's bytes, with fixed dates in the file and in its parts."""
        made = datetime.combine(self.source.on, time())
        properties = self.document.core_properties
        properties.title, properties.author, properties.comments = self.words["notice"], self.words["world"], ""
        properties.created = properties.modified = made
        buffer = io.BytesIO()
        self.document.save(buffer)
        return settled(buffer.getvalue())

    def paragraph(
        self, text: str, *, style: str = "Normal", bold: bool = False, italic: bool = False, centre: bool = False
    ) -> Any:
        """A paragraph in the document's direction; notes in the text become numbers."""
        paragraph = self.document.add_paragraph(style=style)
        if centre:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        self._fill(paragraph, text, bold=bold, italic=italic)
        return paragraph

    def _fill(self, paragraph: Any, text: str, *, bold: bool = False, italic: bool = False) -> None:
        for part, note in _parts(text):
            run = paragraph.add_run(part)
            run.bold, run.italic = bold or None, italic or None
            self._direct(run)
            if note is not None:
                self.notes.append(note)
                mark = paragraph.add_run(str(len(self.notes)))
                mark.font.superscript = True
        if self.source.right_to_left:
            paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))

    def _direct(self, run: Any) -> None:
        if self.source.right_to_left:
            run._r.get_or_add_rPr().append(OxmlElement("w:rtl"))

    def _heading(self, block: Block) -> None:
        style = "Normal" if self.source.plain_headings else f"Heading {_LEVELS[block.kind]}"
        self.paragraph(block.text, style=style, bold=self.source.plain_headings)

    def _list(self, block: Block) -> None:
        marks = iter(self.words["letters"].split()) if block.kind == "abc" else None
        for item in block.items:
            if block.kind == "li":
                self.paragraph(item.text, style="List Bullet")
            else:
                paragraph = self.paragraph(f"{next(marks) if marks else '–'}\t{item.text}")
                paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = Cm(1), Cm(-1)
            for text in item.sub:
                self.paragraph(text, style="List Bullet 2")

    def _table(self, block: Block) -> None:
        table = self.document.add_table(rows=len(block.rows), cols=len(block.rows[0]), style="Table Grid")
        if self.source.right_to_left:
            table._tbl.tblPr.append(OxmlElement("w:bidiVisual"))
        texts = [cell for row in block.rows for cell in row]
        for number, (cell, text) in enumerate(zip(table._cells, texts, strict=True)):
            self._fill(cell.paragraphs[0], text, bold=number < len(block.rows[0]))
        self.document.add_paragraph()

    def _distribution(self) -> str:
        source, words = self.source, self.words
        lines = (words["distr"], source.printed_date, words.get("language"), words[f"original_{source.original_language}"])
        return "\n".join(line for line in lines if line)

    def _styles(self) -> None:
        for style in self.document.styles:
            if style.type == WD_STYLE_TYPE.PARAGRAPH:
                fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
                for attribute in tuple(fonts.attrib):
                    del fonts.attrib[attribute]
                for script in ("ascii", "hAnsi"):
                    fonts.set(qn(f"w:{script}"), _LATIN)
                for script in ("cs", "eastAsia"):
                    fonts.set(qn(f"w:{script}"), _FONTS.get(self.source.language, _LATIN))
                style.font.color.rgb = RGBColor(0, 0, 0)
        self.document.styles["Normal"].font.size = Pt(10)
        self.document.styles["Normal"].paragraph_format.space_after = Pt(5)

    def _running(self) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.different_first_page_header_footer = True
        self._fill(section.header.paragraphs[0], self.source.symbol or "", bold=True)
        self._fill(section.first_page_footer.paragraphs[0], self.words["foot"], italic=True)
        foot = section.footer.paragraphs[0]
        self._fill(foot, f"{self.source.job}\t{self.words['foot']}\t")
        _field(foot, "PAGE")
        foot.add_run("/")
        _field(foot, "NUMPAGES")


def _parts(text: str) -> Iterator[tuple[str, str | None]]:
    """The pieces of a text, each with the note that follows it."""
    pieces = NOTE.split(text)
    for index in range(0, len(pieces), 2):
        yield pieces[index], pieces[index + 1] if index + 1 < len(pieces) else None


def _field(paragraph: Any, name: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    paragraph._p.append(field)

"""A review document as DOCX: the same bytes from the same source and template."""

import io
from datetime import datetime, time
from typing import Any

import docx
from docx.enum.table import WD_TABLE_DIRECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_TAB_ALIGNMENT
from docx.shared import Cm

from article60.demo.make_reviews.docx_text import Text
from article60.demo.make_reviews.settled import settled
from article60.demo.make_reviews.source import Block, Source, head_words

_LEVELS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4}


def make(source: Source) -> bytes:
    """The DOCX of a source: cover, running head and foot, body; notes stand at the end."""
    writer = _Writer(source)
    writer.running()
    writer.cover()
    for block in source.body:
        writer.block(block)
    writer.end()
    return writer.bytes()


class _Writer:
    """Writes one source into a new Word document, in its language and direction."""

    def __init__(self, source: Source) -> None:
        self.source, self.words, self.text = source, head_words(source.language), Text(source.language)
        self.document: Any = docx.Document()
        self.text.settle_styles(self.document)

    def running(self) -> None:
        """The head and foot of every page; the first page has the notice alone."""
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.different_first_page_header_footer = True
        self.text.put(section.header.paragraphs[0], self.source.symbol or "", bold=True)
        self.text.put(section.first_page_footer.paragraphs[0], self.words["foot"])
        foot = section.footer.paragraphs[0]
        foot.add_run(f"{self.source.job}\t{self.words['foot']}\t")
        self.text.field(foot, "PAGE")
        foot.add_run("/")
        self.text.field(foot, "NUMPAGES")

    def cover(self) -> None:
        """The first page: notice, masthead, session, title, contents, imprint."""
        source, words = self.source, self.words
        self._paragraph(words["notice"], bold=True)
        self._masthead()
        self._paragraph(words["group"], bold=True)
        for text in (source.session, source.place, words["item"] + ("*" if source.agenda else "")):
            self._paragraph(text)
        for text in (words["topic"], source.title or words["title"], words["by"]):
            self._paragraph(text, bold=True)
        self._paragraph(source.revision or words["addendum"], bold=True).alignment = WD_ALIGN_PARAGRAPH.CENTER
        for text in (f"{words['contents']}\t{words['page']}", f"{words['part']}\t2", f"{source.state_name}\t2"):
            self._paragraph(text).paragraph_format.tab_stops.add_tab_stop(Cm(15), WD_TAB_ALIGNMENT.RIGHT)
        for text in source.cover:
            self._paragraph(text)
        if source.agenda:
            self._paragraph(f"* {source.agenda}{words['stop']}")
        self._paragraph(f"{source.job} ({words['letter']}) {source.issued}")
        self._paragraph(source.barcode).add_run().add_break(WD_BREAK.PAGE)

    def block(self, block: Block) -> None:
        """One block of the body."""
        if block.kind in _LEVELS:
            style = "Normal" if self.source.plain_headings else f"Heading {_LEVELS[block.kind]}"
            self._paragraph(block.text, style=style, bold=True)
        elif block.kind == "table":
            self._table(block)
        elif block.items:
            self._list(block)
        elif block.kind == "runin":
            self._paragraph(block.text, emphasis=True).paragraph_format.keep_with_next = True
        else:
            self._paragraph(block.text)

    def end(self) -> None:
        """The notes, numbered, after a rule."""
        if self.text.notes:
            self._paragraph("__________")
        for number, text in enumerate(self.text.notes, 1):
            self._paragraph(f"{number} {text}")

    def bytes(self) -> bytes:
        """The document's bytes, with fixed dates in the file and in its parts."""
        properties = self.document.core_properties
        properties.title, properties.author, properties.comments = self.words["notice"], self.words["world"], ""
        properties.created = properties.modified = datetime.combine(self.source.on, time())
        buffer = io.BytesIO()
        self.document.save(buffer)
        return settled(buffer.getvalue())

    def _masthead(self) -> None:
        source, words = self.source, self.words
        original = words[f"original_{source.original_language}"]
        distribution = [words["distr"], source.printed_date, words.get("language", ""), original]
        table = self.document.add_table(rows=2, cols=2)
        self._direct(table)
        cells = (
            [words["world"]],
            [source.symbol or ""],
            words["conference"].split("\n"),
            [line for line in distribution if line],
        )
        for number, (cell, lines) in enumerate(zip(table._cells, cells, strict=True)):
            for paragraph, line in zip([cell.paragraphs[0], *(cell.add_paragraph() for _ in lines[1:])], lines, strict=True):
                self.text.put(paragraph, line, bold=number == 2)

    def _paragraph(self, text: str, *, style: str = "Normal", bold: bool = False, emphasis: bool = False) -> Any:
        return self.text.put(self.document.add_paragraph(style=style), text, bold=bold, emphasis=emphasis)

    def _list(self, block: Block) -> None:
        marks = iter(self.words["letters"].split()) if block.kind == "abc" else None
        for item in block.items:
            if block.kind == "li":
                self._paragraph(item.text, style="List Bullet")
            else:
                form = self._paragraph(f"{next(marks) if marks else '–'}\t{item.text}").paragraph_format
                form.left_indent, form.first_line_indent = Cm(1), Cm(-1)
            for text in item.sub:
                self._paragraph(text, style="List Bullet 2")

    def _table(self, block: Block) -> None:
        table = self.document.add_table(rows=len(block.rows), cols=len(block.rows[0]), style="Table Grid")
        self._direct(table)
        texts = [cell for row in block.rows for cell in row]
        for number, (cell, text) in enumerate(zip(table._cells, texts, strict=True)):
            self.text.put(cell.paragraphs[0], text, bold=number < len(block.rows[0]))
        self.document.add_paragraph()

    def _direct(self, table: Any) -> None:
        if self.source.right_to_left:
            table.table_direction = WD_TABLE_DIRECTION.RTL

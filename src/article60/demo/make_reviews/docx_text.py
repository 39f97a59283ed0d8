"""Words put into the paragraphs of a Word document in one language: direction, weight, fonts, notes, fields."""

import re
from collections.abc import Iterator
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from article60.demo.make_reviews.source import NOTE

_LATIN = "Times New Roman"
_FONTS = {"ar": "Noto Naskh Arabic", "zh": "Noto Serif CJK SC"}
_ARABIC = re.compile(r"[\u0600-\u06ff]")

# What may stand after the mark of direction in a paragraph's properties: Word refuses them in another order.
_AFTER_DIRECTION = ("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:rPr")


class Text:
    """Puts text into paragraphs as one language wants it, and keeps the notes it meets, in order."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.right_to_left = language == "ar"
        self.notes: list[str] = []

    def put(self, paragraph: Any, text: str, *, bold: bool = False, emphasis: bool = False) -> Any:
        """The paragraph, with the text in it: a note becomes a raised number, emphasis italics or a line below the words."""
        for part, note in _parts(text):
            self._run(paragraph, part, bold=bold, emphasis=emphasis)
            if note is not None:
                self.notes.append(note)
                paragraph.add_run(str(len(self.notes))).font.superscript = True
        if self.right_to_left and _ARABIC.search(text):
            paragraph._p.get_or_add_pPr().insert_element_before(OxmlElement("w:bidi"), *_AFTER_DIRECTION)
        return paragraph

    def field(self, paragraph: Any, name: str) -> None:
        """A field that the reader's program fills in, as PAGE."""
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), name)
        paragraph._p.append(field)

    def settle_styles(self, document: Any) -> None:
        """Black letters in fonts that hold the language's script, in all paragraph styles."""
        for style in document.styles:
            if style.type == WD_STYLE_TYPE.PARAGRAPH:
                fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
                fonts.attrib.clear()
                for script in ("ascii", "hAnsi", "cs", "eastAsia"):
                    special = script in ("cs", "eastAsia")
                    fonts.set(qn(f"w:{script}"), _FONTS.get(self.language, _LATIN) if special else _LATIN)
                style.font.color.rgb = RGBColor(0, 0, 0)
        document.styles["Normal"].font.size = Pt(10)
        document.styles["Normal"].paragraph_format.space_after = Pt(5)

    def _run(self, paragraph: Any, text: str, *, bold: bool, emphasis: bool) -> None:
        run = paragraph.add_run(text)
        run.bold = run.font.cs_bold = bold or None
        if self.language in _FONTS:
            run.underline = emphasis or None
        else:
            run.italic = emphasis or None
        if self.right_to_left and _ARABIC.search(text):
            run.font.rtl = True


def _parts(text: str) -> Iterator[tuple[str, str | None]]:
    """The pieces of a text, each with the note that follows it."""
    pieces = NOTE.split(text)
    for index in range(0, len(pieces), 2):
        yield pieces[index], pieces[index + 1] if index + 1 < len(pieces) else None

"""The look of a Word report: paper, margins and named styles, one for each kind of block."""

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from article60.publication.reports import footnotes

FONT = "Arial"
INK, QUIET, WARNING = RGBColor(0x17, 0x3F, 0x4A), RGBColor(0x5A, 0x68, 0x6E), RGBColor(0x9A, 0x3B, 0x26)
_STYLES: tuple[tuple[str, float, dict[str, Any]], ...] = (
    ("Title", 16, {"bold": True, "color": INK, "before": 8, "after": 2}),
    ("Subtitle", 9.5, {"color": QUIET, "after": 6}),
    ("Heading 1", 11, {"bold": True, "color": INK, "before": 7, "after": 2, "with_next": True}),
    ("Body Text", 9, {"before": 2, "after": 3}),
    ("Caption", 8.5, {"bold": True, "color": INK, "before": 5, "after": 2, "with_next": True}),
    ("Table Text", 8.5, {"before": 0.5, "after": 0.5}),
    ("Blank", 8, {"color": QUIET, "before": 3, "after": 3}),
    ("Notice", 9, {"bold": True, "color": WARNING, "after": 4}),
    ("Header", 8, {"color": QUIET}),
    ("Footer", 8, {"color": QUIET}),
    ("Annex Entry", 8, {"after": 2}),
    ("footnote text", 6.5, {}),
)


def dress(document: Any) -> None:
    """Give an empty document A4 paper, its margins and its styles."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin, section.bottom_margin = Cm(1.7), Cm(1.5)
    section.header_distance = section.footer_distance = Cm(0.8)
    for name, size, look in _STYLES:
        _style(document, name, size, **look)
    _reference_style(document)
    body = document.styles["Body Text"].paragraph_format
    body.tab_stops.add_tab_stop(Cm(0.8))


def _style(
    document: Any,
    name: str,
    size: float,
    *,
    bold: bool = False,
    color: RGBColor | None = None,
    before: float = 0,
    after: float = 0,
    with_next: bool = False,
) -> None:
    names = {style.name for style in document.styles}
    style = document.styles[name] if name in names else _added(document, name, WD_STYLE_TYPE.PARAGRAPH)
    style.font.size, style.font.bold, style.font.name, style.font.italic = Pt(size), bold, FONT, False
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for kind in list(fonts.attrib):
        del fonts.attrib[kind]
    for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{kind}"), FONT)
    style.font.color.rgb = color or RGBColor(0x1D, 0x25, 0x29)
    form = style.paragraph_format
    form.space_before, form.space_after, form.line_spacing, form.keep_with_next = Pt(before), Pt(after), 1.08, with_next
    for inherited in style.element.xpath("./w:pPr/w:pBdr | ./w:rPr/w:spacing | ./w:rPr/w:kern"):
        inherited.getparent().remove(inherited)


def _added(document: Any, name: str, kind: WD_STYLE_TYPE) -> Any:
    """A new style; Word knows the footnote styles as its own."""
    return document.styles.add_style(name, kind, builtin=name.startswith("footnote"))


def _reference_style(document: Any) -> None:
    style = _added(document, "footnote reference", WD_STYLE_TYPE.CHARACTER)
    style.element.set(qn("w:styleId"), footnotes.REFERENCE_STYLE)
    style.font.superscript = True
    document.styles["footnote text"].element.set(qn("w:styleId"), footnotes.TEXT_STYLE)

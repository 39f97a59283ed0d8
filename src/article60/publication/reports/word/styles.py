"""The styles of a Word report: one for each kind of block, on one scale of sizes and heights of lines."""

from collections.abc import Iterator
from dataclasses import dataclass

from article60.publication.reports.word.numbering import ITEMS, PARAGRAPHS
from article60.publication.reports.word.setting import Setting, defaults
from article60.publication.reports.word.xml import Element, paragraph_properties, part, run_properties, w

INK, DEEP, QUIET, LINE, WARNING, SAND = "1D2529", "173F4A", "5A686E", "C9D1D4", "9A3B26", "F5EFE2"
INDENT = 567
"""How far words of numbered paragraphs and items stand from the margin, in twentieths of a point: one centimetre."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A style of paragraphs: sizes, heights and distances in points, indents in twentieths of a point."""

    name: str
    size: float
    line: float
    before: float = 0
    after: float = 0
    bold: bool = False
    color: str = INK
    with_next: bool = False
    whole: bool = False
    level: int | None = None
    list_of: int | None = None
    indent: int = 0
    hanging: int = 0
    both: bool = False
    tab: int | None = None
    side: str = ""
    rule: str = ""
    justified: bool = False
    based_on: str = "Normal"

    @property
    def id(self) -> str:
        """The name by which the file's other parts call it."""
        return identifier(self.name)


def identifier(name: str) -> str:
    """The identifier of a style: its name without blanks, as Word forms it."""
    return "".join(word[:1].upper() + word[1:] for word in name.split())


WIDTH = 8958
"""Width of the text in twentieths of a point: 15.8 cm, what A4 leaves between its margins."""

WIDE = 13890
"""The same on its long side: 24.5 cm."""

SCALE = (7.5, 8.5, 9, 10, 11, 13, 20)
"""Every size of letters, in points."""

PARAGRAPH_STYLES = (
    Style(name="Title", size=20, line=25, before=14, after=4, bold=True, color=DEEP, with_next=True),
    Style(name="Subtitle", size=11, line=15, after=10, color=QUIET),
    Style(name="heading 1", size=13, line=18, before=18, after=6, bold=True, color=DEEP, with_next=True, level=0),
    Style(name="heading 2", size=11, line=15, before=12, after=4, bold=True, color=DEEP, with_next=True, level=1),
    Style(name="heading 3", size=10, line=14, before=10, after=3, bold=True, color=INK, with_next=True, level=2),
    Style(name="Body Text", size=10, line=14.5, after=7, justified=True),
    Style(name="Numbered Paragraph", size=10, line=14.5, after=7, list_of=PARAGRAPHS, justified=True, based_on="Body Text"),
    Style(name="List Bullet", size=10, line=14.5, after=4, list_of=ITEMS, based_on="Body Text"),
    Style(name="Quote", size=10, line=14.5, before=6, after=3, indent=INDENT, both=True, whole=True),
    Style(name="Quote Source", size=8.5, line=12, after=9, color=QUIET, indent=INDENT, both=True),
    Style(name="Notice", size=9, line=13, before=2, after=10, bold=True, color=WARNING),
    Style(name="caption", size=9, line=13, before=12, after=5, bold=True, color=DEEP, with_next=True, whole=True),
    Style(name="Figure", size=9, line=12, after=10),
    Style(name="Table Text", size=9, line=12.5),
    Style(name="Table Number", size=9, line=12.5, side="right", based_on="Table Text"),
    Style(name="Table Head", size=8.5, line=12, bold=True, color=DEEP, with_next=True, based_on="Table Text"),
    Style(name="Table Head Number", size=8.5, line=12, bold=True, color=DEEP, with_next=True, side="right"),
    Style(name="After Table", size=7.5, line=9),
    Style(name="Blank", size=8.5, line=12, before=4, after=4, color=QUIET),
    Style(name="Choices", size=10, line=16, before=4, after=8, whole=True),
    Style(name="Field Label", size=8.5, line=12, before=4, after=2, color=QUIET, with_next=True),
    Style(name="Field Text", size=10, line=14.5, before=2, after=2),
    Style(name="TOC Heading", size=11, line=15, before=12, after=6, bold=True, color=DEEP, with_next=True),
    Style(name="toc 1", size=10, line=14, after=3, tab=WIDTH),
    Style(name="toc 2", size=9, line=13, after=2, indent=INDENT, tab=WIDTH),
    Style(name="toc 3", size=9, line=13, after=2, indent=2 * INDENT, tab=WIDTH),
    Style(name="Annex Entry", size=7.5, line=10, after=3, indent=454, hanging=454),
    Style(name="Annex Row", size=7.5, line=10, after=3, indent=454),
    Style(name="header", size=8.5, line=11.5, color=QUIET, rule="bottom"),
    Style(name="footer", size=8.5, line=11.5, color=QUIET, rule="top", tab=WIDTH),
    Style(name="footnote text", size=7.5, line=10, after=1, indent=284, hanging=284, tab=284),
)  # fmt: skip


def styles(report: Setting) -> bytes:
    """The part that holds the styles, as the report's language needs them."""
    base = w("pPrDefault", paragraph_properties(w("spacing", before=0, after=0, line=report.line(14), lineRule="atLeast")))
    made = [_normal(report), *_letters(report), _no_list()]
    made += [_paragraph(style, report) for style in PARAGRAPH_STYLES]
    made += [_plain_table(), _table("Report Table"), _table("Form Table", beside=True)]
    return part(w("styles", w("docDefaults", w("rPrDefault", defaults(report)), base), *made))


def _style(kind: str, name: str, *properties: Element | None, **attributes: str) -> Element:
    known = {} if name in _KNOWN else {"customStyle": "1"}
    return w("style", w("name", val=name), *properties, type=kind, styleId=identifier(name), **known, **attributes)


_KNOWN = frozenset((
    "Normal", "Default Paragraph Font", "Normal Table", "No List", "Title", "Subtitle", "heading 1", "heading 2", "heading 3",
    "Body Text", "List Bullet", "Quote", "caption", "TOC Heading", "toc 1", "toc 2", "toc 3", "header", "footer",
    "footnote text", "footnote reference", "Hyperlink", "Placeholder Text",
))  # fmt: skip
"""Styles that Word knows as its own."""


def _normal(report: Setting) -> Element:
    properties = paragraph_properties(w("widowControl"), w("bidi") if report.rtl else None)
    return _style("paragraph", "Normal", w("qFormat"), properties, run_properties(w("color", val=INK)), default="1")


def _letters(report: Setting) -> Iterator[Element]:
    default = (w("uiPriority", val=1), w("semiHidden"), w("unhideWhenUsed"))
    yield _style("character", "Default Paragraph Font", *default, default="1")
    based = w("basedOn", val="DefaultParagraphFont")
    yield _style("character", "footnote reference", based, run_properties(w("vertAlign", val="superscript")))
    yield _style("character", "Hyperlink", w("basedOn", val="DefaultParagraphFont"), run_properties(w("color", val=DEEP)))
    yield _style(
        "character", "Placeholder Text", w("basedOn", val="DefaultParagraphFont"), run_properties(w("color", val=QUIET))
    )
    shade = w("shd", val="clear", color="auto", fill=SAND)
    yield _style("character", "Gap", w("basedOn", val="DefaultParagraphFont"), w("qFormat"), run_properties(shade))


def _no_list() -> Element:
    return _style("numbering", "No List", w("uiPriority", val=99), w("semiHidden"), w("unhideWhenUsed"), default="1")


def _paragraph(style: Style, report: Setting) -> Element:
    after = w("next", val="BodyText") if style.level is not None or style.name in ("Title", "Subtitle") else None
    return _style(
        "paragraph",
        style.name,
        w("basedOn", val=identifier(style.based_on)),
        after,
        w("uiPriority", val=39) if style.name.startswith("toc") else None,
        w("qFormat"),
        _paragraph_look(style, report),
        run_properties(
            *((w("b"), w("bCs")) if style.bold else ()),
            w("color", val=style.color),
            *report.sizes(style.size),
        ),
    )


def _paragraph_look(style: Style, report: Setting) -> Element | None:
    spacing = {"before": round(style.before * 20), "after": round(style.after * 20), "line": report.line(style.line)}
    side = "both" if style.justified and report.justified else _side(style.side, report)
    return paragraph_properties(
        w("keepNext") if style.with_next else None,
        w("keepLines") if style.whole or style.with_next else None,
        _list(style),
        _rule(style.rule),
        _tabs(style),
        w("spacing", **spacing, lineRule="atLeast"),
        _indent(style),
        w("jc", val=side) if side else None,
        w("outlineLvl", val=style.level) if style.level is not None else None,
    )


def _side(side: str, report: Setting) -> str:
    """The side on which lines stand, as Word names it: where one reads from the right, it calls the right side left.

    Digits run from left to right in every language, so that numbers under one another end on the right in all of them.
    """
    return "left" if side == "right" and report.rtl else side


def _list(style: Style) -> Element | None:
    return w("numPr", w("numId", val=style.list_of)) if style.list_of is not None else None


def _rule(side: str) -> Element | None:
    """A line under the head of the page and above its foot."""
    return w("pBdr", w(side, val="single", sz=4, space=5, color=LINE)) if side else None


def _tabs(style: Style) -> Element | None:
    if style.tab is None:
        return None
    leader = {"leader": "dot"} if style.name.startswith("toc") else {}
    return w("tabs", w("tab", val="right" if style.tab == WIDTH else "left", pos=style.tab, **leader))


def _indent(style: Style) -> Element | None:
    if not style.indent:
        return None
    more = {"hanging": style.hanging} if style.hanging else {}
    return w("ind", left=style.indent, **({"right": style.indent} if style.both else {}), **more)


def _plain_table() -> Element:
    sides = [w(side, w=width, type="dxa") for side, width in (("top", 0), ("left", 108), ("bottom", 0), ("right", 108))]
    kept = (w("uiPriority", val=99), w("semiHidden"), w("unhideWhenUsed"))
    indent = w("tblInd", w=0, type="dxa")
    return _style("table", "Normal Table", *kept, w("tblPr", indent, w("tblCellMar", *sides)), default="1")


def _table(name: str, *, beside: bool = False) -> Element:
    """Rules above, under the head and below, and hairlines between rows; `beside` columns too, where cells are to be filled."""
    strong, fine = {"val": "single", "sz": 8, "space": 0, "color": DEEP}, {"val": "single", "sz": 4, "space": 0, "color": LINE}
    between = [w("insideH", **fine), *([w("insideV", **fine)] if beside else [])]
    borders = w("tblBorders", w("top", **strong), w("bottom", **strong), *between)
    margins = [w(side, w=width, type="dxa") for side, width in (("top", 40), ("left", 85), ("bottom", 40), ("right", 85))]
    head = w("tblStylePr", w("tcPr", w("tcBorders", w("bottom", **strong)), w("vAlign", val="bottom")), type="firstRow")
    look = w("tblPr", borders, w("tblCellMar", *margins))
    return _style("table", name, w("basedOn", val="NormalTable"), w("qFormat"), look, head)

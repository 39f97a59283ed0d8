"""What stands around the text of a Word report: paper, head and foot of its pages, fonts, settings."""

from article60.publication.reports.model import Report
from article60.publication.reports.word.notes import SEPARATORS
from article60.publication.reports.word.runs import Runs, simple_field
from article60.publication.reports.word.setting import ARABIC, CHINESE, LATIN, setting
from article60.publication.reports.word.styles import WIDTH
from article60.publication.reports.word.xml import Element, paragraph, part, w

HEADER, FOOTER = "rId91", "rId92"
A4 = {"w": 11906, "h": 16838}
"""In twentieths of a point, as all measures here."""
MARGINS = {"top": 1474, "right": 1474, "bottom": 1304, "left": 1474, "header": 680, "footer": 567, "gutter": 0}


def section(report: Report) -> Element:
    """A4 upright, or on its long side, with its head and foot."""
    paper = {"w": A4["h"], "h": A4["w"], "orient": "landscape"} if report.landscape else A4
    return w(
        "sectPr",
        w("headerReference", type="default", r_id=HEADER),
        w("footerReference", type="default", r_id=FOOTER),
        w("pgSz", **paper),
        w("pgMar", **MARGINS),
        w("cols", space=708),
        w("bidi") if setting(report.language).rtl else None,
    )


def header(runs: Runs) -> bytes:
    """What every page says above its text."""
    return part(w("hdr", paragraph("Header", *runs.words(runs.report.head))))


def footer(runs: Runs) -> bytes:
    """What the report was made from, and the page."""
    page = simple_field("PAGE", "1", runs.setting)
    wide = runs.width != WIDTH
    moved = [w("tabs", w("tab", val="clear", pos=WIDTH), w("tab", val="right", pos=runs.width))] if wide else []
    return part(w("ftr", paragraph("Footer", *runs.words(runs.report.foot), w("r", w("tab")), *page, properties=moved)))


def settings() -> bytes:
    """How Word treats the file: as one of the Word of 2013 and later, asking nothing on opening."""
    compatible = [
        w("compatSetting", name=name, uri="http://schemas.microsoft.com/office/word", val=value)
        for name, value in (
            ("compatibilityMode", 15),
            ("overrideTableStyleFontSizeAndJustification", 1),
            ("enableOpenTypeFeatures", 1),
            ("doNotFlipMirrorIndents", 1),
            ("differentiateMultirowTableHeaders", 1),
        )
    ]
    declared = [w("footnote", id=place) for _, place in SEPARATORS]
    return part(
        w(
            "settings",
            w("zoom", percent=100),
            w("defaultTabStop", val=567),
            w("characterSpacingControl", val="doNotCompress"),
            w("footnotePr", *declared),
            w("compat", *compatible),
            w("themeFontLang", val="en-GB", eastAsia="zh-CN", bidi="ar-SA"),
        )
    )


def font_table() -> bytes:
    """The fonts, and those to be taken in their place."""
    fonts = [
        w(
            "font",
            w("altName", val=other),
            w("charset", val=letters),
            w("family", val=family),
            w("pitch", val="variable"),
            name=name,
        )
        for name, other, letters, family in _FONTS
    ]
    return part(w("fonts", *fonts))


_FONTS = (
    (LATIN, "Liberation Sans", "00", "swiss"),
    (ARABIC, "Times New Roman", "B2", "roman"),
    (CHINESE, "Noto Sans CJK SC", "86", "swiss"),
)
"""Each font with the one that stands for it, its letters and its family, as Windows numbers and names them."""

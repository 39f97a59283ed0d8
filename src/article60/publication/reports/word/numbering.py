"""Numbers that Word gives: to paragraphs, with two levels under them, and the dashes of items."""

from collections.abc import Sequence

from article60.publication.reports.word.setting import LATIN, Setting
from article60.publication.reports.word.xml import Element, paragraph_properties, part, run_properties, w

PARAGRAPHS, ITEMS = 1, 2
"""Lists by their identifiers; a list of paragraphs that begins anew has one above these."""
_INDENT, _DASH = 567, 283
_INWARDS = 227
"""How far numbers stand within the margin where one reads from the right: LibreOffice 7.4 sets them before their place."""
_UNDER = (("lowerLetter", "(%2)"), ("lowerRoman", "(%3)"))


def numbering(report: Setting, begun_anew: Sequence[int]) -> bytes:
    """The part that holds the lists; `begun_anew`: the first number of each further list of paragraphs."""
    paragraphs = [("decimal", report.paragraph_number), *_UNDER]
    levels = [_level(place, form, written, report) for place, (form, written) in enumerate(paragraphs)]
    lists = [w("num", w("abstractNumId", val=one), numId=one) for one in (PARAGRAPHS, ITEMS)]
    for place, first in enumerate(begun_anew, start=ITEMS + 1):
        again = w("lvlOverride", w("startOverride", val=first), ilvl=0)
        lists.append(w("num", w("abstractNumId", val=PARAGRAPHS), again, numId=place))
    return part(
        w(
            "numbering",
            w("abstractNum", w("multiLevelType", val="multilevel"), *levels, abstractNumId=PARAGRAPHS),
            w("abstractNum", w("multiLevelType", val="hybridMultilevel"), _dash(), abstractNumId=ITEMS),
            *lists,
        )
    )


def _level(place: int, form: str, written: str, report: Setting) -> Element:
    inwards = _INWARDS if report.rtl else 0
    left, style = _INDENT * (place + 1) + inwards // 2, w("pStyle", val="NumberedParagraph") if place == 0 else None
    look = [_placed(left, left - _INDENT * place - inwards), _digits(report)]
    return w(
        "lvl",
        w("start", val=1),
        w("numFmt", val=form),
        style,
        w("lvlText", val=written),
        w("lvlJc", val="left"),
        *look,
        ilvl=place,
    )


def _dash() -> Element:
    kind = [w("start", val=1), w("numFmt", val="bullet"), w("pStyle", val="ListBullet"), w("lvlText", val="–")]
    return w("lvl", *kind, w("lvlJc", val="left"), _placed(_INDENT + _DASH, _DASH), ilvl=0)


def _placed(left: int, hanging: int) -> Element | None:
    return paragraph_properties(w("tabs", w("tab", val="num", pos=left)), w("ind", left=left, hanging=hanging))


def _digits(report: Setting) -> Element | None:
    return run_properties(w("rFonts", cs=LATIN), w("rtl")) if report.rtl else None

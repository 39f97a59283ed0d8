"""Numbers that Word gives: to paragraphs, with two levels under them, and the dashes of items."""

from collections.abc import Sequence

from article60.publication.reports.word.setting import Setting
from article60.publication.reports.word.xml import Element, paragraph_properties, part, run_properties, w

PARAGRAPHS, ITEMS = 1, 2
"""Lists by their identifiers; a list of paragraphs that begins anew has one above these."""
_INDENT, _DASH = 567, 283
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
    look = run_properties(w("rtl") if report.rtl else None)
    style = w("pStyle", val="NumberedParagraph") if place == 0 else None
    left = _INDENT * (place + 1)
    indent = paragraph_properties(w("tabs", w("tab", val="num", pos=left)), w("ind", left=left, hanging=_INDENT))
    parts = [w("start", val=1), w("numFmt", val=form), style, w("lvlText", val=written), w("lvlJc", val="left"), indent, look]
    return w("lvl", *parts, ilvl=place)


def _dash() -> Element:
    indent = paragraph_properties(
        w("tabs", w("tab", val="num", pos=_INDENT + _DASH)), w("ind", left=_INDENT + _DASH, hanging=_DASH)
    )
    parts = [w("start", val=1), w("numFmt", val="bullet"), w("pStyle", val="ListBullet"), w("lvlText", val="–")]
    return w("lvl", *parts, w("lvlJc", val="left"), indent, ilvl=0)

"""Styles and numbering of a DOCX: which style makes a heading, and which label a numbered paragraph prints."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from article60.sources.documents import labels

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"(?:heading|titre|título|заголовок)\s*(\d)", re.IGNORECASE)
_UN_HEADINGS = {
    "hch": 1,
    "hmg": 1,
    "h1": 2,
    "h23": 3,
    "h2/3": 3,
    "h4": 4,
    "h56": 5,
    "h5/6": 5,
    "_h_ch": 1,
    "_h_1": 2,
    "_h_2/3": 3,
    "_h_4": 4,
}
_ARABIC = "أبجدهوزحطيكلمنسعفصقرشت"
_CHINESE = "一二三四五六七八九十"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"


def val(element: etree._Element | None) -> str | None:
    """The `w:val` of an element, if there is one."""
    return None if element is None else element.get(f"{W}val")


def is_on(properties: etree._Element | None, name: str) -> bool | None:
    """Whether a toggle such as bold is on; None where nothing is said."""
    found = None if properties is None else properties.find(f"{W}{name}")
    return None if found is None else val(found) not in ("0", "false", "off", "none")


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph style means for reading: heading level, weight, slant, size, numbering."""

    level: int | None = None
    bold: bool = False
    italic: bool = False
    size: float | None = None
    number: tuple[str, int] | None = None
    list_style: bool = False


class Styles:
    """Styles by id, with what they inherit."""

    def __init__(self, root: etree._Element | None) -> None:
        found = [] if root is None else root.findall(f"{W}style")
        self._elements = {s.get(f"{W}styleId") or "": s for s in found}
        default = None if root is None else root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}sz")
        self.default_size = _points(val(default)) or 10.0
        normal = next(
            (k for k, s in self._elements.items() if s.get(f"{W}default") == "1" and s.get(f"{W}type") == "paragraph"), None
        )
        self._known: dict[str, Style] = {}
        self.default_size = (self.of(normal).size if normal else None) or self.default_size
        self.normal = normal

    def of(self, name: str | None) -> Style:
        """The style of a name, inherited properties included; an unknown one says nothing."""
        if name is None or name not in self._elements:
            return Style()
        if name not in self._known:
            self._known[name] = Style()
            self._known[name] = self._resolve(name)
        return self._known[name]

    def _resolve(self, name: str) -> Style:
        element = self._elements[name]
        base = self.of(val(element.find(f"{W}basedOn")))
        run, paragraph = element.find(f"{W}rPr"), element.find(f"{W}pPr")
        bold, italic = is_on(run, "b"), is_on(run, "i")
        size = _points(val(None if run is None else run.find(f"{W}sz")))
        shown = val(element.find(f"{W}name")) or name
        return Style(
            level=_level(name, shown, paragraph) or base.level,
            bold=base.bold if bold is None else bold,
            italic=base.italic if italic is None else italic,
            size=size or base.size,
            number=number_of(paragraph) or base.number,
            list_style=base.list_style or shown.casefold().startswith("list "),
        )


def _points(half: str | None) -> float | None:
    return float(half) / 2 if half and re.fullmatch(r"\d+(\.\d+)?", half) else None


def _level(name: str, shown: str, paragraph: etree._Element | None) -> int | None:
    outline = val(None if paragraph is None else paragraph.find(f"{W}outlineLvl"))
    if outline and outline.isdigit() and int(outline) < 9:
        return int(outline) + 1
    found = _HEADING.match(shown) or _HEADING.match(name)
    if found:
        return int(found.group(1))
    return _UN_HEADINGS.get(shown.casefold()) or _UN_HEADINGS.get(name.casefold())


def number_of(paragraph: etree._Element | None) -> tuple[str, int] | None:
    """Numbering id and level (from 0) of paragraph properties."""
    found = None if paragraph is None else paragraph.find(f"{W}numPr")
    if found is None:
        return None
    number, level = val(found.find(f"{W}numId")), val(found.find(f"{W}ilvl"))
    return (number or "0", int(level) if level and level.isdigit() else 0)


@dataclass(slots=True)
class _List:
    levels: Mapping[int, tuple[str, str, int]]
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts numbered paragraphs as a word processor does and gives the label each of them prints."""

    def __init__(self, root: etree._Element | None) -> None:
        self._lists: dict[str, _List] = {}
        if root is None:
            return
        abstract = {a.get(f"{W}abstractNumId"): _List(_levels(a)) for a in root.findall(f"{W}abstractNum")}
        for number in root.findall(f"{W}num"):
            shared = abstract.get(val(number.find(f"{W}abstractNumId")))
            overrides = {int(o.get(f"{W}ilvl", "0")): o for o in number.findall(f"{W}lvlOverride")}
            if shared is not None:
                self._lists[number.get(f"{W}numId", "")] = _List(_overridden(shared.levels, overrides)) if overrides else shared

    def label(self, number: tuple[str, int]) -> str | None:
        """Label of the next paragraph of a list; None for no list (id 0 or unknown)."""
        found = self._lists.get(number[0])
        if found is None or number[0] == "0":
            return None
        level = number[1]
        found.counts[level] = found.counts.get(level, found.levels.get(level, ("decimal", "", 1))[2] - 1) + 1
        for deeper in [k for k in found.counts if k > level]:
            del found.counts[deeper]
        form, text, _ = found.levels.get(level, ("decimal", f"%{level + 1}.", 1))
        if form == "bullet":
            return labels.tidy(text) or "•"
        return re.sub(r"%(\d)", lambda m: self._count(found, int(m.group(1)) - 1), text).strip() or None

    @staticmethod
    def _count(found: _List, level: int) -> str:
        form, _, start = found.levels.get(level, ("decimal", "", 1))
        return written(found.counts.get(level, start), form)


def _levels(abstract: etree._Element) -> dict[int, tuple[str, str, int]]:
    return {int(lvl.get(f"{W}ilvl", "0")): _level_form(lvl) for lvl in abstract.findall(f"{W}lvl")}


def _level_form(lvl: etree._Element) -> tuple[str, str, int]:
    start = val(lvl.find(f"{W}start"))
    return (
        val(lvl.find(f"{W}numFmt")) or "decimal",
        val(lvl.find(f"{W}lvlText")) or "",
        int(start) if start and start.isdigit() else 1,
    )


def _overridden(
    levels: Mapping[int, tuple[str, str, int]], overrides: Mapping[int, etree._Element]
) -> dict[int, tuple[str, str, int]]:
    found = dict(levels)
    for level, override in overrides.items():
        own, start = override.find(f"{W}lvl"), val(override.find(f"{W}startOverride"))
        form, text, first = _level_form(own) if own is not None else found.get(level, ("decimal", f"%{level + 1}.", 1))
        found[level] = (form, text, int(start) if start and start.isdigit() else first)
    return found


def written(number: int, form: str) -> str:
    """A number in the form a list asks for: letters, Roman, Arabic or Chinese numerals; digits else."""
    alphabets = {
        "lowerLetter": "abcdefghijklmnopqrstuvwxyz",
        "upperLetter": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "arabicAbjad": _ARABIC,
        "arabicAlpha": _ARABIC,
        "russianLower": _RUSSIAN,
        "russianUpper": _RUSSIAN.upper(),
        "chineseCounting": _CHINESE,
        "chineseCountingThousand": _CHINESE,
        "japaneseCounting": _CHINESE,
    }
    letters = alphabets.get(form, "")
    if 1 <= number <= len(letters):
        return letters[number - 1]
    if form in ("lowerRoman", "upperRoman") and 0 < number < 400:
        roman = _roman(number)
        return roman if form == "upperRoman" else roman.lower()
    return str(number)


def _roman(number: int) -> str:
    found = ""
    for value, sign in ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        found += sign * (number // value)
        number %= value
    return found

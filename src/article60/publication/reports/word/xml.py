"""Elements of the parts of a Word file, made so that Word's order of properties is kept."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "asvg": "http://schemas.microsoft.com/office/drawing/2016/SVG/main",
}
_BARE = frozenset(("wp", "a", "pic"))
"""Vocabularies whose attributes stand in no namespace."""

_RUN = """
    rStyle rFonts b bCs i iCs caps smallCaps strike dstrike noProof snapToGrid vanish webHidden color spacing w kern position sz
    szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang
"""
_PARAGRAPH = """
    pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens
    kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind
    contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle
    rPr sectPr
"""
"""The order of properties that ISO/IEC 29500-1 prescribes; Word calls a file broken where another stands."""


@dataclass(slots=True)
class Element:
    """An element: its name with its prefix, attributes likewise, what it holds, and its letters where it holds those alone.

    Made of nothing but lists, since a tree of lxml is walked anew whenever a part of it is put into another.
    """

    name: str
    attributes: dict[str, str]
    children: list["Element"]
    letters: str = ""


def named(name: str) -> str:
    """`w:p` as a parser names it."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def element(name: str, /, *children: Element | None, **attributes: object) -> Element:
    """An element with its children, those left out that are None; attributes stand in its vocabulary's namespace, `r_` in r."""
    prefix = name.partition(":")[0]
    before = "" if prefix in _BARE else f"{prefix}:"
    said = {f"r:{key[2:]}" if key.startswith("r_") else f"{before}{key}": str(value) for key, value in attributes.items()}
    return Element(name, said, [child for child in children if child is not None])


def w(name: str, /, *children: Element | None, **attributes: object) -> Element:
    """An element of the language of documents."""
    return element(f"w:{name}", *children, **attributes)


def run_properties(*properties: Element | None) -> Element | None:
    """Properties of a run in the order that Word demands; None where there are none."""
    return _ordered("rPr", _RUN, properties)


def paragraph_properties(*properties: Element | None) -> Element | None:
    """Properties of a paragraph in the order that Word demands; None where there are none."""
    return _ordered("pPr", _PARAGRAPH, properties)


def _ordered(name: str, order: str, properties: Iterable[Element | None]) -> Element | None:
    kept = [one for one in properties if one is not None]
    places = order.split()
    kept.sort(key=lambda one: places.index(one.name.removeprefix("w:")))
    return w(name, *kept) if kept else None


def paragraph(style: str, *content: Element | None, properties: Sequence[Element | None] = ()) -> Element:
    """A paragraph of a style, told by its identifier."""
    return w("p", paragraph_properties(w("pStyle", val=style), *properties), *content)


def text(words: str) -> list[Element]:
    """Words as a run holds them: a tab and the end of a line are elements, and what XML cannot hold is left out."""
    made: list[Element] = []
    for number, line in enumerate("".join(filter(_writable, words)).split("\n")):
        if number:
            made.append(w("br"))
        for place, piece in enumerate(line.split("\t")):
            if place:
                made.append(w("tab"))
            if piece:
                made.append(letters("w:t", piece))
    return made


def _writable(letter: str) -> bool:
    return letter in "\t\n" or (letter >= " " and letter not in "\ufffe\uffff" and not "\ud800" <= letter <= "\udfff")


def letters(name: str, words: str) -> Element:
    """An element that holds letters, their blanks kept."""
    return Element(name, {"xml:space": "preserve"}, [], words)


def part(root: Element) -> bytes:
    """A part of the file as bytes; what only later Words know is marked as what others may pass over."""
    spaces = {f"xmlns:{prefix}": space for prefix, space in NAMESPACES.items()}
    whole = Element(root.name, {**spaces, "mc:Ignorable": "w14 w15", **root.attributes}, root.children)
    pieces = ['<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n']
    _write(whole, pieces)
    return "".join(pieces).encode()


def _write(one: Element, pieces: list[str]) -> None:
    said = "".join([f" {name}={quoteattr(value)}" for name, value in one.attributes.items()])
    if not one.children and not one.letters:
        pieces.append(f"<{one.name}{said}/>")
        return
    pieces.append(f"<{one.name}{said}>{escape(one.letters)}")
    for child in one.children:
        _write(child, pieces)
    pieces.append(f"</{one.name}>")


def written(root: Any) -> bytes:
    """XML of a small part that lxml holds, with its declaration."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def alone(namespace: str) -> Any:
    """A namespace whose elements need no prefix."""
    return {None: namespace}

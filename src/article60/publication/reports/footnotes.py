"""Footnotes for a Word file: the part that holds them, their references and repeated references, which python-docx lacks."""

from collections.abc import Sequence
from typing import Any

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph
from lxml import etree

REFERENCE_STYLE = "FootnoteReference"
TEXT_STYLE = "FootnoteText"
_SEPARATORS = (("separator", "-1"), ("continuationSeparator", "0"))


def add_part(document: Document, notes: Sequence[str]) -> None:
    """Give the document its footnotes, numbered from 1 in the order given; references to them may stand already."""
    root = etree.fromstring(f"<w:footnotes {nsdecls('w')}/>".encode())
    for kind, mark in _SEPARATORS:
        note = _child(root, "footnote", type=kind, id=mark)
        _child(_child(_child(note, "p"), "r"), kind)
    for number, text in enumerate(notes, start=1):
        _note(root, number, text)
    blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, blob, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    settings = document.settings.element
    declared = OxmlElement("w:footnotePr")
    for _, mark in _SEPARATORS:
        _child(declared, "footnote", id=mark)
    settings.insert_element_before(declared, "w:endnotePr", "w:compat", "w:docVars", "w:rsids", "m:mathPr", "w:themeFontLang")


def refer(paragraph: Paragraph, number: int, *, first: bool) -> None:
    """Refer to a footnote: the first time with the reference itself, later with a field that repeats its number."""
    if first:
        start, end = _bookmark(number)
        paragraph._p.append(start)
        _child(_run(paragraph), "footnoteReference", id=str(number))
        paragraph._p.append(end)
        return
    field = _child(paragraph._p, "fldSimple", instr=f" NOTEREF _Note{number} \\f \\h ")
    _text(_styled(_child(field, "r")), str(number))


def _note(root: Any, number: int, text: str) -> None:
    paragraph = _child(_child(root, "footnote", id=str(number)), "p")
    _child(_child(paragraph, "pPr"), "pStyle", val=TEXT_STYLE)
    _child(_styled(_child(paragraph, "r")), "footnoteRef")
    _text(_child(paragraph, "r"), f" {text}")


def _bookmark(number: int) -> tuple[Any, Any]:
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for element in (start, end):
        element.set(qn("w:id"), str(number))
    start.set(qn("w:name"), f"_Note{number}")
    return start, end


def _run(paragraph: Paragraph) -> Any:
    return _styled(_child(paragraph._p, "r"))


def _styled(run: Any) -> Any:
    _child(_child(run, "rPr"), "rStyle", val=REFERENCE_STYLE)
    return run


def _text(run: Any, text: str) -> None:
    element = _child(run, "t")
    element.text = text
    element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _child(parent: Any, name: str, **attributes: str) -> Any:
    return etree.SubElement(parent, qn(f"w:{name}"), {qn(f"w:{key}"): value for key, value in attributes.items()})

"""What stands before the first activity of a file: whether it may be read at all, and what holds for all its activities."""

import re
from dataclasses import dataclass
from html import escape

from lxml import etree

from article60.sources.iati.elements import attributes_by_name
from article60.sources.iati.refusal import Refused

_DECLARATION = re.compile(rb"^\s*<\?xml\b[^>]*\?>")
_EMPTY = re.compile(rb"[\0 \t\r\n]*")
_PROLOGUE = re.compile(rb"\s+|<!--|<\?")
_ELEMENT = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
_ENDS = {b"<!--": b"-->", b"<?": b"?>"}
_BLANKS = {ord(blank): f"&#{ord(blank)};" for blank in "\t\n\r"}
_OTHER_FORMS = (
    (b"PK\x03\x04", "a ZIP archive or spreadsheet, whatever its name says; unpack it, or publish it as IATI XML"),
    (b"\x1f\x8b", "compressed; unpack it first"),
    (b"%PDF", "a PDF, whatever its name says"),
    (b"{", "JSON; only IATI XML is read"),
    (b"[", "JSON; only IATI XML is read"),
)


@dataclass(frozen=True, slots=True)
class Head:
    """What a file declares for the activities in it."""

    root: str
    version: str | None
    generated: str | None
    language: str | None
    opening: bytes


def refuse_other_forms(first: bytes) -> None:
    """Raise Refused for what is plainly not IATI XML, and for any document type, so that no entity is ever declared."""
    start = _after_prologue(first)
    line = first.count(b"\n", 0, start) + 1
    beginning = first[start : start + 32].lower()
    if _EMPTY.fullmatch(first):
        raise Refused("the file is empty")
    for sign, what in _OTHER_FORMS:
        if first.lstrip().startswith(sign):
            raise Refused(what, line=1)
    if is_page(first):
        raise Refused("an HTML page served as XML; fetch the data file itself", line=line)
    if beginning.startswith(b"<!doctype"):
        raise Refused("declares a document type (DTD); entities and external DTDs are never followed; remove it", line=line)
    if not beginning.startswith(b"<"):
        raise Refused("not XML: no element at its beginning", line=line)


def is_page(first: bytes) -> bool:
    """Whether it is HTML, which may stand behind all that XML may begin with."""
    start = _after_prologue(first)
    return (
        b"".join(first[start : start + 32].lower().split()).startswith(b"<!doctypehtml") or root_name(first).lower() == "html"
    )


def _after_prologue(first: bytes) -> int:
    """Position of the first thing that is no blank, comment or processing instruction."""
    position = 0
    while (token := _PROLOGUE.match(first, position)) is not None:
        position = token.end()
        if token[0] in _ENDS:
            end = first.find(_ENDS[token[0]], position)
            if end < 0:
                return len(first)
            position = end + len(_ENDS[token[0]])
    return position


def root_name(first: bytes) -> str:
    """Name of the outermost element without its prefix, empty where there is none."""
    named = _ELEMENT.match(first, _after_prologue(first))
    return "" if named is None else named[1].decode()


def read_head(written: bytes, *, whole: bool = False) -> Head:
    """What the bytes before the first activity declare; `whole` where they are the whole file.

    Raises Refused, with the line, where they are not well-formed.
    """
    parser = etree.XMLPullParser(events=("start", "end"), resolve_entities=False, no_network=True, encoding="utf-8")
    try:
        parser.feed(_DECLARATION.sub(_blank_out, written, count=1))
        events = [(event, element) for event, element in parser.read_events() if isinstance(element, etree._Element)]
        if whole:
            parser.close()
    except etree.XMLSyntaxError as error:
        raise Refused(f"not well-formed: {error.msg}", line=error.lineno) from None
    open_elements: list[etree._Element] = []
    for event, element in events:
        if event == "start":
            open_elements.append(element)
        else:
            open_elements.pop()
    return _head(open_elements, events[0][1] if events else None)


def _blank_out(declaration: re.Match[bytes]) -> bytes:
    return b"\n" * declaration[0].count(b"\n")


def _head(open_elements: list[etree._Element], root: etree._Element | None) -> Head:
    declared: dict[str, str] = {}
    for element in open_elements:
        declared |= attributes_by_name(element)
    return Head(
        # Also of a prefix that is declared nowhere, which only then is part of the name.
        root="" if root is None else re.split("[}:]", str(root.tag))[-1],
        version=declared.get("version"),
        generated=declared.get("generated-datetime"),
        language=declared.get("lang"),
        opening=_opening(open_elements),
    )


def _opening(open_elements: list[etree._Element]) -> bytes:
    """A start tag that declares the namespaces in scope, to stand before an activity that is parsed by itself."""
    scope = open_elements[-1].nsmap if open_elements else {}
    declared = (f' xmlns{":" + prefix if prefix else ""}="{_attribute(address)}"' for prefix, address in scope.items())
    return f"<open{''.join(declared)}>".encode()


def _attribute(value: str) -> str:
    """A value as it stands in quotes: blanks that are written plainly would be read as spaces."""
    return escape(value).translate(_BLANKS)

"""Parses one activity by itself, mending only what has one sure reading."""

import re
from html.entities import html5

from lxml import etree

from article60.sources.iati.blanks import WithoutBlanks
from article60.sources.iati.refusal import Refused
from article60.sources.iati.remarks import Remarks

_NAMED = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,31};)")
_OWN_LINES = re.compile(r",? line \d+(?= and)|, (?:line|column) \d+")
_XML_NAMES = frozenset({"lt;", "gt;", "amp;", "quot;", "apos;"})


def parser(*, with_blanks: bool = True) -> etree.XMLParser:
    """A parser that follows no entity and no address, and keeps libxml2's own limits on depth and size."""
    return (etree.XMLParser if with_blanks else WithoutBlanks)(
        remove_blank_text=not with_blanks,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )


def element(block: bytes, *, opening: bytes, parser: etree.XMLParser, remarks: Remarks) -> etree._Element:
    """The activity as an element; `opening` is the start tag that declares the namespaces of the file.

    Bytes that are no UTF-8 are read as Windows-1252 and HTML's names of characters as the characters, each with a remark.
    Raises Refused, with the line within the block from 1, for what is not well-formed.
    """
    try:
        return _parsed(block, opening, parser)
    except etree.XMLSyntaxError as error:
        mended = _mended(block, remarks)
        if mended == block:
            raise _refused(error) from None
    try:
        return _parsed(mended, opening, parser)
    except etree.XMLSyntaxError as error:
        raise _refused(error) from None


def _parsed(block: bytes, opening: bytes, parser: etree.XMLParser) -> etree._Element:
    return etree.fromstring(opening + block + b"</open>", parser)[0]


def _refused(error: etree.XMLSyntaxError) -> Refused:
    """The parser's reason without its own count of lines, which starts with the activity."""
    reason = _OWN_LINES.sub("", error.msg or "no reason given")
    return Refused(f"not well-formed: {reason}", line=error.lineno)


def _mended(block: bytes, remarks: Remarks) -> bytes:
    try:
        block.decode("utf-8")
    except UnicodeDecodeError:
        remarks.add("not in the encoding declared; read as Windows-1252")
        block = block.decode("cp1252", "replace").encode("utf-8")
    named = _NAMED.sub(_character, block)
    if named != block:
        remarks.add("HTML's names of characters, which XML does not know")
    return named


def _character(name: re.Match[bytes]) -> bytes:
    spoken = name[1].decode("ascii")
    if spoken in _XML_NAMES or spoken not in html5:
        return name[0]
    return "".join(f"&#{ord(character)};" for character in html5[spoken]).encode()

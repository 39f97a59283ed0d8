"""What a tagged PDF says of itself and of each page: tags with what they hold, marks of content, links, fonts."""

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

Handle = Any


@dataclass(frozen=True, slots=True)
class Tag:
    """One element of the structure, with the part of it that stands on the page; `marks` are identifiers of its own content.

    `objects`: how much it holds beside that which is neither text nor element, such as the place of a link.
    """

    kind: str
    alt: str
    language: str
    scope: str
    marks: tuple[int, ...] = ()
    objects: int = 0
    children: tuple["Tag", ...] = ()

    def walk(self) -> Iterator["Tag"]:
        """This one and all that it holds, in their order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Link:
    """A place that leads elsewhere: what is said of it, and whether the structure knows it."""

    contents: str
    in_structure: bool


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its tags, its links, names of marks around each piece of content, and the fonts of its letters."""

    tags: tuple[Tag, ...]
    links: tuple[Link, ...]
    marked: tuple[tuple[str, int], ...] = ()
    fonts: dict[str, bool] = field(default_factory=dict)

    def walk(self) -> Iterator[Tag]:
        """All tags of the page, in their order."""
        for tag in self.tags:
            yield from tag.walk()


def pages(document: pdfium.PdfDocument) -> Iterator[Page]:
    """Every page as its tags tell it."""
    for page in document:
        with _tree(page) as tree:
            tags = tuple(
                _tag(raw.FPDF_StructTree_GetChildAtIndex(tree, place))
                for place in range(raw.FPDF_StructTree_CountChildren(tree))
            )
        pieces = [raw.FPDFPage_GetObject(page.raw, place) for place in range(raw.FPDFPage_CountObjects(page.raw))]
        yield Page(tags, tuple(_links(page)), tuple(map(_marked, pieces)), dict(filter(None, map(_font, pieces))))
        page.close()


def language(document: pdfium.PdfDocument) -> str:
    """The language of the whole file."""
    return _text(partial(raw.FPDFCatalog_GetLanguage, document.raw))


def is_tagged(document: pdfium.PdfDocument) -> bool:
    """Whether the file says that its content is marked."""
    return bool(raw.FPDFCatalog_IsTagged(document.raw))


@contextmanager
def _tree(page: pdfium.PdfPage) -> Iterator[Handle]:
    tree = raw.FPDF_StructTree_GetForPage(page.raw)
    yield tree
    raw.FPDF_StructTree_Close(tree)


def _tag(element: Handle) -> Tag:
    count = raw.FPDF_StructElement_CountChildren(element)
    held = [raw.FPDF_StructElement_GetChildAtIndex(element, place) for place in range(count)]
    marks = [raw.FPDF_StructElement_GetChildMarkedContentID(element, place) for place in range(count)]
    return Tag(
        kind=_text(partial(raw.FPDF_StructElement_GetType, element)),
        alt=_text(partial(raw.FPDF_StructElement_GetAltText, element)),
        language=_text(partial(raw.FPDF_StructElement_GetLang, element)),
        scope=_text(partial(raw.FPDF_StructElement_GetStringAttribute, element, b"Scope")),
        marks=tuple(mark for mark in marks if mark >= 0),
        objects=sum(not child and mark < 0 for child, mark in zip(held, marks, strict=True)),
        children=tuple(_tag(child) for child in held if child),
    )


def _text(read: Callable[[Any, int], int]) -> str:
    """Text that a function of PDFium puts into a place of so many bytes; asked without a place, it tells how many."""
    size = read(None, 0)
    held = (ctypes.c_ushort * (size // 2))()
    read(held, size)
    return bytes(held).decode("utf-16-le").rstrip("\0")


def _links(page: pdfium.PdfPage) -> Iterator[Link]:
    for place in range(raw.FPDFPage_GetAnnotCount(page.raw)):
        note = raw.FPDFPage_GetAnnot(page.raw, place)
        if raw.FPDFAnnot_GetSubtype(note) == raw.FPDF_ANNOT_LINK:
            said = _text(partial(raw.FPDFAnnot_GetStringValue, note, b"Contents"))
            yield Link(contents=said, in_structure=bool(raw.FPDFAnnot_HasKey(note, b"StructParent")))
        raw.FPDFPage_CloseAnnot(note)


def _marked(piece: Handle) -> tuple[str, int]:
    """The outermost mark of a piece of content and its identifier in the structure, -1 where it has none."""
    if raw.FPDFPageObj_CountMarks(piece) == 0:
        return "", -1
    mark = raw.FPDFPageObj_GetMark(piece, 0)

    def name(held: Any, size: int) -> int:
        needed = ctypes.c_ulong(0)
        raw.FPDFPageObjMark_GetName(mark, held, size, needed)
        return needed.value

    return _text(name), raw.FPDFPageObj_GetMarkedContentID(piece)


def _font(piece: Handle) -> tuple[str, bool] | None:
    """The font of a piece of text, and whether the file brings it along."""
    if raw.FPDFPageObj_GetType(piece) != raw.FPDF_PAGEOBJ_TEXT:
        return None
    font = raw.FPDFTextObj_GetFont(piece)
    size = raw.FPDFFont_GetBaseFontName(font, None, 0)
    held = ctypes.create_string_buffer(size)
    raw.FPDFFont_GetBaseFontName(font, held, size)
    return held.value.decode(), bool(raw.FPDFFont_GetIsEmbedded(font))

"""What WeasyPrint leaves to do for a tagged PDF: heads and feet are set apart from the text, links are told in words."""

from collections.abc import Iterator
from typing import Any

import pydyf

Objects = Any
"""A PDF in the making (`pydyf.PDF`), or a document laid out (`weasyprint.Document`)."""


def finish(document: Objects, pdf: Objects) -> None:
    """Put right what would be read out wrongly; WeasyPrint calls this right before it writes the file.

    PDF/UA-1 asks that heads and feet of pages be artifacts (7.8) and that a link tell where it leads (7.18.5). WeasyPrint 70
    marks the former as text that has no place in the structure, and tells addresses of the latter.
    """
    _tell_links(document)
    _set_apart(pdf)


def _tell_links(document: Objects) -> None:
    """Each link says the title of its element, or its words: what a number counts, which part of the report it leads to."""
    for page in document.pages:
        for box in page._page_box.descendants():
            if box.link_annotation is not None:
                words = box.element.get("title") or "".join(box.element.itertext())
                box.link_annotation["Contents"] = pydyf.String(words.strip())


def _set_apart(pdf: Objects) -> None:
    """What is marked as text but stands outside the structure becomes an artifact."""
    root = _named(pdf, pdf.catalog["StructTreeRoot"])
    standing = set(_below(pdf, root))
    numbers = _named(pdf, root["ParentTree"])["Nums"]
    pages = [pdf.objects[number] for number in pdf.pages["Kids"][::3]]
    for page, elements in zip(pages, numbers[1 : 2 * len(pages) : 2], strict=True):
        outside = {mark for mark, element in enumerate(elements) if element not in standing}
        for mark in outside:
            elements[mark] = "null"
        _unmark(_named(pdf, page["Contents"]).stream, outside)


def _below(pdf: Objects, element: Objects) -> Iterator[bytes]:
    """References of all elements that stand in the structure."""
    waiting = [element]
    while waiting:
        for child in waiting.pop()["K"]:
            if isinstance(child, bytes):
                yield child
                held = _named(pdf, child)
                waiting += [held] if "K" in held else []


def _unmark(stream: list[Any], marks: set[int]) -> None:
    for place, piece in enumerate(stream):
        if isinstance(piece, pydyf.Dictionary) and piece.get("MCID") in marks:
            stream[place - 1 : place + 1] = ["/Artifact", pydyf.Dictionary({"Type": "/Pagination"})]


def _named(pdf: Objects, reference: bytes) -> Objects:
    return pdf.objects[int(reference.split()[0])]

"""Reading documents: any file of a known form to passages, in a limited child process."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from article60.sources.documents.blocks import PageBox
from article60.sources.documents.reading import Limits, Reading, UnreadableDocument

# What reads is loaded where something is read: loading it takes as long as half of a run that finds everything read.
if TYPE_CHECKING:
    from article60.sources.documents.child import Server
    from article60.sources.documents.pdf.marking import Wanted
    from article60.sources.documents.pdf.pictures import Area, Picture

__all__ = ["Limits", "Reading", "UnreadableDocument", "draw", "mark", "read", "recogniser"]


def read(path: Path, *, limits: Limits | None = None) -> Reading:
    """Passages of a PDF, DOCX, HTML or text file, parsed in a child process of bounded time and memory.

    Scanned pages without a text layer are recognised where Tesseract is installed; where it is not, or fails, the other pages
    are read and a note says how many were not, and what to do. Raises UnreadableDocument, which names the file, the reason and
    what to do; also where Tesseract fails for a passing reason.
    """
    from article60.sources.documents.pdf import scans

    limits = limits or Limits()
    reading = _server().read(Path(path), limits)
    pages = len(reading.unread_pages)
    if not pages:
        return reading
    failure = None
    if recogniser() != "none":
        try:
            return _server().read(Path(path), limits.for_scans(pages))
        except UnreadableDocument as error:
            if error.passing:
                raise
            failure = error
    return replace(reading, notes=(*reading.notes, scans.unread(pages, failure=failure)))


def mark(path: Path, wanted: "Sequence[Wanted]", *, limits: Limits | None = None) -> list[tuple[PageBox, ...]]:
    """For each quote from a PDF, one box a line that covers its words alone; where the page does not tell, the lines stated.

    Raises UnreadableDocument.
    """
    return _server().mark(Path(path), wanted, limits or Limits())


def draw(path: Path, pages: "Mapping[int, Sequence[Area]]", *, limits: Limits | None = None) -> "list[Picture]":
    """Pictures of pages of a PDF, physical from 0, and where on each of them the areas asked for lie.

    Raises UnreadableDocument.
    """
    return _server().draw(Path(path), pages, limits or Limits())


def recogniser() -> str:
    """The program that recognises scans, with its version and languages; `none` where there is none."""
    from article60.sources.documents.pdf import tesseract

    return tesseract.recogniser()


def _server() -> "Server":
    from article60.sources.documents import child

    return child.server()

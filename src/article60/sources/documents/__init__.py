"""Reading documents: any file of a known form to passages, in a limited child process."""

from pathlib import Path

from article60.sources.documents import child
from article60.sources.documents.pdf import scans
from article60.sources.documents.pdf.scans import recogniser
from article60.sources.documents.reading import Limits, Reading, UnreadableDocument

__all__ = ["Limits", "Reading", "UnreadableDocument", "read", "recogniser"]


def read(path: Path, *, limits: Limits | None = None) -> Reading:
    """Passages of a PDF, DOCX, HTML or text file, parsed in a child process of bounded time and memory.

    Scanned pages without a text layer are recognised where Tesseract is installed; elsewhere a note names them and what to
    install. Raises UnreadableDocument, which names the file, the reason and what to do.
    """
    limits = limits or Limits()
    reading = child.server().read(Path(path), limits)
    if reading.unread_pages and scans.recogniser() != "none":
        return child.server().read(Path(path), limits.for_scans(len(reading.unread_pages)))
    return reading

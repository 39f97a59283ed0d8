"""Reading documents: any file of a known form to passages, in a limited child process."""

from pathlib import Path

from article60.sources.documents.forms import read_here
from article60.sources.documents.reading import Limits, Reading, UnreadableDocument

__all__ = ["Limits", "Reading", "UnreadableDocument", "read"]


def read(path: Path, *, limits: Limits | None = None) -> Reading:
    """Passages of a PDF, DOCX, HTML or text file.

    Raises UnreadableDocument, which names the file, the reason and what to do.
    """
    return read_here(Path(path), limits=limits or Limits())

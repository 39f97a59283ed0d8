"""Reading documents: any file of a known form to passages, in a limited child process."""

from pathlib import Path

from article60.sources.documents import child
from article60.sources.documents.reading import Limits, Reading, UnreadableDocument

__all__ = ["Limits", "Reading", "UnreadableDocument", "read"]


def read(path: Path, *, limits: Limits | None = None) -> Reading:
    """Passages of a PDF, DOCX, HTML or text file, parsed in a child process of bounded time and memory.

    No passages and a note is right for scanned pages without a text layer. Raises UnreadableDocument, which names the file,
    the reason and what to do.
    """
    return child.server().read(Path(path), limits or Limits())

"""Which form a file has, by its bytes first and its ending second, and the reader that fits."""

import hashlib
from pathlib import Path

from article60.sources.documents import html, options, plain
from article60.sources.documents.docx import reader as docx
from article60.sources.documents.passages import assemble
from article60.sources.documents.pdf import reader as pdf
from article60.sources.documents.pdf.glyphs import Letters
from article60.sources.documents.reading import Limits, Reading, UnreadableDocument

PDF, HTML, TEXT = "application/pdf", "text/html", "text/plain"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def media_type(path: Path) -> str:
    """Media type of a file by its first bytes; raises UnreadableDocument for a form that is not read."""
    with path.open("rb") as stream:
        start = stream.read(2048)
    if not start.strip():
        raise UnreadableDocument(path.name, "the file is empty", "get a fresh copy of the file")
    if b"%PDF-" in start[:1024]:
        return PDF
    if start.startswith(b"PK"):
        return DOCX
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableDocument(path.name, "an old or protected Word file", "save it as DOCX or PDF without password")
    if path.suffix.lower() == ".pdf" or path.suffix.lower() == ".docx":
        raise UnreadableDocument(
            path.name, f"not a {path.suffix[1:].upper()} file although named so", "get a fresh copy of the file"
        )
    if path.suffix.lower() in (".html", ".htm") or b"<html" in start.lower() or b"<!doctype html" in start.lower():
        return HTML
    return TEXT


def read_here(path: Path, *, limits: Limits) -> tuple[Reading, Letters]:
    """A file read in this process, and the letters of its pages if it is a PDF; `read` calls it in a limited child."""
    size = path.stat().st_size
    if size > limits.file_bytes:
        raise UnreadableDocument(path.name, f"{size} bytes, more than {limits.file_bytes}", "split the file")
    kind = media_type(path)
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    pages: int | None = None
    notes: tuple[str, ...] = ()
    unread: tuple[int, ...] = ()
    letters: Letters = {}
    how = {PDF: "pdf_text", DOCX: "docx", HTML: "html", TEXT: "text"}[kind]
    if kind == PDF:
        found = pdf.read(path, limits=limits)
        blocks, pages, notes, unread = found.blocks, found.count, found.notes, found.unread
        letters = found.letters
    elif kind == DOCX:
        blocks = docx.blocks(path, limits=limits)
    elif kind == HTML:
        blocks = html.blocks(path, limits=limits)
    else:
        blocks, pages = plain.blocks(path, limits=limits)
    passages = assemble(options.told(blocks), sha256=sha256, how=how)
    reading = Reading(media_type=kind, sha256=sha256, pages=pages, passages=passages, notes=notes, unread_pages=unread)
    return reading, letters

"""Lasting identifiers of documents: by symbol and language, else by the hash of their bytes."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from article60.domain.document import Document
from article60.domain.ids import lasting_ids


def named(documents: Iterable[Document]) -> list[Document]:
    """The documents with their identifiers, in the order of these; equal symbols in one language count up by hash."""
    held = sorted(documents, key=lambda d: d.sha256)
    seen: Counter[tuple[str, str]] = Counter()
    keys = []
    for document in held:
        name = (document.symbol or document.sha256, document.language or "")
        keys.append(("DOC", *name, str(seen[name])))
        seen[name] += 1
    ids = lasting_ids(keys)
    return sorted((replace(d, document_id=known) for d, known in zip(held, ids, strict=True)), key=lambda d: d.document_id)

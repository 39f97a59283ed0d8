"""A place in a document, by which words are found again when identifiers have changed."""

from article60.domain.evidence import Evidence
from article60.text.normalise import quote_key

Place = tuple[str, int | None, str]
"""Hash of the document, printed page, and the words reduced to their key."""


def place_of(evidence: Evidence) -> Place:
    """The place of one piece of evidence."""
    return evidence.document_sha256, evidence.page, quote_key(evidence.quote)

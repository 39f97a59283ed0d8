"""A place in a document, by which words are found again when identifiers have changed."""

from collections.abc import Iterable

from article60.domain.evidence import Evidence
from article60.text.normalise import quote_key

Place = tuple[str, int | None, str]
"""Hash of the document, printed page, and the words reduced to their key."""


def place_at(sha256: str, page: int | None, quote: str) -> Place:
    """The place of words in a document."""
    return sha256, page, quote_key(quote)


def place_of(evidence: Evidence) -> Place:
    """The place of one piece of evidence."""
    return place_at(evidence.document_sha256, evidence.page, evidence.quote)


def each_place_once(evidence: Iterable[Evidence]) -> list[Evidence]:
    """The evidence in its order without what is said of the same place again: one place of a document is one evidence."""
    found: dict[Place, Evidence] = {}
    for one in evidence:
        found.setdefault(place_of(one), one)
    return list(found.values())

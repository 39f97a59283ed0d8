"""Candidates: what several statements say of one need, practice or piece of help, before it has an identifier."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from article60.domain.document import Document
from article60.domain.evidence import Evidence
from article60.domain.statement import Statement
from article60.text.normalise import quote_key
from article60.text.similarity import overlap

SAME_WORDS = 0.8
"""Share of words that two statements of one review have in common when they are one: as strict as the answer keys' own
measure for statements that cite different articles."""


@dataclass(slots=True)
class Candidate:
    """One thing said, in the words chosen for it, with every place where it is said."""

    statement: Statement
    document: Document
    evidence: list[Evidence]
    replaced_by: Document | None = None
    changes: dict[str, object] = field(default_factory=dict)


def gather(documents: Iterable[Document], statements: Iterable[Statement]) -> list[Candidate]:
    """One candidate for each thing said: language versions, full reports and revisions of one document are joined.

    Only documents of one State and cycle are compared. Documents come in the order of their date, so that the words kept
    are those issued first, in the original language where that is held.
    """
    by_document: dict[str, list[Statement]] = {}
    for statement in statements:
        by_document.setdefault(statement.document_sha256, []).append(statement)
    reviews: dict[tuple[object, ...], list[Document]] = {}
    for document in sorted(documents, key=_issue_order):
        reviews.setdefault((document.states, document.cycle), []).append(document)
    found: list[Candidate] = []
    for review in reviews.values():
        found.extend(_join(review, by_document))
    return found


def _issue_order(document: Document) -> tuple[object, ...]:
    foreign = document.language != document.original_language if document.original_language else False
    return (document.issued_on is None, str(document.issued_on), document.symbol or "~", foreign, document.sha256)


def _join(review: Sequence[Document], by_document: dict[str, list[Statement]]) -> Iterator[Candidate]:
    kept: list[Candidate] = []
    for document in review:
        fresh = [
            Candidate(statement=s, document=document, evidence=list(s.evidence)) for s in by_document.get(document.sha256, [])
        ]
        earlier = list(kept)
        for candidate in fresh:
            twin = _twin(candidate, earlier)
            if twin is None:
                kept.append(candidate)
            else:
                earlier.remove(twin)
                twin.evidence.extend(candidate.evidence)
        for candidate in kept:
            if document.revision_of and candidate.document.symbol == document.revision_of:
                _mark_replaced(candidate, document)
    yield from kept


def _mark_replaced(candidate: Candidate, revision: Document) -> None:
    if all(e.document_sha256 != revision.sha256 for e in candidate.evidence):
        candidate.replaced_by = revision


def _twin(candidate: Candidate, earlier: Iterable[Candidate]) -> Candidate | None:
    """The earlier candidate that says the same thing, if one does."""
    return next((other for other in earlier if _same(candidate, other)), None)


def _same(one: Candidate, other: Candidate) -> bool:
    if one.statement.kind != other.statement.kind:
        return False
    if _language_versions(one.document, other.document):
        return _claims(one.statement) == _claims(other.statement)
    if set(one.statement.provisions) != set(other.statement.provisions):
        return False
    return overlap(one.statement.text, other.statement.text) >= SAME_WORDS


def _language_versions(one: Document, other: Document) -> bool:
    return one.symbol is not None and one.symbol == other.symbol and one.language != other.language


def _claims(statement: Statement) -> tuple[object, ...]:
    """What a statement says apart from its words: it must be the same in every language version."""
    return (statement.section, frozenset(statement.provisions), frozenset(statement.types))


def with_document_ids(evidence: Iterable[Evidence], ids: dict[str, str]) -> list[Evidence]:
    """The evidence with the identifier of its document filled in."""
    return [replace(e, document_id=ids[e.document_sha256]) for e in evidence]


def identity_key(candidate: Candidate) -> tuple[str, str]:
    """Where and in which words it was first said: symbol, or hash where there is none, and the folded quotation."""
    first = candidate.document
    return (first.symbol or first.sha256, quote_key(candidate.statement.text))

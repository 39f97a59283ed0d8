"""Documents and statements as the JSON lines that `article60 extract` prints."""

from typing import Any

from article60.domain.document import Document
from article60.domain.evidence import Evidence
from article60.domain.statement import Statement


def document_line(document: Document) -> dict[str, Any]:
    """The line that comes first for each file."""
    return {
        "kind": "document",
        "document": document.file,
        "symbol": document.symbol,
        "document_kind": document.document_kind,
        "series": document.series,
        "language": document.language,
        "original_language": document.original_language,
        "cycle": document.cycle,
        "year_of_cycle": document.year_of_cycle,
        "state": _one_or_list(document.states),
        "date": document.issued_on.isoformat() if document.issued_on else None,
        "reviewers": list(document.reviewers),
        "revision_of": document.revision_of,
        "sha256": document.sha256,
        "pages": document.pages,
        "notes": list(document.notes),
    }


def statement_line(statement: Statement, document: Document) -> dict[str, Any]:
    """The line of one statement."""
    return {
        "document": document.file,
        "kind": statement.kind,
        "state": statement.state,
        "text": _printed(statement),
        "provisions": list(statement.provisions),
        "chapter": statement.chapter,
        "types": list(statement.types),
        "priority": statement.priority,
        "beneficiary": statement.beneficiary,
        "provider": statement.provider,
        "page": statement.page,
        "section": statement.section,
        "language": statement.language,
        "symbol": statement.symbol,
        "cycle": statement.cycle,
        "stated_on": statement.stated_on,
        "evidence": [_evidence(proof) for proof in statement.evidence],
    }


def _printed(statement: Statement) -> str:
    """The words as printed: of a row of a table all its cells, where the statement's own text is what is wanted."""
    return statement.evidence[0].quote if statement.evidence else statement.text


def _evidence(proof: Evidence) -> dict[str, Any]:
    return {
        "quote": proof.quote,
        "page": proof.page,
        "page_index": proof.page_index,
        "boxes": [list(box) for box in proof.boxes] if proof.page_index is not None else None,
        "document_sha256": proof.document_sha256,
        "how": proof.how,
        "confidence": proof.confidence,
    }


def _one_or_list(states: tuple[str, ...]) -> str | list[str] | None:
    if len(states) > 1:
        return list(states)
    return states[0] if states else None

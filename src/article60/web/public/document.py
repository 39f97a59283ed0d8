"""The page of a document: what it is, where it was published, and what was read in it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from article60.domain.document import Document
from article60.domain.evidence import Evidence
from article60.web.common.current import Release
from article60.web.common.evidence import marked_pages, shown_in_place
from article60.web.common.rows import among, one, select
from article60.web.public.pages import Page, keys, render_record

STATEMENTS = {
    "needs": "need_id",
    "no_needs": "statement_id",
    "assistance_received": "received_id",
    "good_practices": "practice_id",
}
"""Tables of what is read in documents, with the columns that identify a row."""


def document_page(release: Release, identifier: str) -> dict[str, Any] | None:
    """A document with what was read in it, in the order of its pages."""
    document = one(release.connection, "documents", identifier)
    if document is None:
        return None
    evidence: list[Evidence] = select(
        release.connection, "evidence", "t.document_id = ?", (identifier,), order="t.page_index, t.page, t.rowid"
    )
    read_in_it = {e.record_id for e in evidence}
    known = {
        table: {getattr(row, key): row for row in among(release.connection, table, key, read_in_it)}
        for table, key in STATEMENTS.items()
    }
    return {
        "document": document,
        "found": {table: [e for e in evidence if e.record_id in rows] for table, rows in known.items()},
        "statements": {identifier: row for rows in known.values() for identifier, row in rows.items()},
        "first_in": {e.record_id: e.position for e in sorted(evidence, key=lambda e: -e.position)},
        "in_place": shown_in_place(release, evidence),
        "pages": marked_pages(release, evidence),
        "others": [d for state in document.states for d in documents_about(release, state) if d.document_id != identifier],
    }


def documents_about(release: Release, code: str) -> list[Any]:
    """Documents about the State, in the order of their dates."""
    about = "t.document_id IN (SELECT document_id FROM document_states WHERE state = ?)"
    return select(release.connection, "documents", about, (code,), order="t.issued_on, t.symbol, t.language")


def by_name(documents: Sequence[Document]) -> Mapping[str | None, Document]:
    """Documents by identifier and by symbol; the first of several languages stands for its symbol."""
    return {name: document for document in reversed(documents) for name in (document.document_id, document.symbol)}


@require_safe
def show_document(request: HttpRequest, identifier: str) -> HttpResponse:
    """One document."""
    return render_record(request, "document", identifier, document_page)


PAGES = [
    Page(name="document", route="documents/<lasting:identifier>", view=show_document, every=keys("documents", "document_id"))
]

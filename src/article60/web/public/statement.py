"""The pages of what else reviews say: a good practice, assistance received, that nothing is needed; each with its evidence."""

from collections.abc import Callable
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from article60.tables.declared import TABLES
from article60.web.common.current import Release
from article60.web.common.evidence import shown_in_place
from article60.web.common.rows import among, named, one
from article60.web.public.aliases import older
from article60.web.public.decided import decisions_on
from article60.web.public.pages import Found, Page, keys, render_record

KINDS = {
    "practice": ("good_practices", "good_practice", "practices"),
    "received": ("assistance_received", "assistance_received", "received"),
    "no_need": ("no_needs", "no_needs", "no-needs"),
}
"""By the name of its page: the table of a kind of statement, its code among the kinds, and where its pages stand."""


def statement_page(release: Release, identifier: str, *, kind: str) -> Found:
    """A statement with all its evidence and what people decided; None where the Release has no such statement."""
    table, code, _ = KINDS[kind]
    record = one(release.connection, table, identifier)
    if record is None:
        return None
    evidence = among(release.connection, "evidence", "record_id", [identifier])
    return {
        "record": record,
        "identifier": identifier,
        "kind": code,
        "evidence": evidence,
        "by_document": named(release.connection, "documents", (e.document_id for e in evidence)),
        "in_place": shown_in_place(release, evidence),
        "decisions": decisions_on(release, identifier),
        "older": older(release, identifier),
    }


def _view(kind: str) -> Callable[..., HttpResponse]:
    @require_safe
    def show(request: HttpRequest, identifier: str) -> HttpResponse:
        """One statement."""
        return render_record(request, kind, identifier, partial(statement_page, kind=kind))

    return show


def _page(kind: str) -> Page:
    table, _, path = KINDS[kind]
    return Page(name=kind, route=f"{path}/<lasting:identifier>", view=_view(kind), every=keys(table, TABLES[table].key[0]))


PAGES = [_page(kind) for kind in KINDS]

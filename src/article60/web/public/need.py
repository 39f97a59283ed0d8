"""The page of a need: all its evidence, what may be related to it, who has solved it, what people decided."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from article60.domain.need import Need
from article60.web.common.current import Release
from article60.web.common.evidence import shown_in_place
from article60.web.common.rows import named, one, select
from article60.web.public.decided import decisions_on
from article60.web.public.pages import Page, keys, render_record
from article60.web.public.peers import shown_peers
from article60.web.public.shown import shown_needs


def need_page(release: Release, identifier: str) -> dict[str, Any] | None:
    """A need with all its evidence and matches; None where the Release has no such need."""
    need: Need | None = one(release.connection, "needs", identifier)
    if need is None:
        return None
    shown, solved = next(shown_needs(release, [need])), shown_peers(release, need)
    return {
        "item": shown,
        "peers": solved,
        "by_document": named(release.connection, "documents", (e.document_id for e in (*shown.evidence, *solved.evidence))),
        "in_place": shown_in_place(release, shown.evidence),
        "decisions": decisions_on(release, identifier),
        "older": select(release.connection, "aliases", "t.new_id = ?", (identifier,)),
    }


@require_safe
def show_need(request: HttpRequest, identifier: str) -> HttpResponse:
    """One need."""
    return render_record(request, "need", identifier, need_page)


PAGES = [Page(name="need", route="needs/<lasting:identifier>", view=show_need, every=keys("needs", "need_id"))]

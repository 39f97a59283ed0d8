"""One address for every lasting identifier, whatever it names: it leads to the page on which that stands."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from article60.web.common.current import Release, current
from article60.web.common.rows import one
from article60.web.public.aliases import alias

_PAGES = {
    "needs": "need",
    "activities": "activity",
    "organisations": "organisation",
    "documents": "document",
    "good_practices": "practice",
    "assistance_received": "received",
    "no_needs": "no_need",
}
"""Tables of which each row has a page, with the name of that kind of page."""


def _page_of_match(row: Any) -> str:
    """A pair stands on the page of its need."""
    return reverse("need", args=[row.need_id])


def _page_of_overlap(row: Any) -> str | None:
    """Nothing of an overlap is public before people have decided."""
    return reverse("overlap", args=[row.overlap_id]) if row.verdict is not None else None


def _page_of_funding(row: Any) -> str:
    """What a provider gives to a State stands on the provider's page; where none is named, on the State's."""
    if row.organisation_id is None:
        return f"{reverse('state', args=[row.state])}#funding"
    return f"{reverse('organisation', args=[row.organisation_id])}#funding"


_WITHIN: dict[str, Callable[[Any], str | None]] = {
    "matches": _page_of_match,
    "overlaps": _page_of_overlap,
    "funding": _page_of_funding,
}
"""Tables whose rows stand on the page of something else, or not always on one."""

TABLES = (*_PAGES, *_WITHIN)
"""All tables whose rows have a lasting identifier of their own."""


def address(release: Release, identifier: str) -> str | None:
    """Where the identifier is to be read, in the reader's language; None where the Release does not have it."""
    for table, page in _PAGES.items():
        if one(release.connection, table, identifier) is not None:
            return reverse(page, args=[identifier])
    for table, find in _WITHIN.items():
        row = one(release.connection, table, identifier)
        if row is not None:
            return find(row)
    newer = alias(release, identifier)
    return None if newer is None else address(release, newer)


@require_safe
def lead(request: HttpRequest, identifier: str) -> HttpResponse:
    """The way to the record; not for ever, as a pair or amount may come to stand elsewhere."""
    found = address(current(), identifier)
    if found is None:
        raise Http404(identifier)
    return HttpResponseRedirect(found)

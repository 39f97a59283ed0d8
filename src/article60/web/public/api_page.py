"""The page about the API: what it answers, in short, with examples and the values that filters know."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as noop
from django.views.decorators.http import require_safe

from article60.web.common.current import Release, current
from article60.web.public.api.found import FILTERS
from article60.web.public.lists.sources import SOURCES
from article60.web.public.pages import Page, render

EXAMPLES = (
    (
        noop("Open needs on asset recovery in small island developing States"),
        "/api/v1/needs?open=true&chapter=V&sids=true",
    ),
    (noop("The same as CSV, with names in French"), "/api/v1/needs.csv?open=true&chapter=V&sids=true&lang=fr"),
    (noop("How many States stated a need, with its definition"), "/api/v1/figures/states_with_needs"),
)
MOST = 30
"""Values that are printed; more of them stand in the description only."""


@require_safe
def show_api(request: HttpRequest) -> HttpResponse:
    """Every list with its filters, and the values of these."""
    release = current()
    context = {
        "sources": list(SOURCES.values()),
        "search": FILTERS,
        "examples": [(gettext(words), address) for words, address in EXAMPLES],
        "known": list(_known(release)),
    }
    return render(request, release, "api.html", context)


def _known(release: Release) -> Iterator[tuple[str, list[str]]]:
    """Filters with the few values that they know, each once though lists may differ in them."""
    values: dict[str, dict[str, None]] = {}
    for source in SOURCES.values():
        for name, one in source.filters.items():
            if one.kind.one_of is not None:
                values.setdefault(name, {}).update(dict.fromkeys(one.kind.one_of(release)))
    yield from ((name, list(known)) for name, known in values.items() if 0 < len(known) <= MOST)


PAGES = [Page(name="api", route="api", view=show_api)]

"""What the public pages share: how a kind of page is declared, and the frame in which each is rendered."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as noop

from article60.codes.languages import LANGUAGES
from article60.web.common.address import site_address
from article60.web.common.current import NAMED, Release, current
from article60.web.common.spoken import one_language
from article60.web.common.wording import language
from article60.web.public.aliases import alias
from article60.web.public.records import address

Found = dict[str, Any] | None
HTML = "text/html"
NAVIGATION = {
    "overview": noop("States and chapters"),
    "find": noop("Find needs"),
    "trends": noop("Trends"),
    "provisions": noop("Provisions"),
    "organisations": noop("Organisations"),
    "method": noop("Method"),
    "data": noop("Data"),
    "api": noop("API"),
    "about": noop("About"),
}
"""Pages to which every page leads, in the order in which they stand; one that no module declares is left out."""
SHEETS = ("tokens.css", "site.css", "records.css", "tables.css", "in_place.css", "marks.css", "lists.css", "charts.css")
"""Style sheets of every page; a template `state.html` has `state.css` beside them, if there is one, and paper comes last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A kind of page. A module of this folder that holds `PAGES` is found by its name being there: nothing else lists it.

    `route` stands below the language and has at most one variable part; `every` yields, for a Release, each value of it that
    has a page. Tests, and whatever else must know every address, walk through them. `media` is what it answers with.

    For copies without a server: `picks` are fields of its form that have a page there for each value; `holds` is the kind of
    records that it shows in full under their identifiers, so that links can lead there where these have no page of their own.
    """

    name: str
    route: str
    view: Callable[..., HttpResponseBase]
    every: Callable[[Release], Iterable[str]] | None = None
    media: str = HTML
    picks: tuple[str, ...] = ()
    holds: str | None = None


def keys(table: str, column: str, condition: str = "1") -> Callable[[Release], Iterable[str]]:
    """For `Page.every`: the values of a column, in the order of the file; all three are our own words."""

    def every(release: Release) -> Iterable[str]:
        query = f'SELECT DISTINCT "{column}" FROM "{table}" t WHERE {condition} ORDER BY t.rowid'
        return (str(row[0]) for row in release.connection.execute(query))

    return every


def render(
    request: HttpRequest, release: Release | None, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """A template in the frame of the site; without a Release where none can be shown."""
    tongue = language()
    rest = request.get_full_path().removeprefix(f"/{tongue}/")
    context |= {
        "release": release,
        "info": release.info if release is not None else None,
        "operator": settings.ARTICLE60_OPERATOR,
        "tongue": tongue,
        "section": request.resolver_match.url_name if request.resolver_match else "",
        "languages": [(code, f"/{code}/{rest}") for code in LANGUAGES] if status == 200 else [(c, f"/{c}/") for c in LANGUAGES],
        "sheets": sheets(template),
        "navigation": list(_navigation()),
        "here": _here(request) if status == 200 else "",  # a host that is not ours has no address
    }
    with one_language():
        response = HttpResponse(render_to_string(template, context), status=status)
    if release is not None:
        response.headers[NAMED] = release.info["name"]
    return response


def render_found(request: HttpRequest, release: Release, template: str, context: Found) -> HttpResponse:
    """A page of something; raises Http404 where there is no such thing."""
    if context is None:
        raise Http404(request.path)
    return render(request, release, template, context)


def render_record(
    request: HttpRequest, kind: str, identifier: str, find: Callable[[Release, str], Found]
) -> HttpResponse | HttpResponsePermanentRedirect:
    """The page of a record, from the template of its kind; an identifier that lives on in another leads there."""
    release = current()
    context = find(release, identifier)
    newer = alias(release, identifier) if context is None else None
    place = None if newer is None else address(release, newer)  # which may be a record of another kind
    if place is not None:
        return HttpResponsePermanentRedirect(place)
    return render_found(request, release, f"{kind}.html", context)


def sheets(template: str) -> list[str]:
    """Style sheets of a page: those of every page, then its own."""
    own = template.replace(".html", ".css")
    return [*SHEETS, own] if (settings.STATIC_ROOT / own).is_file() else list(SHEETS)


def _here(request: HttpRequest) -> str:
    return site_address(request) + request.get_full_path()


def _navigation() -> Iterator[tuple[str, str]]:
    for name, words in NAVIGATION.items():
        with suppress(NoReverseMatch):  # a page that is not there yet
            reverse(name)
            yield name, gettext(words)

"""The addresses of API v1, made from the lists; nothing can be written, and nothing is kept of who asks."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path

from article60.web.common.address import site_address
from article60.web.common.current import NAMED, Release, current
from article60.web.public.aliases import alias
from article60.web.public.api import found, openapi
from article60.web.public.api.answers import answer, answer_found, answer_json, answer_one, form_of, unchanged
from article60.web.public.api.problems import problem
from article60.web.public.lists.asked import PAGING, Unusable, asked, single
from article60.web.public.lists.query import TooCostly
from article60.web.public.lists.sources import SOURCES, Source

View = Callable[..., HttpResponseBase]
METHODS = ("GET", "HEAD")


def _told(view: Callable[..., HttpResponseBase]) -> View:
    """The view on the Release that is shown: 304 where the asker has the answer, a problem where there is none."""

    @wraps(view)
    def show(request: HttpRequest, **given: str) -> HttpResponseBase:
        if request.method not in METHODS:
            refused = problem(request, 405, "this interface can be read only")
            refused.headers["Allow"] = ", ".join(METHODS)
            return refused
        release = current()
        try:
            return view(request, release, **given)
        except Unusable as error:
            return problem(request, 422, str(error))
        except TooCostly as error:
            told = problem(request, 503, f"{error}; ask for less")
            told.headers["Cache-Control"] = "no-store"
            return told

    return show


def _list(source: Source) -> View:
    def show(request: HttpRequest, release: Release) -> HttpResponseBase:
        more = PAGING if form_of(request) == "json" else (*PAGING, "lang")
        wanted = asked(request.GET, source.filters, release, more=more)
        if wanted.after is not None and not source.holds(release, wanted.after):
            return problem(request, 404, "cursor: no page of this Release begins there; start from the first")
        return unchanged(request, release) or answer(request, release, source, wanted)

    return _told(show)


def _record(source: Source) -> View:
    def show(request: HttpRequest, release: Release, identifier: str) -> HttpResponseBase:
        single(request.GET, known=())
        item = source.one(release, identifier)
        if item is not None:
            return unchanged(request, release) or answer_one(request, release, source, item)
        newer = alias(release, identifier)
        if newer is not None and source.one(release, newer) is not None:
            there = f"{site_address(request)}/api/v1/{source.path}/{newer}"
            return HttpResponsePermanentRedirect(there, headers={NAMED: release.info["name"]})
        return problem(request, 404, f"{source.path}: no {identifier}; identifiers are never reused")

    return _told(show)


@_told
def show_found(request: HttpRequest, release: Release) -> HttpResponseBase:
    """The records that answer a question."""
    wanted = asked(request.GET, {**found.FILTERS, "cursor": found.CURSOR}, release, more=("limit",))
    if "q" not in wanted.chosen:
        raise Unusable("q: say what to look for")
    return unchanged(request, release) or answer_found(request, release, wanted, skip=int(wanted.chosen.get("cursor", 0)))


@_told
def show_description(request: HttpRequest, release: Release) -> HttpResponseBase:
    """The description of the API by OpenAPI."""
    single(request.GET, known=())
    return unchanged(request, release) or answer_json(
        request, release, openapi.description(release, address=site_address(request))
    )


@_told
def show_lists(request: HttpRequest, release: Release) -> HttpResponseBase:
    """The lists with their addresses."""
    single(request.GET, known=())
    base = f"{site_address(request)}/api/v1"
    told = [*((one.path, one.about) for one in SOURCES.values()), (found.PATH, found.ABOUT)]
    listed = [{"list": name, "about": about, "address": f"{base}/{name}"} for name, about in told]
    body = {"release": release.info["name"], "lists": listed, "description": f"{base}/openapi.json"}
    return unchanged(request, release) or answer_json(request, release, body)


@_told
def show_nothing(request: HttpRequest, release: Release, rest: str) -> HttpResponseBase:
    """Any other address below the API."""
    return problem(request, 404, f"no list at {rest}")


urlpatterns: list[URLPattern] = [path("", show_lists), path("openapi.json", show_description)]
urlpatterns += [path(f"{found.PATH}{ending}", show_found) for ending in ("", ".json", ".csv")]
for _source in SOURCES.values():
    _shown = _list(_source)
    urlpatterns += [path(f"{_source.path}{ending}", _shown) for ending in ("", ".json", ".csv", ".xlsx")]
    urlpatterns.append(path(f"{_source.path}/<str:identifier>", _record(_source)))

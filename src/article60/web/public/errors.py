"""Pages that say why there is no page, in the reader's language; what the operator must do goes to the log."""

import logging
from collections.abc import Callable
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase

from article60.publication.reading import NotARelease
from article60.web.common.current import Release, current
from article60.web.public.api.problems import problem
from article60.web.public.mended import mended
from article60.web.public.not_understood import NotUnderstood
from article60.web.public.pages import render

log = logging.getLogger(__name__)
RETRY_SECONDS = 300
LONGEST_ADDRESS = 4096
"""In bytes, as every page says its address again for each language; the longest question takes less than half of it."""


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """An address, a host or a form that this site does not understand, and what of it where that can be said."""
    if isinstance(exception, NotUnderstood):
        return _told(request, 400, parts=exception.said(request), without=exception.without(request))
    return _told(request, 400)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A page that does not exist; an address that is nearly right leads to the right one."""
    meant = mended(request)
    return _told(request, 404) if meant is None else HttpResponsePermanentRedirect(meant)


def failed(request: HttpRequest) -> HttpResponse:
    """A fault of ours; says nothing of what went wrong, and needs no Release."""
    if request.path.startswith("/api/"):
        return problem(request, 500, "the request could not be answered")
    return render(request, None, "error.html", {"why": 500}, status=500)


class Explained:
    """Turns what says nothing to a reader into a page: a method not allowed, and a Release that cannot be shown."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer; a page for one that was empty, and for an address that is longer than any that this site gives."""
        if len(request.get_full_path()) > LONGEST_ADDRESS:
            return bad_request(request)
        response = self.get_response(request)
        if response.status_code != 405 or request.path.startswith("/api/"):
            return response
        told = _told(request, 405)
        told.headers["Allow"] = response.headers["Allow"]
        return told

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """503 where there is no Release, or one in another form than is read here; any other fault goes its way."""
        if not isinstance(exception, NotARelease):
            return None
        return _no_release(request, exception)


def _told(request: HttpRequest, status: int, **more: Any) -> HttpResponse:
    try:
        release: Release | None = current()
    except NotARelease as error:
        return _no_release(request, error)
    return render(request, release, "error.html", {"why": status, **more}, status=status)


def _no_release(request: HttpRequest, error: NotARelease) -> HttpResponse:
    _tell_operator(str(error))
    if request.path.startswith("/api/"):
        told = problem(request, 503, "the data of this site cannot be shown now; its operator has been told what to do")
    else:
        told = render(request, None, "error.html", {"why": 503}, status=503)
    told.headers["Retry-After"] = str(RETRY_SECONDS)
    told.headers["Cache-Control"] = "no-store"
    return told


@cache
def _tell_operator(what: str) -> None:
    """Once for each thing that is wrong, and not again with every reader."""
    log.error("no page can be shown: %s", what)

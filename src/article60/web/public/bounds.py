"""The cost of one answer: how long the database may work for it, and the page that says so where that is not enough."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from article60.publication.reading import NotARelease
from article60.web.common.current import current
from article60.web.public.api.problems import problem
from article60.web.public.lists.query import TooCostly, limited, was_interrupted
from article60.web.public.pages import render

COSTLY = "costly"
"""What the page of errors is told where an answer would take too long."""


class Bounded:
    """Lets the database work for so many seconds on one answer, as API lists do; then the asker is told to ask for less."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer, made within the limit."""
        try:
            release = current()
        except NotARelease:
            return self.get_response(request)  # which says so
        with limited(release.connection):
            return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """503 where the time was over; any other fault goes its way."""
        if not (was_interrupted(exception) or isinstance(exception, TooCostly)):
            return None
        if request.path.startswith("/api/"):
            told = problem(request, 503, "not answered in time; ask for less")
        else:
            told = render(request, current(), "error.html", {"why": COSTLY}, status=503)
        told.headers["Cache-Control"] = "no-store"
        return told

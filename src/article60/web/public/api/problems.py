"""Errors of the API as problem details (RFC 9457)."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import suppress

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from article60.publication.reading import NotARelease
from article60.web.common.current import NAMED, current

TITLES = {
    404: "Not found",
    405: "Method not allowed",
    422: "Unknown or unusable parameter",
    500: "Fault of the server",
    503: "Data not available",
}

MEDIA_TYPE = "application/problem+json"


def problem(request: HttpRequest, status: int, detail: str) -> HttpResponse:
    """One problem as application/problem+json, with the name of the Release where one is shown."""
    body = {"type": "about:blank", "title": TITLES.get(status, "Problem"), "status": status, "detail": detail}
    made = HttpResponse(json.dumps(body | {"instance": request.get_full_path()}, ensure_ascii=False), content_type=MEDIA_TYPE)
    made.status_code = status
    with suppress(NotARelease, OSError, sqlite3.Error):  # where none can be shown, there is none to name
        made.headers[NAMED] = current().info["name"]
    return made


class ProblemsBelowApi:
    """Turns errors below the API that say nothing in this form, such as a method not allowed, into problem details."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer, a problem detail where it is an error of the API."""
        response = self.get_response(request)
        told = response.headers.get("Content-Type") == MEDIA_TYPE
        if response.status_code < 400 or told or not request.path.startswith("/api/"):
            return response
        made = problem(request, response.status_code, TITLES.get(response.status_code, "the request could not be answered"))
        if "Allow" in response.headers:
            made.headers["Allow"] = response.headers["Allow"]
        return made

"""What stands before every page of the workspace: it speaks when the route is known, and before the view."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase


class BeforeViews:
    """A middleware with a word before the view alone, in its `process_view`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer."""
        return self.get_response(request)


def route_of(request: HttpRequest) -> str:
    """The name of the route that was asked for; empty where there is none."""
    return request.resolver_match.view_name if request.resolver_match else ""

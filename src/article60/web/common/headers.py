"""Headers that every answer carries: nothing from other hosts, nothing inline, no frame, no sensor."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
DENIED = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"
MAY_BE_KEPT = "private, max-age=3600"
"""Of an answer of the workspace that is public anyway, as the picture of a page: by the reader's own browser, for an hour."""
FRESH_SECONDS = 60
"""How long a reader may keep a page: a newer Release is to be seen within a minute."""


class SafeHeaders:
    """Adds the content security policy and its companions to each answer that does not set its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer with its headers; no cookie is read, so that none can change what is said."""
        request.COOKIES = {}
        response = self.get_response(request)
        _without_cookie(response)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", DENIED)
        response.headers.setdefault("Cache-Control", f"public, max-age={FRESH_SECONDS}")
        return response


class PrivateHeaders:
    """The same for the workspace, whose answers are for one reader and kept by nobody, unless one says so of itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer with its headers."""
        response = self.get_response(request)
        response.headers["Content-Security-Policy"] = POLICY
        response.headers["Permissions-Policy"] = DENIED
        if response.headers.get("Cache-Control") != MAY_BE_KEPT:
            response.headers["Cache-Control"] = "no-store"
        return response


def _without_cookie(response: HttpResponseBase) -> None:
    """Take `Cookie` out of what the answer is said to depend on, so that caches need not keep one for each reader."""
    named = [name.strip() for name in response.headers.get("Vary", "").split(",")]
    if "Cookie" in named:
        response.headers["Vary"] = ", ".join(name for name in named if name != "Cookie")

"""How much may be sent to a page, by whom and in what form: refused by what the request says of itself, before it is read."""

import re
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from article60.web.accounts import errors
from article60.web.accounts.before_views import BeforeViews, route_of
from article60.web.accounts.policies import NOBODY, policies
from article60.web.accounts.signed_in import who_asks

MOST_BYTES = 1024 * 1024
MOST_BYTES_LARGE = 12 * 1024 * 1024
"""With a file: the largest that a form takes has ten megabytes."""
ONE_CLICK = "work:stop"
"""Mail programs send there what a form with files would (RFC 8058), without signing in."""


class Bounded(BeforeViews):
    """Stands before whatever reads what was sent: a form with files is written to the disk as it is read."""

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], arguments: Any, named: Any
    ) -> HttpResponseBase | None:
        """Why the request is not read; none where it may be."""
        length = _length(request)
        if length is None:
            return errors.bad_request(request, status=411)
        if length > _most(request):
            return errors.too_large(request)
        if request.content_type == "multipart/form-data" and who_asks(request).user is None:
            return _with_files_by_nobody(request)
        return None


def _length(request: HttpRequest) -> int | None:
    """Bytes that are sent, as the request says; none where it does not say it."""
    said = request.META.get("CONTENT_LENGTH") or "0"
    known = re.fullmatch("[0-9]{1,18}", said) and "HTTP_TRANSFER_ENCODING" not in request.META
    return int(said) if known else None


def _most(request: HttpRequest) -> int:
    policy = policies().get(route_of(request))
    large = policy is not None and policy.large and policy.allows(who_asks(request).actor, request.method or "")
    return MOST_BYTES_LARGE if large else MOST_BYTES


def _with_files_by_nobody(request: HttpRequest) -> HttpResponseBase | None:
    """Refused; where nobody may send anything, in the words of the gate."""
    route = route_of(request)
    if route == ONE_CLICK:
        return None
    policy = policies().get(route)
    open_to_all = policy is not None and NOBODY in policy.allowed.get(request.method or "", ())
    return errors.bad_request(request, status=415) if open_to_all else errors.not_found(request)

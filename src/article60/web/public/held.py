"""What an asker may hold already: the mark of an answer that follows from its address and the Release alone, and 304 for it."""

import hashlib

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from article60 import __version__
from article60.web.common.address import site_address
from article60.web.public.current import Release


def etag(request: HttpRequest, release: Release, *, form: str = "") -> str:
    """The same for the same question to the same Release in the same form."""
    parts = (release.info["content_hash"], __version__, form, site_address(request), request.get_full_path())
    return f'"{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()[:32]}"'


def unchanged(request: HttpRequest, release: Release, *, form: str = "") -> HttpResponseBase | None:
    """304 where the asker holds this answer already; None where it must be made."""
    return get_conditional_response(request, etag=etag(request, release, form=form), last_modified=release.written_at)


def marked(request: HttpRequest, release: Release, made: HttpResponseBase, *, form: str = "") -> HttpResponseBase:
    """The answer with its mark, its day and its Release."""
    made.headers["Article60-Release"] = release.info["name"]
    made.headers["ETag"] = etag(request, release, form=form)
    made.headers["Last-Modified"] = http_date(release.written_at)
    return made

"""An answer of the API: JSON or CSV, its Release named, and 304 where the asker has it already."""

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from article60 import __version__
from article60.web.public.current import Release

RISKY = ("=", "+", "-", "@", "\t", "\r")
"""First characters that spreadsheets take for the beginning of a formula."""


def wants_csv(request: HttpRequest) -> bool:
    """Whether the address ends in .csv or the asker prefers CSV to JSON."""
    return request.path.endswith(".csv") or request.get_preferred_type(["application/json", "text/csv"]) == "text/csv"


def etag(request: HttpRequest, release: Release) -> str:
    """The same for the same question to the same Release in the same form."""
    form = "csv" if wants_csv(request) else "json"
    parts = (release.info["content_hash"], __version__, form, request.get_full_path())
    return f'"{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()[:32]}"'


def unchanged(request: HttpRequest, release: Release) -> HttpResponseBase | None:
    """304 where the asker holds this answer already; None where it must be made."""
    return get_conditional_response(request, etag=etag(request, release), last_modified=release.written_at)


def answer(request: HttpRequest, release: Release, items: list[dict[str, Any]], *, cursor: str | None) -> HttpResponse:
    """The items as JSON with the address of the next page, or as CSV with that address in a Link header."""
    following = _next(request, cursor)
    if wants_csv(request):
        made = HttpResponse(as_csv(items), content_type="text/csv; charset=utf-8")
    else:
        body = {"release": release.info["name"], "items": items, "next": following}
        made = HttpResponse(json.dumps(body, ensure_ascii=False, default=_plain), content_type="application/json")
    if following is not None:
        made.headers["Link"] = f'<{following}>; rel="next"'
    made.headers["Article60-Release"] = release.info["name"]
    made.headers["ETag"] = etag(request, release)
    made.headers["Last-Modified"] = http_date(release.written_at)
    made.headers["Vary"] = "Accept"
    made.headers["Access-Control-Allow-Origin"] = "*"  # public data, and nothing that a browser would send along
    return made


def as_csv(items: Iterable[Mapping[str, Any]]) -> str:
    """One line an item: dates in ISO 8601, lists joined by `; `, nested rows as JSON, formulas defused by an apostrophe."""
    listed = list(items)
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=list(listed[0]) if listed else ["id"], lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: _cell(value) for name, value in item.items()} for item in listed)
    return out.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, list | tuple) and all(isinstance(one, str) for one in value):
        return _defused("; ".join(value))
    if isinstance(value, list | tuple | dict):
        return json.dumps(value, ensure_ascii=False, default=_plain)
    return _defused(value) if isinstance(value, str) else _plain(value) if isinstance(value, date) else value


def _defused(text: str) -> str:
    return f"'{text}" if text.startswith(RISKY) else text


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} cannot be written to JSON")


def _next(request: HttpRequest, cursor: str | None) -> str | None:
    if cursor is None:
        return None
    query = request.GET.copy()
    query["cursor"] = cursor
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")

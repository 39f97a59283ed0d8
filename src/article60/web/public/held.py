"""What an asker may hold already: the mark of an answer, known before the answer is made, and 304 for whoever holds it.

An answer follows from the Release, the programs and settings that make it, its address, its language and its form. All of them
are in its mark, so that a mark that is the same stands for an answer that is the same.
"""

import hashlib

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, parse_etags
from django.utils.translation import get_language_from_request

from article60.web.common.address import site_address
from article60.web.common.current import NAMED, Release
from article60.web.common.version import programs, shown_settings


def etag(request: HttpRequest, release: Release, *, form: str = "") -> str:
    """The same for the same question to the same Release in the same form."""
    known: dict[tuple[str, str], str] = request.__dict__.setdefault("_etags", {})
    if (release.mark, form) not in known:
        language = get_language_from_request(request, check_path=True)
        known[release.mark, form] = mark_of(release.mark, language, form, site_address(request), request.get_full_path())
    return known[release.mark, form]


def mark_of(*parts: str) -> str:
    """An ETag (RFC 9110) of what makes an answer, beside programs and settings."""
    known = (programs().mark, shown_settings(), *parts)
    return f'"{hashlib.sha256(chr(0).join(known).encode()).hexdigest()[:32]}"'


def holds(request: HttpRequest, mark: str) -> bool:
    """Whether the asker names this mark; that any would do (`*`) says nothing of an answer that is not made yet."""
    given = request.headers.get("If-None-Match")
    return given is not None and any(one.removeprefix("W/") == mark for one in parse_etags(given))


def unchanged(request: HttpRequest, release: Release, *, form: str = "") -> HttpResponseBase | None:
    """304 where the asker holds this answer already; None where it must be made.

    A day alone (If-Modified-Since) must be the very day of the answer: a Release that takes the place of another may be older.
    """
    same_day = request.headers.get("If-Modified-Since") == http_date(_changed_at(release))
    day = _changed_at(release) if same_day else None
    return get_conditional_response(request, etag=etag(request, release, form=form), last_modified=day)


def marked(request: HttpRequest, release: Release, made: HttpResponseBase, *, form: str = "") -> HttpResponseBase:
    """The answer with its mark, its day and its Release."""
    made.headers[NAMED] = release.info["name"]
    made.headers["ETag"] = etag(request, release, form=form)
    made.headers["Last-Modified"] = http_date(_changed_at(release))
    return made


def _changed_at(release: Release) -> int:
    return max(release.written_at, programs().placed_at)

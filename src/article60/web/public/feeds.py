"""The needs that were found as feeds, Atom (RFC 4287) and JSON Feed 1.1: the newest, by the day of last confirmation."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from xml.etree.ElementTree import Element, SubElement, tostring

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from article60.domain.need import Need
from article60.web.common import wording
from article60.web.common.address import site_address
from article60.web.common.current import current
from article60.web.public.find import address, asked_for, needs_at, title_of
from article60.web.public.held import marked, unchanged
from article60.web.public.lists.found import Found
from article60.web.public.pages import Page

NEWEST = 50
"""Entries of a feed."""
ATOM, JSON_FEED = "application/atom+xml", "application/feed+json"
_NAMESPACE = "http://www.w3.org/2005/Atom"
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One need in a feed. `permanent` is its address without a language, which stays its identifier for ever."""

    permanent: str
    address: str
    title: str
    words: str
    language: str | None
    tags: list[str]
    stated_on: date | None
    on: date


def entries(found: Found, *, base: str) -> Iterator[Entry]:
    """Yield the newest needs; one without any date is dated as the Release."""
    released = date.fromisoformat(found.release.info["on"])
    for need in needs_at(found.release, replace(found, order="date").places(end=NEWEST)):
        yield Entry(
            permanent=f"{base}/needs/{need.need_id}",
            address=f"{base}/{wording.language()}/needs/{need.need_id}",
            title=_title(need),
            words=_NO_XML.sub("", need.text),
            language=need.language,
            tags=[*wording.codes("types", need.types), *need.provisions],
            stated_on=need.stated_on,
            on=max((day for day in (need.stated_on, need.confirmed_on) if day is not None), default=released),
        )


def _title(need: Need) -> str:
    said = [wording.citation(need.provisions)] if need.provisions else []
    about = wording.comma().join([*wording.codes("types", need.types), *said])
    return (
        gettext("%(kind)s: %(about)s") % {"kind": wording.state(need.state), "about": about}
        if about
        else wording.state(need.state)
    )


def atom(found: Found, *, base: str) -> bytes:
    """The feed as Atom."""
    info, here = found.release.info, base + address(found, {"order": None}, name="find_atom")
    feed = Element("feed", {"xmlns": _NAMESPACE, "xml:lang": wording.language()})
    SubElement(feed, "id").text = here
    SubElement(feed, "title").text = title_of(found)
    SubElement(feed, "subtitle").text = gettext("Release %(name)s, as on %(day)s.") % {
        "name": info["name"],
        "day": wording.day(info["on"]),
    }
    SubElement(feed, "updated").text = _instant(date.fromisoformat(info["on"]))
    SubElement(feed, "link", {"rel": "self", "type": ATOM, "href": here})
    SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": base + address(found)})
    SubElement(SubElement(feed, "author"), "name").text = "Article60"
    for one in entries(found, base=base):
        entry = SubElement(feed, "entry")
        SubElement(entry, "id").text = one.permanent
        SubElement(entry, "title").text = one.title
        SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": one.address})
        SubElement(entry, "updated").text = _instant(one.on)
        if one.stated_on is not None:
            SubElement(entry, "published").text = _instant(one.stated_on)
        for tag in one.tags:
            SubElement(entry, "category", {"term": tag})
        words = SubElement(entry, "content", {"type": "text"} | ({"xml:lang": one.language} if one.language else {}))
        words.text = one.words
    return bytes(tostring(feed, encoding="utf-8", xml_declaration=True))


def json_feed(found: Found, *, base: str) -> str:
    """The feed as JSON Feed."""
    body = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title_of(found),
        "home_page_url": base + address(found),
        "feed_url": base + address(found, {"order": None}, name="find_json"),
        "language": wording.language(),
        "authors": [{"name": "Article60"}],
        "_article60": {"release": found.release.info["name"]},
        "items": [
            {
                "id": one.permanent,
                "url": one.address,
                "title": one.title,
                "content_text": one.words,
                "date_modified": _instant(one.on),
                "tags": one.tags,
            }
            | ({"language": one.language} if one.language else {})
            | ({"date_published": _instant(one.stated_on)} if one.stated_on is not None else {})
            for one in entries(found, base=base)
        ],
    }
    return json.dumps(body, ensure_ascii=False)


def _instant(on: date) -> str:
    return f"{on.isoformat()}T00:00:00Z"


@require_safe
def show_atom(request: HttpRequest) -> HttpResponseBase:
    """The Atom feed."""
    return _feed(request, atom, f"{ATOM}; charset=utf-8")


@require_safe
def show_json(request: HttpRequest) -> HttpResponseBase:
    """The JSON Feed."""
    return _feed(request, json_feed, JSON_FEED)


def _feed(request: HttpRequest, make: Callable[..., bytes | str], media: str) -> HttpResponseBase:
    """A feed; readers ask for it often, and are told that nothing has changed before anything is made."""
    found, _ = asked_for(request, current())
    held = unchanged(request, found.release)
    if held is not None:
        return held
    return marked(request, found.release, HttpResponse(make(found, base=site_address(request)), content_type=media))


PAGES = [
    Page(name="find_atom", route="find.atom", view=show_atom, media=ATOM),
    Page(name="find_json", route="find.json", view=show_json, media=JSON_FEED),
]

"""What machines that walk the site are told: robots.txt, and a sitemap of every page in every language."""

from collections.abc import Iterator
from html import escape
from itertools import islice

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from article60.codes.languages import LANGUAGES
from article60.web.common.address import SITE, site_address
from article60.web.common.assets import asset
from article60.web.common.current import Release, current
from article60.web.public import urls
from article60.web.public.pages import HTML, Page

PER_FILE = 8000
"""Pages in one file of the sitemap; in six languages just below the 50,000 addresses that the protocol allows."""
CLOSED = ("/api/v1/", "/*/find?", "/*/find.*?", "/*/search?", "/*/rows?", "/*/trends?", "/*/trends/*?")
"""What is not to be walked: the API, and lists and figures under filters, of which there are more than anyone can read."""
_XML = "application/xml; charset=utf-8"
_SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Who may read what: all but the API and what filters choose; nothing of invented States, found by no chance."""
    release = current()
    if release.info["fictional"]:
        rules = ["Disallow: /"]
    else:
        closed = [f"Disallow: {one}" for one in CLOSED]
        rules = ["Allow: /", *closed, f"Sitemap: {_site(request, release)}/sitemap.xml"]
    text = "\n".join(["User-agent: *", *rules, ""])
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@require_safe
def icon(request: HttpRequest) -> HttpResponse:
    """The mark of the site, for whoever asks at the old address without having read a page."""
    return HttpResponseRedirect(asset("mark.svg"))


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The files of the sitemap, for each kind of page as many as it takes."""
    release = current()
    site, day = _site(request, release), release.info["on"]
    names = [
        reverse("sitemap", args=[page.name, number])
        for page in _kinds().values()
        for number in range(-(-_count(release, page) // PER_FILE))
    ]
    entries = (f"<sitemap><loc>{escape(site + name)}</loc><lastmod>{day}</lastmod></sitemap>" for name in names)
    return _answer("sitemapindex", entries)


@require_safe
def sitemap(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    """One file: the pages of a kind, each in every language. The day is that of the Release; no page is said to matter more."""
    release = current()
    if kind not in _kinds():
        raise Http404(kind)
    site, day = _site(request, release), release.info["on"]
    shown = list(islice(urls.addresses(release, _kinds()[kind]), number * PER_FILE, (number + 1) * PER_FILE))
    if not shown:
        raise Http404(kind)
    entries = (
        f"<url><loc>{escape(f'{site}/{code}/{address}')}</loc><lastmod>{day}</lastmod></url>"
        for address in shown
        for code in LANGUAGES
    )
    return _answer("urlset", entries)


def _count(release: Release, page: Page) -> int:
    """How many pages of a kind there are, counted once for each Release: some kinds take a second."""
    return release.kept(("pages of a kind", page.name), lambda: sum(1 for _ in urls.addresses(release, page)))


def _kinds() -> dict[str, Page]:
    return {name: page for name, page in urls.PAGES.items() if page.media == HTML}


def _site(request: HttpRequest, release: Release) -> str:
    """That of the copy, the one that the Release names for its site, or the one that was asked; without a stroke at its end."""
    if SITE in request.META:
        return site_address(request)
    return str(release.info["address"] or site_address(request))


def _answer(root: str, entries: Iterator[str]) -> HttpResponse:
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{_SCHEMA}">\n' + "\n".join(entries) + f"\n</{root}>\n"
    return HttpResponse(text, content_type=_XML)

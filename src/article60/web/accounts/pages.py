"""The frame in which every page of the workspace stands: that of the public site, with the workspace's own ways."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as noop

from article60.codes.languages import LANGUAGES
from article60.web.accounts.policies import policies
from article60.web.accounts.signed_in import who_asks
from article60.web.accounts.wording import body
from article60.web.common.spoken import one_language
from article60.web.common.wording import language

SHEETS = ("tokens.css", "site.css", "records.css", "tables.css", "workspace.css")
NAVIGATION = {
    "workspace:home": noop("My work"),
    "register:needs": noop("Needs of the State"),
    "consent:releases": noop("Releases of information"),
    "clearance:sheets": noop("Clearance sheets"),
    "clearance:asked": noop("What your State asks you"),
    "checklist:checklists": noop("Self-assessment checklists"),
    "provider:activities": noop("Our activities in aid data"),
    "provider:reports": noop("What we report and plan"),
    "provider:searches": noop("Saved searches"),
    "curation:documents": noop("Review desk"),
    "register:released": noop("Needs released to us"),
    "pairs:matches": noop("Match desk"),
    "pairs:overlaps": noop("Overlap desk"),
    "consent:record": noop("Record a consent given by note"),
    "curation:sheets": noop("Clearance sheets of States"),
    "provider:sheets": noop("Report by spreadsheet"),
    "assistance:list": noop("Assistance already being provided"),
    "register:order": noop("Order of priority"),
    "provider:shared": noop("Published by providers"),
    "people:members": noop("People"),
    "workspace:who_may": noop("Who sees what"),
}
"""Pages to which "My work" leads who may use them, those that most people need most often first."""
MOST_WAYS = 6
"""How many of these every page leads to: what a line of a desk's screen holds in English; in other languages it may be two."""


def frame(request: HttpRequest) -> dict[str, Any]:
    """What the frame of a page shows; a context processor, so that pages of other packages stand in it as well."""
    asking = who_asks(request)
    match = request.resolver_match
    return {
        "info": None,
        "operator": settings.ARTICLE60_OPERATOR,
        "tongue": language(),
        "section": match.view_name if match else "",
        "languages": _in_other_languages(request, known=match is not None),
        "sheets": SHEETS,
        "navigation": ways(request)[:MOST_WAYS],
        "asking": asking,
        "body_name": body,
    }


def render(request: HttpRequest, template: str, context: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
    """A template in the frame."""
    with one_language():
        return HttpResponse(render_to_string(template, dict(context), request), status=status)


def ways(request: HttpRequest) -> Sequence[tuple[str, str]]:
    """Name of the route and words of every page to which "My work" leads who asks."""
    actor = who_asks(request).actor
    return [(name, gettext(words)) for name, words in NAVIGATION.items() if policies()[name].allows(actor, "GET")]


def _in_other_languages(request: HttpRequest, *, known: bool) -> Sequence[tuple[str, str]]:
    """The same page, or what can be read of it: an answer to what was sent has no address of its own."""
    if not known:
        return [(code, f"/{code}/") for code in LANGUAGES]
    rest = getattr(request, "read_at", request.get_full_path()).removeprefix(f"/{language()}/")
    return [(code, f"/{code}/{rest}") for code in LANGUAGES]

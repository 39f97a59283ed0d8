"""The search over everything: a question, what was found by kind, and help where nothing was."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as noop
from django.views.decorators.http import require_safe

from article60.publication.full_text import KINDS
from article60.publication.search import NOTHING, Answer, search
from article60.text.normalise import fold, squeeze
from article60.text.questions import LONGEST
from article60.web.common import wording
from article60.web.common.current import Release, current
from article60.web.public.found import asking, shown_hits
from article60.web.public.not_understood import NotUnderstood
from article60.web.public.pages import Page, render

NAMES = {
    "needs": noop("Needs"),
    "good_practices": noop("Good practices"),
    "assistance_received": noop("Assistance received"),
    "activities": noop("Activities"),
    "organisations": noop("Organisations"),
    "documents": noop("Documents"),
    "overlaps": noop("Overlaps"),
    "provisions": noop("Provisions"),
    "states": noop("States"),
}
"""Kinds of records in the order in which they stand."""

EXAMPLES = (noop("protection of witnesses"), noop("beneficial owners"), noop("asset recovery"))
EXAMPLE_ARTICLE = "16"
OF_EACH, OF_ONE, LAST_PAGE, FEW = 5, 20, 50, 2
"""Records of each kind where all kinds are shown, of one kind on a page, pages that can be turned, and so few States or
provisions that the question names them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What stands in the address: the question, the kind and State chosen, and the page, from 1."""

    text: str = ""
    kind: str | None = None
    state: str | None = None
    page: int = 1

    def address(self, *, kind: str | None = None, page: int = 1, anywhere: bool = False) -> str:
        """The same question for a kind and a page; in all States if `anywhere`."""
        chosen: dict[str, str | int] = {"kind": kind} if kind else {}
        chosen |= {"state": self.state} if self.state and not anywhere else {}
        return asking(self.text, **chosen, **({"page": page} if page > 1 else {}))


def asked(request: HttpRequest, release: Release) -> Asked:
    """What a request asks for. Raises NotUnderstood for a kind, State or page that there cannot be."""
    given = request.GET
    kind, state = given.get("kind") or None, given.get("state") or None
    page = given.get("page") or "1"
    if kind is not None and kind not in KINDS:
        raise NotUnderstood("kind")
    if state is not None and state not in _codes(release):
        raise NotUnderstood("state")
    if not page.isascii() or not page.isdigit() or not 1 <= int(page[:4]) <= LAST_PAGE:
        raise NotUnderstood("page")
    return Asked(text=squeeze(given.get("q", "").replace("\0", " "))[:LONGEST], kind=kind, state=state, page=int(page))


def search_page(release: Release, of: Asked) -> dict[str, Any]:
    """What the page shows for a question; without one, what can be asked."""
    answer = _answer(release, of)
    last = min(LAST_PAGE, -(-answer.counts.get(of.kind or "", 0) // OF_ONE))
    return {
        "asked": of,
        "answer": answer,
        "total": sum(answer.counts.values()),
        "found": shown_hits(release, answer.hits),
        "kinds": [kind for kind in NAMES if kind in answer.counts],
        "sections": _sections(answer),
        "names": {kind: gettext(name) for kind, name in NAMES.items()},
        "states": sorted(_codes(release), key=lambda state: fold(wording.state(state))),
        "before": of.address(kind=of.kind, page=of.page - 1) if of.page > 1 else None,
        "after": of.address(kind=of.kind, page=of.page + 1) if of.kind and of.page < last else None,
        "examples": [gettext(example) for example in EXAMPLES] + [wording.citation([EXAMPLE_ARTICLE])],
        "asking": asking,
        "longest": LONGEST,
    }


def _sections(answer: Answer) -> list[str]:
    """Kinds in their order; but a State or provision that the question names comes first, as its page may be what is wanted."""
    named = [kind for kind in ("states", "provisions") if answer.held == "all" and 0 < answer.counts.get(kind, 0) <= FEW]
    return named + [kind for kind in NAMES if kind in answer.counts and kind not in named]


def _codes(release: Release) -> list[str]:
    return [row[0] for row in release.connection.execute("SELECT state FROM states")]


def _answer(release: Release, of: Asked) -> Answer:
    if not of.text:
        return NOTHING
    return search(
        release.connection,
        of.text,
        language=wording.language(),
        kinds=KINDS if of.kind is None else (of.kind,),
        state=of.state,
        limit=OF_EACH if of.kind is None else OF_ONE,
        skip=0 if of.kind is None else OF_ONE * (of.page - 1),
    )


@require_safe
def show_search(request: HttpRequest) -> HttpResponse:
    """The question and its answer; never for the list of another search engine."""
    release = current()
    response = render(request, release, "search.html", search_page(release, asked(request, release)))
    response.headers["X-Robots-Tag"] = "noindex"
    return response


PAGES = [Page(name="search", route="search", view=show_search)]

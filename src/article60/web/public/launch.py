"""What is handed out on the day on which an executive summary is launched in the country: two or three pages for the public."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from article60.domain.document import Document
from article60.domain.need import NO_LONGER_STATED, Need
from article60.domain.state_party import StateParty
from article60.web.common.address import site_address
from article60.web.common.current import Release, current
from article60.web.common.jinja import link
from article60.web.common.rows import one, select
from article60.web.public.at_work import NAMED, providers, works_in
from article60.web.public.document import by_name, documents_about
from article60.web.public.matrix import GRADES, SAID_BY, matrix
from article60.web.public.pages import Page, keys, render_found
from article60.web.public.shown import confirming
from article60.web.public.state_needs import sections

WORDS = 24
"""Up to so many needs stand in their own words; where there are more, those to which the State gives priority do."""
PRACTICES = 6


def launch_page(release: Release, code: str) -> dict[str, Any] | None:
    """The newest review of which a summary is held, and what it asks; None where the Release has no such State."""
    state: StateParty | None = one(release.connection, "states", code)
    if state is None:
        return None
    documents = documents_about(release, code)
    summary = _newest_summary(documents)
    cycle = summary.cycle if summary is not None else None
    needs = [need for need in select(release.connection, "needs", "t.state = ?", (code,)) if _asked(need, cycle)]
    spoken = [need for need in needs if need.priority] if len(needs) > WORDS else needs
    coverage = [c for c in select(release.connection, "coverage", "t.state = ?", (code,)) if cycle in (None, c.cycle)]
    practices = select(release.connection, "good_practices", "t.state = ? AND t.cycle = ?", (code, cycle))
    at_work = providers(release, (w for w in works_in(release, code) if w.running in ("running", "planned")))
    return {
        "state": state,
        "said_by": SAID_BY,
        "summary": summary,
        "review": next((r for r in select(release.connection, "reviews", "t.state = ?", (code,)) if r.cycle == cycle), None),
        "coverage": coverage,
        "silent": any(c.cell != "needs_stated" for c in coverage),
        "no_needs": [n for n in select(release.connection, "no_needs", "t.state = ?", (code,)) if cycle in (None, n.cycle)],
        "needs": needs,
        "in_documents": sum(bool(need.document_id) for need in needs),
        "grades": [(grade, sum(need.stands == grade for need in needs)) for grade in GRADES],
        "confirmed_by": confirmed_by(release, needs),
        "spoken": list(sections(spoken[:WORDS])),
        "whole": len(spoken) == len(needs),
        "matrix": matrix(needs, address=lambda _: ""),
        "practices": practices[:PRACTICES],
        "more_practices": len(practices) > PRACTICES,
        "providers": at_work,
        "named": NAMED,
        "sources": by_name(documents),
    }


def confirmed_by(release: Release, needs: Sequence[Need]) -> list[str]:
    """The roles, each once, that confirmed what is reported as being addressed; never a name."""
    return sorted({match.decided_by_role for match in confirming(release, needs).values() if match.decided_by_role})


def _newest_summary(documents: Sequence[Document]) -> Document | None:
    found = [d for d in documents if d.document_kind == "executive_summary" and d.cycle is not None and d.issued_on is not None]
    return max(
        found, key=lambda d: (d.cycle or 0, d.issued_on, d.symbol is not None, d.original_language == d.language), default=None
    )


def _asked(need: Need, cycle: int | None) -> bool:
    return need.grade not in NO_LONGER_STATED and (cycle is None or need.cycle == cycle)


@require_safe
def show_launch(request: HttpRequest, code: str) -> HttpResponse:
    """The launch view of one State."""
    release = current()
    found = launch_page(release, code)
    if found is not None:  # printed as it stands, so that it can be typed from paper
        found["page_of_state"] = site_address(request) + link("state", code)
    return render_found(request, release, "launch.html", found)


PAGES = [Page(name="launch", route="states/<state:code>/launch", view=show_launch, every=keys("states", "state"))]

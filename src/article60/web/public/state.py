"""A State's page: what its reviews asked, what may be related, what is reported as given, and what is not published."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from article60.codes.reader import rows
from article60.domain.activity import Activity
from article60.domain.evidence import Evidence
from article60.domain.state_party import StateParty
from article60.text.normalise import fold
from article60.web.public.current import Release, current
from article60.web.public.document import documents_about
from article60.web.public.figures import figures_of_state
from article60.web.public.funders import ANSWERS, all_of_them, funders
from article60.web.public.money import rows_of
from article60.web.public.pages import Page, keys, render_found
from article60.web.public.rows import grouped, named, one, select
from article60.web.public.shown import ShownNeed, shown_needs

CLOSED = frozenset(("superseded", "withdrawn"))
CHAPTERS = tuple(row["chapter"] for row in rows("chapters"))
NOWHERE = ""


Chapter = tuple[str, list[tuple[str, list[ShownNeed]]]]


def state_page(release: Release, code: str) -> dict[str, Any] | None:
    """Everything that a State's page shows; None where the Release has no such State."""
    state: StateParty | None = one(release.connection, "states", code)
    if state is None:
        return None

    def of_state(table: str, order: str = "t.rowid") -> list[Any]:
        return select(release.connection, table, "t.state = ?", (code,), order=order)

    shown = list(shown_needs(release, of_state("needs")))
    documents = documents_about(release, code)
    figures, funding = figures_of_state(release, code), of_state("funding")
    providers = named(release.connection, "organisations", (row.organisation_id for row in funding if row.organisation_id))
    overlaps = select(release.connection, "overlaps", "t.state = ? AND t.verdict IS NOT NULL", (code,))
    return {
        "state": state,
        "party": one(release.connection, "parties", code),
        "coverage": of_state("coverage", "t.cycle, t.chapter"),
        "reviews": of_state("reviews", "t.cycle"),
        "chapters": list(by_chapter(item for item in shown if item.need.grade not in CLOSED)),
        "closed": [item for item in shown if item.need.grade in CLOSED],
        "no_needs": of_state("no_needs"),
        "received": of_state("assistance_received"),
        "practices": of_state("good_practices"),
        "activities": activities_in(release, code),
        "money": list(rows_of(figures)),
        "answers": ANSWERS,
        "funders": list(funders(funding, names={key: provider.name for key, provider in providers.items()})),
        "funded": all_of_them(figures),
        "overlaps": overlaps,
        "partners": named(release.connection, "activities", (a for overlap in overlaps for a in overlap.activities)),
        "documents": documents,
        "sources": {name: document for document in reversed(documents) for name in (document.document_id, document.symbol)},
        "evidence": grouped(_evidence_of(release, code), "record_id"),
        "by_document": named(release.connection, "documents", _documents_of(release, code)),
    }


def by_chapter(needs: Iterable[ShownNeed]) -> Iterator[Chapter]:
    """Needs under the chapter and the first article that they name, in the Convention's order; unnamed ones last."""
    places: dict[str, dict[str, list[ShownNeed]]] = {}
    for item in needs:
        article = item.need.articles[0] if item.need.articles else NOWHERE
        places.setdefault(item.need.chapter or NOWHERE, {}).setdefault(article, []).append(item)
    for chapter in sorted(places, key=lambda c: CHAPTERS.index(c) if c in CHAPTERS else len(CHAPTERS)):
        yield chapter, sorted(places[chapter].items(), key=lambda item: int(item[0]) if item[0] else 1000)


def activities_in(release: Release, code: str) -> list[Activity]:
    """Activities kept as anti-corruption assistance that name the State as recipient, by title."""
    among_states = "t.relevant AND t.activity_id IN (SELECT activity_id FROM activity_states WHERE state = ?)"
    found = select(release.connection, "activities", among_states, (code,))
    return sorted(found, key=lambda activity: (fold(activity.title), activity.activity_id))


def _evidence_of(release: Release, code: str) -> list[Evidence]:
    """Evidence of all records of the State."""
    return select(release.connection, "evidence", "t.record_id GLOB ?", (f"{code}-*",))


def _documents_of(release: Release, code: str) -> list[str]:
    """Documents that the evidence of the State's records names."""
    query = "SELECT DISTINCT document_id FROM evidence WHERE record_id GLOB ?"
    return [row[0] for row in release.connection.execute(query, (f"{code}-*",))]


@require_safe
def show_state(request: HttpRequest, code: str) -> HttpResponse:
    """One State."""
    release = current()
    return render_found(request, release, "state.html", state_page(release, code))


PAGES = [Page(name="state", route="states/<state:code>", view=show_state, every=keys("states", "state"))]

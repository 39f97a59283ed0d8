"""A State's page: what its reviews asked, who works on what, who has solved it, its documents, and what is not published."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from article60.codes.languages import direction
from article60.domain.evidence import Evidence
from article60.domain.need import NO_LONGER_STATED, Need
from article60.domain.state_party import StateParty
from article60.web.common.current import Release, current
from article60.web.common.jinja import link
from article60.web.common.rows import among, grouped, named, one, select
from article60.web.common.wording import language
from article60.web.public.at_work import NAMED, PAYING, Work, by_article, organisation_address, providers, works_in
from article60.web.public.document import by_name, documents_about
from article60.web.public.figures import figures_of_state
from article60.web.public.funders import ANSWERS, all_of_them, funders
from article60.web.public.matrix import SAID_BY, matrix
from article60.web.public.money import rows_of
from article60.web.public.pages import Page, keys, render_found
from article60.web.public.shown import ShownNeed, confirming, shown_needs
from article60.web.public.state_documents import by_cycle, others
from article60.web.public.state_needs import Place, Section, addresses, documents_of, on_the_page, sections
from article60.web.public.state_peers import state_peers
from article60.web.public.timeline import Read, timeline


def state_page(release: Release, code: str, *, whole: bool = False) -> dict[str, Any] | None:
    """All that a State's page shows, and where `whole` what stands below it too; None where there is no such State."""
    state: StateParty | None = one(release.connection, "states", code)
    if state is None:
        return None
    documents, works = documents_about(release, code), works_in(release, code)
    needs, reviews = _of_state(release, code, "needs"), _of_state(release, code, "reviews", "t.cycle")
    coverage = _of_state(release, code, "coverage", "t.cycle, t.chapter")
    cycles = {cell.cycle for cell in coverage}
    return {
        "state": state,
        "whole": whole,
        "said_by": SAID_BY,
        "party": one(release.connection, "parties", code),
        "coverage": coverage,
        "reviews": reviews,
        **_needs(release, code, needs, whole=whole),
        **_said(release, code),
        **_work(release, code, works, whole=whole),
        "timeline": timeline(
            reviews=reviews,
            documents=documents,
            needs=needs,
            read=_read(release, code),
            decisions=select(release.connection, "public_decisions", "t.record_id GLOB ?", (f"{code}-*",)),
            activity_years=[work.years for work in works],
            on=date.fromisoformat(release.info["on"]),
            right_to_left=direction(language()) == "rtl",
        ),
        "documents": by_cycle(documents, reviews=reviews, coverage=coverage),
        "other_documents": others(documents, cycles=cycles),
        "sources": by_name(documents),
    }


def _of_state(release: Release, code: str, table: str, order: str = "t.rowid") -> list[Any]:
    return select(release.connection, table, "t.state = ?", (code,), order=order)


def _read(release: Release, code: str) -> list[Read]:
    query = (
        "SELECT min(e.document_id), e.symbol, count(DISTINCT e.record_id) FROM needs n "
        "JOIN evidence e ON e.record_id = n.need_id WHERE n.state = ? GROUP BY coalesce(e.symbol, e.document_id)"
    )
    return [Read(*row) for row in release.connection.execute(query, (code,))]


def _needs(release: Release, code: str, needs: list[Need], *, whole: bool) -> dict[str, Any]:
    found = list(sections(needs))
    shown = {s.section: s.needs for s in found} if whole else on_the_page(found)
    places, chosen = addresses(code, found, shown), [need for some in shown.values() for need in some]
    full = {item.need.need_id: item for item in (_with_evidence if whole else shown_needs)(release, chosen)}
    return {
        "sections": [(s, [full[n.need_id] for n in shown[s.section]], _below(code, s)) for s in found],
        "all_here": len(chosen) == len(needs),
        "matrix": matrix((n for n in needs if n.grade not in NO_LONGER_STATED), address=lambda need: places[need.need_id]),
        "count": sum(n.grade not in NO_LONGER_STATED for n in needs),
        "need_documents": documents_of(release, full.values()),
        "peers": state_peers(release, code, needs),
    }


def _with_evidence(release: Release, needs: list[Need]) -> Iterator[ShownNeed]:
    """Needs as paper shows them: where they were read, without what may be related to them."""
    evidence = grouped(among(release.connection, "evidence", "record_id", (need.need_id for need in needs)), "record_id")
    confirmed = confirming(release, needs)
    return (ShownNeed(need, evidence.get(need.need_id, []), [], [], confirmed.get(need.need_id)) for need in needs)


def _below(code: str, section: Section) -> str:
    return link("state_needs", Place(code, section.section))


def _said(release: Release, code: str) -> dict[str, Any]:
    """What else reviews say of the State, with where it was read."""
    no_needs, received, practices = (_of_state(release, code, t) for t in ("no_needs", "assistance_received", "good_practices"))
    records = [*(n.statement_id for n in no_needs), *(r.received_id for r in received), *(p.practice_id for p in practices)]
    evidence: list[Evidence] = among(release.connection, "evidence", "record_id", records)
    return {
        "no_needs": no_needs,
        "received": received,
        "practices": practices,
        "evidence": grouped(evidence, "record_id"),
        "by_document": named(release.connection, "documents", {e.document_id for e in evidence}),
    }


def _work(release: Release, code: str, works: list[Work], *, whole: bool) -> dict[str, Any]:
    figures, at_work = figures_of_state(release, code), providers(release, works)
    few, paying_few = len(at_work) <= NAMED, len(at_work) <= PAYING
    funding = _of_state(release, code, "funding") if paying_few or whole else []
    paying = named(release.connection, "organisations", (row.organisation_id for row in funding if row.organisation_id))
    overlaps = select(release.connection, "overlaps", "t.state = ? AND t.verdict IS NOT NULL", (code,))
    return {
        "providers": at_work,
        "few": few or whole,
        "by_article": by_article(at_work),
        "money": list(rows_of(figures, state=code)),
        "answers": ANSWERS,
        "address_of": organisation_address,
        "funders": list(funders(funding, names={key: provider.name for key, provider in paying.items()})),
        "funded": all_of_them(figures),
        "overlaps": overlaps,
        "partners": named(release.connection, "activities", (a for overlap in overlaps for a in overlap.activities)),
    }


@require_safe
def show_state(request: HttpRequest, code: str) -> HttpResponse:
    """One State."""
    release = current()
    return render_found(request, release, "state.html", state_page(release, code))


@require_safe
def show_whole_state(request: HttpRequest, code: str) -> HttpResponse:
    """One State on paper: all needs and organisations, nothing folded."""
    release = current()
    return render_found(request, release, "state_print.html", state_page(release, code, whole=True))


PAGES = [
    Page(name="state", route="states/<state:code>", view=show_state, every=keys("states", "state")),
    Page(name="state_print", route="states/<state:code>/print", view=show_whole_state, every=keys("states", "state")),
]

"""The rows behind a number: exactly those that a figure, or one part of it, counts, each leading to its record."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from article60.figures.counted import counted_rows
from article60.figures.declarations import declarations
from article60.figures.narrowing import Narrowing, NotNarrowed, TooFewStates
from article60.web.common import wording
from article60.web.common.current import Release, current
from article60.web.common.rows import named, select
from article60.web.public import asked
from article60.web.public.at_work import organisation_address
from article60.web.public.figures import figure
from article60.web.public.pages import Page, render

PER_PAGE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row as the list shows it: where it leads, its State, words with their language, and what it is about."""

    address: str
    state: str | None
    words: str
    language: str | None
    about: str


def rows_page(release: Release, name: str, *, to: Narrowing, by: str | None, part: str | None, page: int) -> dict[str, Any]:
    """The rows of a figure under some filters, a page of them. Raises Http404 for what the Release does not have."""
    total = declarations()[name]
    if total.table not in _SHOWN:
        raise Http404(name)
    declared = declarations()[f"{name}.{by}"] if by else total
    found = release.lately(
        ("rows", declared.figure, to, part), lambda: counted_rows(release.connection, declared, to=to, part=part)
    )
    if page < 1 or (page - 1) * PER_PAGE >= max(len(found), 1):
        raise Http404(f"page {page}")
    more = {key: value for key, value in (("by", by), ("part", part)) if value is not None}
    path = reverse("figure_rows", args=[name])
    return {
        "name": name,
        "title": total.titles[wording.language()],
        "part": next((label for one, label, _ in figure(release, declared.figure, to=to).parts if one == part), None),
        "number": figure(release, declared.figure, to=to),
        "value": dict(figure(release, declared.figure, to=to).figure.parts)[part] if part is not None else None,
        "counts_rows": total.measure == "rows",
        "adds_up": total.summed is not None,
        "count": len(found),
        "filters": asked.words(to),
        "rows": _rows(release, total.table, found[(page - 1) * PER_PAGE : page * PER_PAGE]),
        "before": asked.address(path, to, **more, page=str(page - 1)) if page > 1 else None,
        "after": asked.address(path, to, **more, page=str(page + 1)) if page * PER_PAGE < len(found) else None,
    }


def _rows(release: Release, table: str, places: list[int]) -> list[Row]:
    marks = ", ".join(map(str, places)) or "NULL"
    records = select(release.connection, table, f't."rowid" IN ({marks})')
    return _SHOWN[table](release, records)


def _needs(release: Release, records: list[Any]) -> list[Row]:
    return [
        Row(
            address=reverse("need", args=[one.need_id]),
            state=one.state,
            words=wording.first_words(one.text, most=200),
            language=one.language,
            about=wording.citation(one.provisions) if one.provisions else "",
        )
        for one in records
    ]


def _gaps(release: Release, records: list[Any]) -> list[Row]:
    needs = named(release.connection, "needs", (one.need_id for one in records))
    return _needs(release, [needs[one.need_id] for one in records])


def _statements(key: str) -> Callable[[Release, list[Any]], list[Row]]:
    def shown(release: Release, records: list[Any]) -> list[Row]:
        return [
            Row(
                address=f"{reverse('state', args=[one.state])}#{getattr(one, key)}",
                state=one.state,
                words=wording.first_words(one.text, most=200),
                language=one.language,
                about=wording.citation(one.provisions) if one.provisions else "",
            )
            for one in records
        ]

    return shown


def _activities(release: Release, records: list[Any]) -> list[Row]:
    return [
        Row(
            address=reverse("activity", args=[one.activity_id]),
            state=None,
            words=wording.first_words(one.title or one.iati_identifier, most=200),
            language="",
            about=wording.code("activity_runnings", one.running),
        )
        for one in records
    ]


def _documents(release: Release, records: list[Any]) -> list[Row]:
    return [
        Row(
            address=reverse("document", args=[one.document_id]),
            state=None,
            words=one.symbol or one.file,
            language="",
            about=wording.document_title(one),
        )
        for one in records
    ]


def _money(release: Release, records: list[Any]) -> list[Row]:
    activities = named(release.connection, "activities", (one.activity_id for one in records))
    rows = _activities(release, [activities[one.activity_id] for one in records])
    return [replace(row, state=one.state, about=_usd(one.usd)) for one, row in zip(records, rows, strict=True)]


def _funding(release: Release, records: list[Any]) -> list[Row]:
    providers = named(release.connection, "organisations", (one.organisation_id for one in records if one.organisation_id))
    return [
        Row(
            address=organisation_address(one.organisation_id) or _page_of_state(one),
            state=one.state,
            words=providers[one.organisation_id].name if one.organisation_id else gettext("no provider named"),
            language="",
            about=_usd(one.usd),
        )
        for one in records
    ]


def _usd(amount: str | None) -> str:
    return gettext("not known") if amount is None else wording.measured(amount, "USD")


def _page_of_state(one: Any) -> str:
    return reverse("state", args=[one.state])


def _no_needs(release: Release, records: list[Any]) -> list[Row]:
    return [
        replace(row, address=reverse("no_need", args=[one.statement_id]))
        for one, row in zip(records, _statements("statement_id")(release, records), strict=True)
    ]


def _coverage(release: Release, records: list[Any]) -> list[Row]:
    return [
        Row(
            address=_page_of_state(one),
            state=one.state,
            words=wording.between().join((wording.cycle(one.cycle), wording.chapter(one.chapter))),
            language="",
            about=wording.code("coverage_cells", one.cell),
        )
        for one in records
    ]


def _reviews(release: Release, records: list[Any]) -> list[Row]:
    return [
        Row(address=_page_of_state(one), state=one.state, words=wording.cycle(one.cycle), language="", about=one.summary or "")
        for one in records
    ]


def _matches(release: Release, records: list[Any]) -> list[Row]:
    needs = named(release.connection, "needs", (one.need_id for one in records))
    activities = named(release.connection, "activities", (one.activity_id for one in records))
    return [
        replace(row, about=wording.first_words(activities[one.activity_id].title or one.activity_id, most=100))
        for one, row in zip(records, _needs(release, [needs[one.need_id] for one in records]), strict=True)
    ]


def _overlaps(release: Release, records: list[Any]) -> list[Row]:
    return [
        Row(
            address=reverse("overlap", args=[one.overlap_id]),
            state=one.state,
            words=wording.between().join((wording.citation((one.article,)), wording.code("coarse_types", one.type))),
            language="",
            about=wording.code("overlap_verdicts", one.verdict),
        )
        for one in records
    ]


_SHOWN: Mapping[str, Callable[[Release, list[Any]], list[Row]]] = {
    "needs": _needs,
    "gaps": _gaps,
    "assistance_received": _statements("received_id"),
    "good_practices": _statements("practice_id"),
    "activities": _activities,
    "documents": _documents,
    "activity_money": _money,
    "funding": _funding,
    "no_needs": _no_needs,
    "coverage": _coverage,
    "review_coverage": _reviews,
    "matches": _matches,
    "overlaps": _overlaps,
}
"""How a row of each table is shown from which figures are counted, and where it leads: to itself, or to whose it is."""


def listed(name: str) -> bool:
    """Whether the rows behind a figure can be listed."""
    return declarations()[name].table in _SHOWN


@require_safe
def show_rows(request: HttpRequest, name: str) -> HttpResponse:
    """The rows that a figure, or one part of it, counts."""
    release = current()
    by, part, page = request.GET.get("by"), request.GET.get("part"), request.GET.get("page", "1")
    known = name in release.figures and "." not in name and (not by or f"{name}.{by}" in declarations())
    if not known or not page.isdecimal() or (part is not None and not by):
        raise Http404(name)
    to = asked.asked(release, request.GET, more=("by", "part", "page"))
    try:
        shown = rows_page(release, name, to=to, by=by, part=part, page=int(page))
    except (KeyError, NotNarrowed, TooFewStates) as error:
        raise Http404(name) from error
    return render(request, release, "figure_rows.html", shown)


def _every_listed(release: Release) -> list[str]:
    return [name for name, one in declarations().items() if one.dimension is None and name in release.figures and listed(name)]


PAGES = [Page(name="figure_rows", route="figures/<slug:name>/rows", view=show_rows, every=_every_listed)]

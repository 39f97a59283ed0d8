"""Who provides on one article: the organisations that report activities on it, by name; below it, all these activities."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import register_converter
from django.views.decorators.http import require_safe

from article60.codes.labels import codes
from article60.text.normalise import fold
from article60.web.common.current import Release, current
from article60.web.common.jinja import link
from article60.web.common.rows import among, one
from article60.web.public.at_work import NAMED, RUNNINGS, Work, by_title, organisation_address, providers, works_on
from article60.web.public.pages import Page, render_found

A_PAGE = 120
"""About so many activities on one page."""
AT_WORK = ("running", "planned")
_TYPES = tuple(codes("coarse_types"))

_COUNTS = "SELECT organisation_id, reporter, running, activities FROM article_reporters WHERE article = ?"
_KINDS = """
    SELECT DISTINCT o.organisation_id, coalesce(a.reporting_org_name, a.reporting_org, ''), a.coarse_types
    FROM activity_articles l JOIN activities a ON a.activity_id = l.activity_id
    LEFT JOIN activity_organisations o ON o.activity_id = a.activity_id AND o.role = 'reporting'
    WHERE l.article = ? AND a.relevant
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reporter:
    """One organisation that reports activities on the article: how many of them are running, planned, ended or unconfirmed."""

    organisation_id: str | None
    name: str
    counts: dict[str, int]
    types: tuple[str, ...] = ()

    @property
    def address(self) -> str | None:
        """The page of the organisation."""
        return organisation_address(self.organisation_id)

    @property
    def runnings(self) -> list[tuple[str, int]]:
        """Its activities by whether they run, in the order of the list."""
        return [(running, self.counts[running]) for running in RUNNINGS if running in self.counts]

    @property
    def at_work(self) -> bool:
        """Whether one of its activities is running or planned on the day of the Release."""
        return any(running in self.counts for running in AT_WORK)

    @property
    def key(self) -> str:
        """What tells it from others: its identifier, else its name."""
        return self.organisation_id or self.name


@dataclass(frozen=True, slots=True)
class ArticleWork:
    """A page of activities below an article's: `art46/activities/2`."""

    article: str
    part: int = 1

    def __str__(self) -> str:
        return f"art{self.article}/activities{f'/{self.part}' if self.part > 1 else ''}"


class ArticleWorkInAddress:
    """Such a place in an address; the first page has no number."""

    regex = "art[1-9][0-9]?/activities(?:/[1-9][0-9]*)?"

    def to_python(self, value: str) -> ArticleWork:
        """The place; raises ValueError for a first page with a number."""
        found = re.fullmatch(r"art(\d+)/activities(?:/(\d+))?", value)
        if found is None or found[2] == "1":
            raise ValueError(value)
        return ArticleWork(found[1], int(found[2] or 1))

    def to_url(self, value: ArticleWork | str) -> str:
        """The part of the address."""
        return str(value)


register_converter(ArticleWorkInAddress, "article_work")


def reporters(release: Release, article: str) -> list[Reporter]:
    """The organisations that report activities on the article, by name, those without one last; never by how much they do."""
    return release.kept(("reporters", article), lambda: _reporters(release, article))


def work_page(release: Release, place: ArticleWork) -> dict[str, Any] | None:
    """Some organisations with all that they report on the article; None where there is no such page."""
    provision = one(release.connection, "provisions", place.article)
    parts = list(chunks(reporters(release, place.article)))
    if provision is None or place.part > len(parts):
        return None
    here = parts[place.part - 1]
    works = _of(works_on(release, place.article, [reporter.organisation_id for reporter in here]), here)
    return {
        "provision": provision,
        "part": place.part,
        "parts": [
            (run[0].name, run[-1].name, link("provision_work", ArticleWork(place.article, i))) for i, run in enumerate(parts, 1)
        ],
        "providers": [(provider, by_title(provider.works)) for provider in providers(release, works)],
        "before": link("provision_work", ArticleWork(place.article, place.part - 1)) if place.part > 1 else None,
        "after": link("provision_work", ArticleWork(place.article, place.part + 1)) if place.part < len(parts) else None,
    }


def chunks(found: list[Reporter]) -> Iterator[list[Reporter]]:
    """Organisations in runs that hold about as many activities as a page shows, at least one organisation a run."""
    run: list[Reporter] = []
    count = 0
    for reporter in found:
        more = sum(reporter.counts.values())
        if run and count + more > A_PAGE:
            yield run
            run, count = [], 0
        run.append(reporter)
        count += more
    if run:
        yield run


def _of(works: list[Work], here: list[Reporter]) -> list[Work]:
    """Of the activities those of the organisations on the page: such without identifier are known by their names."""
    keys = {reporter.key for reporter in here}
    return [work for work in works if (work.organisation_id or work.reporter) in keys]


def _reporters(release: Release, article: str) -> list[Reporter]:
    counts: dict[str, dict[str, int]] = {}
    named: dict[str, tuple[str | None, str]] = {}
    for organisation, name, running, count in release.connection.execute(_COUNTS, (article,)):
        key = organisation or name
        named.setdefault(key, (organisation, name))
        its = counts.setdefault(key, {})
        its[running] = its.get(running, 0) + count
    types = _types(release, article) if len(counts) <= NAMED else {}
    known = among(release.connection, "organisations", "organisation_id", (one for one, _ in named.values() if one))
    names = {one.organisation_id: one.name for one in known}
    found = [
        Reporter(
            organisation_id=organisation,
            name=names.get(organisation or "", name),
            counts=counts[key],
            types=tuple(kind for kind in _TYPES if kind in types.get(key, ())),
        )
        for key, (organisation, name) in named.items()
    ]
    return sorted(found, key=lambda one: (not one.name, fold(one.name), one.organisation_id or ""))


def _types(release: Release, article: str) -> dict[str, set[str]]:
    """Types of assistance by organisation: read only where the page shows them."""
    found: dict[str, set[str]] = {}
    for organisation, name, types in release.connection.execute(_KINDS, (article,)):
        found.setdefault(organisation or name, set()).update(json.loads(types))
    return found


@require_safe
def show_work(request: HttpRequest, place: ArticleWork) -> HttpResponse:
    """Activities on one article."""
    release = current()
    return render_found(request, release, "provision_work.html", work_page(release, place))


def _every(release: Release) -> Iterator[str]:
    served = (
        "SELECT DISTINCT r.article FROM article_reporters r JOIN provisions p ON p.provision = r.article ORDER BY p.article"
    )
    for (article,) in release.connection.execute(served):
        yield from (str(ArticleWork(article, n)) for n, _ in enumerate(chunks(reporters(release, article)), 1))


PAGES = [Page(name="provision_work", route="provisions/<article_work:place>", view=show_work, every=_every)]

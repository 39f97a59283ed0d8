"""Who works on what in a State: organisations by name with articles and types that their activities serve, and the reverse."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from django.urls import NoReverseMatch, reverse

from article60.codes.labels import codes
from article60.text.normalise import fold
from article60.web.common.current import Release
from article60.web.common.rows import among
from article60.web.public.matrix import NOWHERE, article_place

NAMED, PAYING = 24, 8
"""Up to so many organisations stand on the State's page with all that they do, and with all that they pay; else below it."""
RUNNINGS = tuple(codes("activity_runnings"))
_TYPES = tuple(codes("coarse_types"))

_WORK = """
    SELECT a.activity_id, {title}, a.articles, a.coarse_types, a.running, a.years,
           (SELECT o.organisation_id FROM activity_organisations o
             WHERE o.activity_id = a.activity_id AND o.role = 'reporting' ORDER BY o.position LIMIT 1),
           coalesce(a.reporting_org_name, a.reporting_org, ''), {language}
"""
TITLE = "coalesce(nullif(a.title, ''), a.iati_identifier)"
TITLE_LANGUAGE = "iif(a.title = '', NULL, a.title_language)"
_ACTIVITIES = f"""{_WORK}
    FROM activity_states s JOIN activities a ON a.activity_id = s.activity_id
    WHERE s.state = ? AND a.relevant
"""
_ON_ARTICLE = """
    FROM activity_articles l JOIN activities a ON a.activity_id = l.activity_id
    LEFT JOIN activity_organisations r ON r.activity_id = a.activity_id AND r.role = 'reporting'
    WHERE l.article = ? AND a.relevant AND (r.organisation_id IN ({marks}) OR r.organisation_id IS NULL)
    GROUP BY a.activity_id
"""


class Work(NamedTuple):
    """One activity in the State, with no more than lists need."""

    activity_id: str
    title: str  # empty where it was not asked for
    articles: tuple[str, ...]
    types: tuple[str, ...]
    running: str
    years: tuple[str, ...]
    organisation_id: str | None
    reporter: str
    title_language: str | None = None


@dataclass(slots=True)
class Provider:
    """One organisation that reports activities in the State."""

    organisation_id: str | None
    name: str
    works: list[Work] = field(default_factory=list)

    @property
    def address(self) -> str | None:
        """The page of the organisation."""
        return organisation_address(self.organisation_id)

    @property
    def articles(self) -> list[str]:
        """Articles that its activities serve, in the Convention's order."""
        return articles_of(self.works)

    @property
    def types(self) -> list[str]:
        """Types of assistance, in the order of their list."""
        return types_of(self.works)

    @property
    def runnings(self) -> list[tuple[str, int]]:
        """How many of its activities run, are planned, have ended or are not confirmed as running."""
        return runnings_of(self.works)


@dataclass(slots=True)
class ArticleAtWork:
    """One article, or none, with the types of assistance reported for it and the organisations that report it."""

    article: str
    types: list[str]
    providers: list[Provider]


def works_in(release: Release, state: str, *, titled: bool = False) -> list[Work]:
    """Activities kept as anti-corruption assistance that name the State as recipient, in no order that says anything.

    Titles are read only where they are asked for: they lie apart in the file, and a page that counts does without them.
    """
    title, language = (TITLE, TITLE_LANGUAGE) if titled else ("''", "NULL")
    query = _ACTIVITIES.format(title=title, language=language)
    return [work_of(row) for row in release.connection.execute(query, (state,))]


def works_on(release: Release, article: str, organisations: Sequence[str | None]) -> list[Work]:
    """Activities kept as anti-corruption assistance that serve the article, reported by some organisations or by none."""
    wanted = [one for one in organisations if one is not None]
    query = _WORK.format(title=TITLE, language=TITLE_LANGUAGE) + _ON_ARTICLE.format(marks=", ".join("?" * len(wanted)))
    return [work_of(row) for row in release.connection.execute(query, (article, *wanted))]


def by_title(works: Iterable[Work]) -> list[Work]:
    """The activities in the order in which lists show them."""
    return sorted(works, key=lambda work: (fold(work.title), work.activity_id))


def work_of(row: tuple[str, ...]) -> Work:
    """A row of identifier, title, articles, types, running, years, who reports it (identifier, name), language of the title."""
    identifier, title, articles, types, running, years, organisation, reporter, language = row
    return Work(identifier, title, _listed(articles), _listed(types), running, _listed(years), organisation, reporter, language)


@lru_cache(maxsize=4096)
def _listed(text: str) -> tuple[str, ...]:
    """A list as the Release keeps it; the same few lists stand in very many rows."""
    return tuple(json.loads(text))


def articles_of(works: Iterable[Work]) -> list[str]:
    """Articles that activities serve, in the Convention's order."""
    return sorted({article for work in works for article in work.articles}, key=article_place)


def types_of(works: Iterable[Work]) -> list[str]:
    """Types of assistance of activities, in the order of their list."""
    found = {kind for work in works for kind in work.types}
    return [kind for kind in _TYPES if kind in found]


def runnings_of(works: Iterable[Work]) -> list[tuple[str, int]]:
    """How many activities run, are planned, have ended or are not confirmed as running."""
    found = Counter(work.running for work in works)
    return [(running, found[running]) for running in RUNNINGS if running in found]


def providers(release: Release, works: Iterable[Work]) -> list[Provider]:
    """The organisations that report the activities, by name, those without one last; never by how much they do."""
    found: dict[str, Provider] = {}
    for work in works:
        key = work.organisation_id or work.reporter
        if key not in found:
            found[key] = Provider(work.organisation_id, work.reporter)
        found[key].works.append(work)
    for known in among(
        release.connection, "organisations", "organisation_id", (k for k, one in found.items() if one.organisation_id)
    ):
        found[known.organisation_id].name = known.name
    return sorted(found.values(), key=lambda one: (not one.name, fold(one.name), one.organisation_id or ""))


def by_article(found: Iterable[Provider]) -> list[ArticleAtWork]:
    """The same by article: types in the order of their list, organisations by name."""
    at: dict[str, tuple[set[str], list[Provider]]] = {}
    for provider in found:
        seen = set()
        for work in provider.works:
            for article in work.articles or (NOWHERE,):
                types, its = at.setdefault(article, (set(), []))
                types.update(work.types)
                if article not in seen:
                    its.append(provider)
                    seen.add(article)
    return [
        ArticleAtWork(article, [kind for kind in _TYPES if kind in types], its)
        for article, (types, its) in sorted(at.items(), key=lambda item: article_place(item[0]))
    ]


def organisation_address(identifier: str | None) -> str | None:
    """The page of an organisation; None for one that has no identifier, or while no module declares such pages."""
    if identifier is None:
        return None
    with suppress(NoReverseMatch):
        return reverse("organisation", args=[identifier])
    return None


def chunks(found: list[Provider], *, most: int) -> Iterator[list[Provider]]:
    """Organisations in runs that hold about that many activities each, at least one organisation a run."""
    run: list[Provider] = []
    count = 0
    for provider in found:
        if run and count + len(provider.works) > most:
            yield run
            run, count = [], 0
        run.append(provider)
        count += len(provider.works)
    if run:
        yield run

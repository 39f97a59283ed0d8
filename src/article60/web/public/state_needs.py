"""Needs of one State by chapter: on its own page as many as keep it light, all of them on pages below it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import register_converter
from django.views.decorators.http import require_safe

from article60.domain.need import NO_LONGER_STATED, Need
from article60.domain.state_party import StateParty
from article60.web.common.current import Release, current
from article60.web.common.jinja import link
from article60.web.common.rows import named, one, select
from article60.web.public.matrix import NOWHERE, SAID_BY, article_place, chapter_place, matrix
from article60.web.public.pages import Page, render_found
from article60.web.public.shown import ShownNeed, shown_needs

OTHER, GONE = "other", "closed"
"""In addresses: needs that name no chapter, and those that were withdrawn or superseded."""
A_PAGE = 24
"""Needs on one page below the State's."""
ON_THE_PAGE, OF_A_CHAPTER = 36, 3
"""Up to so many needs all stand on the State's page; where there are more, so many of each chapter, the rest below it."""


@dataclass(frozen=True, slots=True)
class Place:
    """A page below a State's: `XA/needs/IV/2` is the second page of chapter IV."""

    state: str
    section: str
    part: int = 1

    def __str__(self) -> str:
        return f"{self.state}/needs/{self.section}{f'/{self.part}' if self.part > 1 else ''}"


class NeedsPlace:
    """A place in an address; the first page of a chapter has no number."""

    regex = "[A-Z][A-Z0-9]/needs/(?:[IV]+|other|closed)(?:/[1-9][0-9]*)?"

    def to_python(self, value: str) -> Place:
        """The place; raises ValueError for a first page with a number."""
        found = re.fullmatch(r"(..)/needs/(\w+)(?:/(\d+))?", value)
        if found is None or found[3] == "1":
            raise ValueError(value)
        return Place(found[1], found[2], int(found[3] or 1))

    def to_url(self, value: Place) -> str:
        """The part of the address."""
        return str(value)


register_converter(NeedsPlace, "needs_place")


@dataclass(frozen=True, slots=True)
class Section:
    """Needs of a chapter in the order of its articles, or those that are closed."""

    section: str
    needs: list[Need]

    @property
    def chapter(self) -> str:
        """The chapter; nothing where none is named."""
        return NOWHERE if self.section in (OTHER, GONE) else self.section

    @property
    def parts(self) -> int:
        """Pages below the State's that it takes."""
        return -(-len(self.needs) // A_PAGE)

    def of(self, part: int) -> list[Need]:
        """The needs of one of its pages, from 1."""
        return self.needs[(part - 1) * A_PAGE : part * A_PAGE]


def sections(needs: Iterable[Need]) -> Iterator[Section]:
    """Needs under the chapter and the first article that they name, in the Convention's order; unnamed, then closed ones."""
    by_chapter: dict[str, list[Need]] = {}
    closed = []
    for need in needs:
        if need.grade in NO_LONGER_STATED:
            closed.append(need)
        else:
            by_chapter.setdefault(need.chapter or NOWHERE, []).append(need)
    for chapter in sorted(by_chapter, key=chapter_place):
        yield Section(chapter or OTHER, sorted(by_chapter[chapter], key=_first_article))
    if closed:
        yield Section(GONE, sorted(closed, key=_first_article))


def _first_article(need: Need) -> int:
    return article_place(need.articles[0] if need.articles else NOWHERE)


def on_the_page(found: Iterable[Section]) -> dict[str, list[Need]]:
    """By section, the needs that stand on the State's own page: all of them where they are few, else the first ones."""
    all_of_them = list(found)
    whole = sum(len(one.needs) for one in all_of_them) <= ON_THE_PAGE
    return {one.section: one.needs if whole else one.needs[:OF_A_CHAPTER] for one in all_of_them}


def addresses(state: str, found: Iterable[Section], shown: dict[str, list[Need]]) -> dict[str, str]:
    """Where each need is shown in full, by its identifier: on the State's own page, or on one below it."""
    places: dict[str, str] = {}
    for section in found:
        whole = len(shown[section.section]) == len(section.needs)
        for part in range(1, section.parts + 1):
            page = "" if whole else link("state_needs", Place(state, section.section, part))
            places |= {need.need_id: f"{page}#{need.need_id}" for need in section.of(part)}
    return places


def state_needs_page(release: Release, place: Place) -> dict[str, Any] | None:
    """One page of a State's needs; None where it has no such chapter or the chapter no such page."""
    state: StateParty | None = one(release.connection, "states", place.state)
    if state is None:
        return None
    found = list(sections(select(release.connection, "needs", "t.state = ?", (place.state,))))
    here = next((one for one in found if one.section == place.section), None)
    if here is None or place.part > here.parts:
        return None
    first = here.needs if place.part == 1 and place.section != GONE else []
    places = addresses(place.state, [here], {here.section: []})
    items = list(shown_needs(release, here.of(place.part)))
    return {
        "state": state,
        "shown": here,
        "part": place.part,
        "matrix": matrix(first, address=lambda need: places[need.need_id]),
        "said_by": SAID_BY,
        "items": items,
        "whole": False,
        "places": [(one, link("state_needs", Place(place.state, one.section))) for one in found],
        "before": _page(place, here, place.part - 1),
        "after": _page(place, here, place.part + 1),
        "by_document": documents_of(release, items),
    }


def documents_of(release: Release, items: Iterable[ShownNeed]) -> dict[str, Any]:
    """Documents that the evidence of needs names, by their identifiers."""
    return named(release.connection, "documents", (e.document_id for item in items for e in item.evidence))


def _page(place: Place, section: Section, part: int) -> str | None:
    return link("state_needs", Place(place.state, place.section, part)) if 1 <= part <= section.parts else None


@require_safe
def show_state_needs(request: HttpRequest, place: Place) -> HttpResponse:
    """Needs of one State and chapter."""
    release = current()
    return render_found(request, release, "state_needs.html", state_needs_page(release, place))


def _every(release: Release) -> Iterator[str]:
    for row in release.connection.execute("SELECT DISTINCT state FROM needs ORDER BY state").fetchall():
        for section in sections(select(release.connection, "needs", "t.state = ?", (row[0],))):
            for part in range(1, section.parts + 1):
                yield str(Place(row[0], section.section, part))


PAGES = [Page(name="state_needs", route="states/<needs_place:place>", view=show_state_needs, every=_every, holds="need")]

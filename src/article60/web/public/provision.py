"""The page of an article: what it is about and when it is reviewed, what is needed and provided on it, what else touches it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from article60.codes.crosswalk import correspondences, instruments
from article60.codes.labels import codes
from article60.codes.reader import by_code
from article60.domain.knowledge import KnowledgeProduct
from article60.domain.provision import Provision, article_of
from article60.text.normalise import fold
from article60.web.common import wording
from article60.web.common.current import Release, current
from article60.web.common.rows import select
from article60.web.public.at_work import NAMED
from article60.web.public.figures import Shown
from article60.web.public.pages import Page, render_found
from article60.web.public.provision_reviews import (
    Cell,
    by_cycle,
    by_group,
    find_address,
    numbers,
    states_in_need,
    states_with_practice,
    told,
)
from article60.web.public.provision_work import reporters
from article60.web.public.provisions import articles


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause, with all those below it whose wording says the same: they have no line of their own, but a place."""

    provision: str
    below: list[str]


@dataclass(frozen=True, slots=True)
class Touching:
    """Another instrument with the places in it that treat what a clause of the article does."""

    instrument: str
    year: str
    reference: str
    places: list[tuple[str, str]]


def provision_page(release: Release, article: str) -> dict[str, Any] | None:
    """Everything about one article; None where the Release has no such article."""
    known: list[Provision] = select(release.connection, "provisions", "t.article = ?", (int(article),))
    if not known:
        return None
    head = known[0]
    its_reporters = reporters(release, article)
    reviewed = head.cycle is not None
    counted = numbers(release, article, reviewed=reviewed)
    return {
        "provision": head,
        "about": wording.code("article_descriptions", article) if article in by_code("article_descriptions") else None,
        "obligation": obligation(article),
        "clauses": clauses(one.provision for one in known[1:]),
        "titles": [one.title for one, _ in counted],
        "numbers": told(counted),
        "groups": by_group(release, article, reviewed=reviewed),
        "cycles": by_cycle(release, article, reviewed=reviewed),
        "needing": states_in_need(release, article),
        "solving": states_with_practice(release, article),
        "find": find_address(article) if reviewed and _any_current(counted) else None,
        "reporters": its_reporters,
        "few": len(its_reporters) <= NAMED,
        "knowledge": knowledge(release, article),
        "instruments": list(touching(article)),
        "beside": beside(release, article),
    }


def _any_current(counted: list[tuple[Shown, Cell]]) -> bool:
    """Whether the list of open needs, to which the page leads, holds any."""
    return any(cell.number for one, cell in counted if one.figure.figure == "current_needs")


def obligation(provision: str) -> str:
    """The code of what the wording of a provision says, read by rule: mandatory, consider, optional, mixed or other."""
    return by_code("provisions")[provision]["obligation"]


def clauses(provisions: Iterable[str]) -> dict[str, list[Clause]]:
    """By what their wording says, in the order of its list, the paragraphs of an article and each clause that differs.

    `provisions` are the clauses below the article, in the order of the Convention.
    """
    listed = by_code("provisions")
    stands_in: dict[str, Clause] = {}
    found: dict[str, list[Clause]] = {}
    for one in provisions:
        above = listed[one]["parent"]
        if above in stands_in and obligation(one) == obligation(above):
            stands_in[one] = stands_in[above]
            stands_in[one].below.append(one)
        else:
            stands_in[one] = Clause(one, [])
            found.setdefault(obligation(one), []).append(stands_in[one])
    return {said: found[said] for said in codes("obligations") if said in found}


def knowledge(release: Release, article: str) -> list[KnowledgeProduct]:
    """The knowledge products on the article or a clause of it, by title."""
    found: list[KnowledgeProduct] = release.kept("knowledge", lambda: select(release.connection, "knowledge"))
    its = [one for one in found if any(article_of(provision) == article for provision in one.provisions)]
    return sorted(its, key=lambda one: (fold(one.title), one.publisher))


def touching(article: str) -> Iterator[Touching]:
    """Yield the other instruments that touch the article, in the order of their list, with what touches what."""
    found = correspondences(article)
    for instrument in instruments():
        listed = by_code("instruments")[instrument]
        places = [(one.provision, _places(listed["unit"], one.places)) for one in found if one.instrument == instrument]
        if places:
            yield Touching(instrument, listed["year"], listed["reference"], places)


def _places(unit: str, places: tuple[str, ...]) -> str:
    """`articles 2, 3, 4`, as other instruments number their parts."""
    named = {"places": wording.isolate(", ".join(places) if wording.language() != "zh" else "、".join(places))}
    if unit == "recommendation":
        return ngettext("Recommendation %(places)s", "Recommendations %(places)s", len(places)) % named
    if unit == "target":
        return gettext("target %(places)s") % named
    return ngettext("article %(places)s", "articles %(places)s", len(places)) % named


def beside(release: Release, article: str) -> tuple[str | None, str | None]:
    """The articles before and after, in the Convention's order."""
    order = [one.provision for one in articles(release)]
    place = order.index(article)
    return order[place - 1] if place else None, order[place + 1] if place + 1 < len(order) else None


@require_safe
def show_provision(request: HttpRequest, article: str) -> HttpResponse:
    """One article."""
    release = current()
    return render_found(request, release, "provision.html", provision_page(release, article))


def _every(release: Release) -> list[str]:
    return [f"art{one.provision}" for one in articles(release)]


PAGES = [Page(name="provision", route="provisions/<article:article>", view=show_provision, every=_every)]

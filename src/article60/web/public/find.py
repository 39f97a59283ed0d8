"""Find: the open needs that a donor looks for, with what can still be chosen, and the ways to take them along."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as noop
from django.views.decorators.http import require_safe

from article60.domain.provision import article_of
from article60.web.common import wording
from article60.web.common.address import site_address
from article60.web.common.current import Release, current
from article60.web.common.jinja import link
from article60.web.common.rows import select
from article60.web.public.facets import Choice, Facet
from article60.web.public.find_words import FLAGS, place_of, title, words_of
from article60.web.public.lists.asked import Unusable, checked
from article60.web.public.lists.found import BOUNDS, FILTERS, NEEDS, NOT_UPDATED, OFFERED, ORDERS, Found
from article60.web.public.not_understood import NotUnderstood
from article60.web.public.pages import Page, render
from article60.web.public.shown import confirming

PAGE = 25
"""Needs on a page."""
PICKED = ("state", "article", "provision", "beneficiary")
"""Filters with so many values that they are picked from a field of the form; the others are links."""
ORDER_WORDS = {"state": noop("By State"), "date": noop("Last confirmed first")}
_OTHER = ("order", "also", "page")
_PARAMETERS = (*FILTERS, *_OTHER)
EMPTY: Mapping[str, str | None] = {}


def asked_for(request: HttpRequest, release: Release) -> tuple[Found, int]:
    """What an address asks for, and the page of it, from 1. Raises NotUnderstood for a value that cannot be."""
    given = _given(request)
    try:
        chosen = checked({name: given[name] for name in FILTERS if name in given}, NEEDS.filters, release)
    except Unusable as error:
        raise NotUnderstood.of(error) from error
    order, also, page = given.get("order", ORDERS[0]), given.get("also", ""), given.get("page", "1")
    usable = {
        "order": order in ORDERS,
        "also": also in ("", NOT_UPDATED),
        "page": page.isascii() and page.isdigit() and len(page) < 7,
    }
    if not all(usable.values()):
        raise NotUnderstood(*(name for name, can_be in usable.items() if not can_be))
    return Found(release=release, chosen=chosen, also=bool(also), order=order), max(1, int(page))


def address(found: Found, changed: Mapping[str, str | None] = EMPTY, *, name: str = "find", page: int = 1) -> str:
    """The address of what was found, or of a form of it, with some parameters changed; None takes one out."""
    said: dict[str, str | None] = {**found.chosen, "order": found.order if found.order != ORDERS[0] else None}
    said |= {"also": NOT_UPDATED if found.also else None, "page": str(page) if page > 1 else None, **changed}
    query = urlencode({key: said[key] for key in _PARAMETERS if said.get(key)})
    return link(name) + (f"?{query}" if query else "")


def find_page(found: Found, page: int, *, base: str) -> dict[str, Any]:
    """Everything that the page shows."""
    last = max(1, -(-found.total // PAGE))
    page = min(page, last)
    places = found.places((page - 1) * PAGE, page * PAGE)
    needs = needs_at(found.release, places)
    links, picks = list(_links(found)), list(_picks(found))
    return {
        "found": found,
        "needs": needs,
        "confirmed": confirming(found.release, needs),
        "first": (page - 1) * PAGE + 1,
        "facets": links,
        "picks": picks,
        "chosen": [*links, *(facet for _, facet in picks), *_bounds(found)],
        "clear": link("find"),
        "hidden": [(name, found.chosen[name]) for name in FILTERS if name in found.chosen and name not in (*PICKED, *BOUNDS)],
        "days": [(name, title(name), found.chosen.get(name, "")) for name in BOUNDS],
        "orders": [(gettext(ORDER_WORDS[one]), address(found, {"order": one}), one == found.order) for one in ORDERS],
        "before": address(found, page=page - 1) if page > 1 else None,
        "after": address(found, page=page + 1) if page < last else None,
        "also": address(found, {"also": None if found.also else NOT_UPDATED}),
        "without": list(_without(found)) if not found.total else [],
        "forms": {name: address(found, {"order": None}, name=name) for name in ("find_atom", "find_json")}
        | {name: address(found, name=name) for name in ("find_csv", "find_xlsx")},
        "saved": base + address(found),
        "api": f"/api/v1/needs?{urlencode({'open': 'true', **found.chosen})}" if not found.also else None,
    }


def title_of(found: Found) -> str:
    """What was looked for, in words: `Open needs: Small island developing States, Chapter V: Asset recovery`."""
    said = [words_of(name, value) for name, value in found.chosen.items()]
    if not said:
        return gettext("Open needs")
    return gettext("Open needs: %(filters)s") % {"filters": wording.between().join(said)}


def needs_at(release: Release, places: list[int]) -> list[Any]:
    """Needs at these places, in their order."""
    marks = ", ".join("?" * len(places))
    key = {
        row[0]: row[1]
        for row in release.connection.execute(f"SELECT rowid, need_id FROM needs WHERE rowid IN ({marks})", places)
    }
    found = {need.need_id: need for need in select(release.connection, "needs", f"t.rowid IN ({marks})", places)}
    return [found[key[place]] for place in places]


def _given(request: HttpRequest) -> dict[str, str]:
    return {name: str(request.GET[name]) for name in (*FILTERS, *_OTHER) if request.GET.get(name)}


def _links(found: Found) -> Iterator[Facet]:
    """What is chosen by a link; the three kinds of States stand together."""
    for name in (one for one in OFFERED if one not in PICKED and one not in FLAGS[1:]):
        names = FLAGS if name == FLAGS[0] else (name,)
        choices = [choice for one in names for choice in _choices(found, one)]
        yield Facet(title=title(name), choices=choices)


def _picks(found: Found) -> Iterator[tuple[str, Facet]]:
    """What is picked from a field; paragraphs once an article is."""
    for name in PICKED:
        if name != "provision" or "article" in found.chosen or name in found.chosen:
            yield name, Facet(title=title(name), choices=list(_choices(found, name)))


def _choices(found: Found, name: str) -> Iterator[Choice]:
    """The values of a filter with their counts; what is picked from a field needs no address but where it is chosen."""
    counts = found.counts(name)
    here = found.chosen.get(name)
    languages = _languages(found.release) if name == "beneficiary" else EMPTY
    for value, words in _values(found, name):
        count = counts.get(value, 0)
        if (not count and value != here) or (name in FLAGS and value == "false" and here != value):
            continue
        if name == "provision" and "article" in found.chosen and article_of(value) != found.chosen["article"]:
            continue
        linked = name not in PICKED or value == here
        yield Choice(
            value=value,
            words=words,
            count=count,
            address=address(found, {name: None if value == here else value}) if linked else "",
            chosen=value == here,
            language=languages.get(value),
        )


def _languages(release: Release) -> Mapping[str, str | None]:
    """The language in which each body that would benefit is named."""
    query = "SELECT beneficiary, min(language) FROM needs WHERE beneficiary IS NOT NULL GROUP BY beneficiary"
    kept: Mapping[str, str | None] = release.kept(("languages of bodies",), lambda: dict(release.connection.execute(query)))
    return kept


def _values(found: Found, name: str) -> Sequence[tuple[str, str]]:
    """All values of a filter in their order, with their words; and one that is chosen though no need has it."""
    kept = found.release.kept(("values of Find", name, wording.language()), lambda: _in_order(name, found.index.by_value[name]))
    here = found.chosen.get(name)
    return kept if here is None or here in found.index.by_value[name] else _in_order(name, (*dict(kept), here))


def _in_order(name: str, values: Iterable[str]) -> Sequence[tuple[str, str]]:
    return [(value, words_of(name, value)) for value in sorted(values, key=lambda one: place_of(name, one))]


def _bounds(found: Found) -> Iterator[Facet]:
    for name in BOUNDS:
        if name in found.chosen:
            value = found.chosen[name]
            gone = Choice(words=wording.day(value), count=found.total, address=address(found, {name: None}), chosen=True)
            yield Facet(title=title(name), choices=[gone])


def _without(found: Found) -> Iterator[Choice]:
    """Of a search that finds nothing, each choice without which something would be found, with how much."""
    for name, value in found.chosen.items():
        if count := found.without(name):
            yield Choice(words=words_of(name, value), count=count, address=address(found, {name: None}))


@require_safe
def show_find(request: HttpRequest) -> HttpResponseBase:
    """The page; an address that says things in another way leads to the one that can be kept."""
    release = current()
    found, page = asked_for(request, release)
    article = found.chosen.get("article")
    if article is not None and article_of(found.chosen.get("provision", article)) != article:
        return HttpResponseRedirect(address(found, {"provision": None}))
    if any(name not in (*FILTERS, *_OTHER) or len(some) > 1 or not some[0] for name, some in request.GET.lists()):
        return HttpResponseRedirect(address(found, page=page))
    return render(request, release, "find.html", find_page(found, page, base=site_address(request)))


PAGES = [Page(name="find", route="find", view=show_find, picks=("state", "article"))]

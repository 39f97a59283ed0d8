"""The organisations of a Release in alphabetical order, and the pages below the page of one of them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.views.decorators.http import require_safe

from article60.domain.organisation import Organisation
from article60.text.normalise import CHINESE, fold
from article60.web.common.current import Release, current
from article60.web.common.rows import one, select
from article60.web.public.aliases import alias
from article60.web.public.funders import ANSWERS
from article60.web.public.matrix import NOWHERE
from article60.web.public.organisation import funding_by_state, pairs_by_state
from article60.web.public.organisation_places import OrganisationPlace, way
from article60.web.public.organisation_work import A_PAGE, MOST_STATES, activities_page, parts_of, states_at_work, turning
from article60.web.public.pages import Page, render, render_found

OF_INDEX = 250
"""Names on one page of the index."""
DIGITS, HAN, OTHER = "0–9", "汉字", "…"
"""Headings under which names stand that begin with no letter of an alphabet."""
_FIRST_HAN, _LAST_HAN = CHINESE[0], CHINESE[-1]


@dataclass(frozen=True, slots=True)
class Entry:
    """One name in the index; `main` is the name under which the organisation stands on its page, where it is another one.

    `shared` tells that another organisation has the same name, so that something else must tell the two apart.
    """

    name: str
    organisation: Organisation
    main: str | None
    shared: bool


@dataclass(frozen=True, slots=True)
class Letter:
    """A heading of the index: where it stands, and the names under it on this page."""

    heading: str
    address: str
    entries: list[Entry]

    @property
    def anchor(self) -> str:
        """Its place on the page."""
        return anchor(self.heading)


def entries(organisations: Iterable[Organisation]) -> list[Entry]:
    """Every name under which an organisation is published, in alphabetical order, whatever the script; never by size."""
    named = [
        (name, organisation)
        for organisation in organisations
        for name in _different({organisation.name, *organisation.names}, organisation.name)
    ]
    times = Counter(order(name) for name, _ in named)
    found = [
        Entry(name, organisation, None if name == organisation.name else organisation.name, times[order(name)] > 1)
        for name, organisation in named
    ]
    return sorted(found, key=lambda entry: (order(entry.name), entry.name, entry.organisation.organisation_id))


def _different(names: Iterable[str], main: str) -> Iterator[str]:
    """The names that differ by more than case, accents and signs, the main one always."""
    seen = {order(main)}
    yield main
    for name in sorted(set(names) - {main}):
        if order(name) not in seen:
            seen.add(order(name))
            yield name


def order(name: str) -> tuple[int, str]:
    """Place of a name: letters and digits alone count; Latin stands before Cyrillic, Arabic and Chinese, what has none last."""
    words = fold(name)
    begins = next((place for place, character in enumerate(words) if character.isalnum()), None)
    return (1, words) if begins is None else (0, words[begins:])


def heading(name: str) -> str:
    """The letter under which a name stands; Chinese characters, digits and signs have one heading each."""
    nowhere, words = order(name)
    if nowhere:
        return OTHER
    first = words[0]
    if first.isdigit():
        return DIGITS
    return HAN if _FIRST_HAN <= first <= _LAST_HAN else first.upper()


def anchor(of: str) -> str:
    """A name for the place of a heading that is safe in addresses whatever its script: `letter-41` for A."""
    return f"letter-{ord(of[0]):x}"


def index_page(release: Release, part: int) -> dict[str, Any] | None:
    """One page of the index with the way to every letter; None where there is no such page."""
    found = entries(select(release.connection, "organisations"))
    parts = max(1, -(-len(found) // OF_INDEX))
    if not 1 <= part <= parts:
        return None
    letters: dict[str, str] = {}
    for place, entry in enumerate(found):
        letter = heading(entry.name)
        if letter not in letters:
            letters[letter] = f"{way(OrganisationPlace(None, 'list', place // OF_INDEX + 1))}#{anchor(letter)}"
    here: dict[str, list[Entry]] = {}
    for entry in found[(part - 1) * OF_INDEX : part * OF_INDEX]:
        here.setdefault(heading(entry.name), []).append(entry)
    return {
        "letters": [Letter(letter, address, here.get(letter, [])) for letter, address in letters.items()],
        "count": len({entry.organisation.organisation_id for entry in found}),
        **turning(OrganisationPlace(None, "list", part), parts),
    }


def states_page(release: Release, place: OrganisationPlace) -> dict[str, Any] | None:
    """One page of the States in which an organisation works, with what it funds there; None where there is no such page."""
    found = states_at_work(parts_of(release, str(place.identifier)))
    here = found[(place.part - 1) * MOST_STATES : place.part * MOST_STATES]
    if not here or len(found) <= MOST_STATES:
        return None
    states = [one.state for one in here if one.state != NOWHERE]
    return {
        "places": here,
        "funding_rows": list(funding_by_state(release, str(place.identifier), states)),
        "answers": ANSWERS,
        "pairs": [
            pairs
            for pairs in pairs_by_state(release, str(place.identifier))
            if pairs.state in states or (place.part == 1 and pairs.state not in {one.state for one in found})
        ],
        **turning(place, -(-len(found) // MOST_STATES)),
    }


@require_safe
def show_organisations(request: HttpRequest) -> HttpResponse:
    """The index, or its first page."""
    release = current()
    return render_found(request, release, "organisations.html", index_page(release, 1))


@require_safe
def show_place(request: HttpRequest, place: OrganisationPlace) -> HttpResponse | HttpResponsePermanentRedirect:
    """A page below an organisation's, or a further page of the index; below an old identifier it leads to the one now used."""
    release = current()
    if place.identifier is None:
        return render_found(request, release, "organisations.html", index_page(release, place.part))
    organisation = one(release.connection, "organisations", place.identifier)
    newer = alias(release, place.identifier) if organisation is None else None
    if newer is not None:
        return HttpResponsePermanentRedirect(way(OrganisationPlace(newer, place.what, place.part)))
    found = (activities_page if place.what == "activities" else states_page)(release, place)
    if organisation is None or found is None:
        return render_found(request, release, "", None)
    return render(request, release, f"organisation_{place.what}.html", found | {"organisation": organisation})


_PARTS = """
    SELECT o.organisation_id, count(DISTINCT a.activity_id), count(DISTINCT s.state) + max(s.state IS NULL)
    FROM activity_organisations o
    JOIN activities a ON a.activity_id = o.activity_id AND a.relevant
    LEFT JOIN activity_states s ON s.activity_id = a.activity_id
    GROUP BY o.organisation_id ORDER BY o.organisation_id
"""
"""Of each organisation the number of its activities, and of States with what names none."""


def _every(release: Release) -> Iterator[str]:
    parts = -(-len(entries(select(release.connection, "organisations"))) // OF_INDEX)
    yield from (str(OrganisationPlace(None, "list", part)) for part in range(2, parts + 1))
    for identifier, activities, states in release.connection.execute(_PARTS).fetchall():
        yield from _places(identifier, "activities", -(-activities // A_PAGE))
        if states > MOST_STATES:
            yield from _places(identifier, "states", -(-states // MOST_STATES))


def _places(identifier: str, what: str, parts: int) -> Iterator[str]:
    return (str(OrganisationPlace(identifier, what, part)) for part in range(1, parts + 1))


PAGES = [
    Page(name="organisations", route="organisations", view=show_organisations),
    Page(name="organisation_place", route="organisations/<organisation_place:place>", view=show_place, every=_every),
]

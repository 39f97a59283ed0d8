"""Every kind of page in six languages and at two widths, with everything in it and with nothing: axe, width, quotes, rest.

Kinds are those that the site declares, so that a new one is looked at as soon as it is there.
"""

from collections.abc import Callable, Iterable, Iterator
from urllib.request import HTTPError, urlopen

import pytest
from playwright.sync_api import Browser
from tests.browser.sites import KINDS, NOT_THERE, Site
from tests.browser.visiting import AXE, LEVELS, LOOK, WIDTHS, Visit, visits

from article60.codes.languages import direction

Visited = Callable[[str], list[Visit]]
EVERY = [*KINDS, NOT_THERE]
WRONG = """<html lang="en"><body style="margin: 0"><h1>Wrong</h1><img src="data:,"><div style="width: 400px">wide</div>
<p style="overflow: hidden; width: 5px">cut</p><q lang="ar">كلمات</q>
<p style="transition: color 1s">moves</p></body></html>"""


@pytest.fixture(scope="module")
def visited(browser: Browser, site: Site, empty: Site) -> Visited:
    """Every visit to pages of a kind, made once for all tests that ask for them."""
    made: dict[str, list[Visit]] = {}

    def of(kind: str) -> list[Visit]:
        if kind not in made:
            filled = list(site.pages(kind))
            made[kind] = list(visits(browser, [*filled, *other(empty.pages(kind), than=filled)]))
        return made[kind]

    return of


def other(pages: Iterable[tuple[str, str]], *, than: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Those pages that say something else than the pages before them; the same page is looked at once."""
    seen = {said(address) for _, address in than}
    return ((language, address) for language, address in pages if said(address) not in seen)


def said(address: str) -> bytes:
    """What stands between head and foot of a page."""
    try:
        with urlopen(address) as answer:
            return bytes(answer.read()).partition(b"<main")[2].partition(b"</main>")[0]
    except HTTPError as error:
        with error:
            return bytes(error.read()).partition(b"<main")[2].partition(b"</main>")[0]


def test_looking_finds_what_is_wrong(browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 900})
    page.set_content(WRONG)
    page.evaluate(AXE)
    page.evaluate(LOOK, LEVELS)
    seen = page.evaluate("() => window.looked")
    page.close()

    assert any(one.startswith("image-alt: ") for one in seen["findings"])
    assert seen["over"] == 10 and len(seen["cut"]) == len(seen["moving"]) == 1
    assert seen["quotes"] == [{"words": "كلمات", "language": "ar", "direction": "ltr"}]


@pytest.mark.parametrize("kind", EVERY)
def test_page_magnified_four_times_is_read_without_moving_it_sideways(browser: Browser, site: Site, kind: str) -> None:
    """A window of 320 pixels is what a desk of 1280 leaves then; Russian has the longest words."""
    page = browser.new_page(viewport={"width": 320, "height": 900})
    over = {}
    for _, address in (one for one in site.pages(kind) if one[0] == "ru"):
        page.goto(address)
        over[address] = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
    page.close()

    assert over and {address: by for address, by in over.items() if by} == {}


def told(found: Iterable[tuple[Visit, object]]) -> str:
    """One line for each fault, with the page on which it is."""
    return "\n".join(f"{visit}: {fault}" for visit, fault in found)


@pytest.mark.parametrize("kind", EVERY)
def test_axe_finds_nothing(visited: Visited, kind: str) -> None:
    assert not (found := [(visit, one) for visit in visited(kind) for one in visit.seen["findings"]]), told(found)


@pytest.mark.parametrize("kind", EVERY)
def test_every_language_and_width_is_looked_at(visited: Visited, kind: str) -> None:
    seen = {(visit.language, visit.width) for visit in visited(kind)}

    assert len(seen) == 6 * len(WIDTHS), f"{kind}: the demonstration has no such page"
    for visit in visited(kind):
        assert (visit.seen["language"], visit.seen["direction"]) == (visit.language, direction(visit.language))


@pytest.mark.parametrize("kind", EVERY)
def test_nothing_is_wider_than_the_window_or_cut(visited: Visited, kind: str) -> None:
    over = [(visit, f"{visit.seen['over']} px too wide") for visit in visited(kind) if visit.seen["over"]]
    cut = [(visit, f"cut: {one}") for visit in visited(kind) for one in visit.seen["cut"]]

    assert not over + cut, told(over + cut)


@pytest.mark.parametrize("kind", EVERY)
def test_nothing_moves_by_itself(visited: Visited, kind: str) -> None:
    assert not (found := [(visit, one) for visit in visited(kind) for one in visit.seen["moving"]]), told(found)


@pytest.mark.parametrize("kind", EVERY)
def test_quotes_run_in_the_direction_of_their_language(visited: Visited, kind: str) -> None:
    quotes = [(visit, one) for visit in visited(kind) for one in visit.seen["quotes"] if one["language"]]
    wrong = [(visit, one) for visit, one in quotes if one["direction"] != direction(one["language"])]

    assert not wrong, told(wrong)


@pytest.mark.parametrize("kind", EVERY)
def test_browser_complains_of_nothing_and_asks_no_other_host(visited: Visited, kind: str) -> None:
    assert not (found := [(visit, one) for visit in visited(kind) for one in visit.complaints]), told(found)

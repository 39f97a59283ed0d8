"""The overview: equal tiles, kinds of nothing told apart by shape and words, and no order by number."""

import re

import pytest
from django.conf import settings
from django.test import Client

from article60.figures.declarations import declarations
from article60.figures.evaluate import evaluate
from article60.web.common.current import current
from article60.web.public import overview


def tiles(page: str) -> list[tuple[str, str]]:
    """Kind and name of each tile, in the order of the page."""
    return re.findall(r'class="tile (\w+)".*?class="state[^"]*">([^<]+)<', page, re.S)


def test_every_kind_of_information_has_its_own_mark_and_words(client: Client) -> None:
    page = client.get("/en/").content.decode()

    marks = {
        kind: re.sub(r"\s+", "", mark) for kind, mark in re.findall(r'class="tile (\w+)".*?<svg[^>]*>(.*?)</svg>', page, re.S)
    }
    assert len(marks) == 5
    assert len(set(marks.values())) == 5
    for words in ("Needs stated", "No need stated", "Review not completed", "Document not published", "Document not held here"):
        assert f'<span class="hidden">: {words}</span>' in page


def test_tiles_stand_by_name_within_their_group(client: Client) -> None:
    groups = client.get("/en/").content.decode().split('<section class="group"')[1:]

    assert len(groups) == 5
    for group in groups:
        names = [name for _, name in tiles(group)]
        assert names and names == sorted(names)


def test_tile_holds_no_number(client: Client) -> None:
    page = client.get("/en/").content.decode()

    for tile in re.findall(r'<a class="tile.*?</a>', page, re.S):
        assert not re.search(r"\d", re.sub(r"<[^>]+>", "", tile))


def test_chapter_chosen_changes_the_tiles(client: Client) -> None:
    first, fifth = (tiles(client.get(f"/en/{path}").content.decode()) for path in ("", "chapters/V"))

    assert sorted(name for _, name in first) == sorted(name for _, name in fifth)
    assert first != fifth


def test_chapter_that_no_cycle_reviews_is_not_found(client: Client) -> None:
    assert client.get("/en/chapters/I").status_code == 404
    assert client.get("/en/chapters/%3Cb%3E").status_code == 404


def test_lead_figures_are_those_of_the_release(client: Client) -> None:
    page = client.get("/en/").content.decode()

    values = re.findall(r'<p class="value">([^<]+)</p>', page)
    assert values == ["2", "5", "3 to 4", "0 to 3"]
    assert "Out of 1: States parties about which a document was read" in page
    assert "Reading confirmed by a person: 1 of 5 rows" in page


@pytest.mark.parametrize(
    ("language", "between", "before", "why"),
    [
        ("ar", "بين 0 و3", "في الإصدار", "كانت طريقة الحساب مختلفة آنذاك"),
        ("en", "0 to 3", "In Release \u20682025-06-30-aaaaaaaa\u2069: 1,200", "It was counted otherwise then"),
        ("es", "entre 0 y 3", "En la edición", "Entonces se contaba de otra manera"),
        ("fr", "entre 0 et 3", "Dans la livraison", "Il était alors calculé autrement"),
        ("ru", "от 0 до 3", "В выпуске \u20682025-06-30-aaaaaaaa\u2069: 1\xa0200", "Тогда он подсчитывался иначе"),
        ("zh", "0至3", "发布版\u20682025-06-30-aaaaaaaa\u2069：1,200", "当时的计算方法不同"),
    ],
)
def test_ranges_and_the_release_before_are_told_in_the_readers_language(
    client: Client, language: str, between: str, before: str, why: str
) -> None:
    page = client.get(f"/{language}/").content.decode()

    assert f'<p class="value">{between}</p>' in page
    assert before in page and why in page


def test_states_come_before_statements() -> None:
    assert overview.LEAD[:2] == ("states_with_needs", "needs_stated")


def test_word_that_fits_no_tile_may_break_near_its_middle() -> None:
    tile = overview.Tile("CD", "Демократическая Республика Конго", "not_held")

    assert tile.softened == "Демокра\N{SOFT HYPHEN}тическая Республика Конго"


def test_search_is_a_plain_form_to_the_readers_own_language(client: Client) -> None:
    page = client.get("/ar/").content.decode()

    assert re.search(r'<form class="ask large" role="search" action="/ar/search">\s*<label for="q"', page)
    assert re.search(r'<input id="q" type="search" name="q"', page)


def test_tiles_come_before_figures_and_their_long_explanations(client: Client) -> None:
    page = client.get("/en/").content.decode()

    places = [
        page.index(words) for words in ('name="q"', 'class="tile ', '<dl class="legend">', 'class="figures"', 'id="newest"')
    ]
    assert places == sorted(places)


def test_charts_hold_the_numbers_of_their_figures_and_need_no_script(client: Client) -> None:
    page = client.get("/en/").content.decode()
    charts = re.findall(r'<section aria-labelledby="chart-\d">(.*?)</section>', page, re.S)

    assert charts and "<script" not in page and "<template" not in page
    for chart, (name, _) in zip(charts, overview.CHARTS, strict=False):
        parts = evaluate(current().connection, declarations()[f"{name}.coarse_type"]).parts
        assert re.findall(r'<td class="number"><a href="[^"]+">(\d+)</a>', chart) == [str(count) for _, count in parts]
        assert re.findall(r">(\d+)</text>", chart) == [str(count) for _, count in parts]


def test_first_page_weighs_less_than_a_hundred_kilobytes_in_all(client: Client) -> None:
    page = client.get("/ru/").content
    sheets = re.findall(r'href="/static/([\w.]+)\?', page.decode())

    assert len(page) + sum((settings.STATIC_ROOT / name).stat().st_size for name in sheets) < 100_000

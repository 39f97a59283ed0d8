"""A State with very many needs: its page stays light, and below it every need stands once."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

import makers
from article60.publication import release
from article60.web.common.current import current
from article60.web.public.state_needs import A_PAGE, OF_A_CHAPTER, ON_THE_PAGE, Place
from article60.web.public.urls import PAGES, addresses

MANY = 3 * A_PAGE + 5
NEEDS = [
    makers.need(
        need_id=f"XC-AAAAAA{chr(65 + i // 26)}{chr(65 + i % 26)}", state="XC", articles=(article,), provisions=(article,),
        chapter=chapter,
    )
    for i in range(MANY)
    for article, chapter in [("46", "IV") if i % 3 else ("9", "II")]
]  # fmt: skip


@pytest.fixture(scope="module")
def large(invented: dict[str, list[Any]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("large") / "release"
    release.write(
        invented | {"needs": [*invented["needs"], *NEEDS]}, out=out, on=makers.ON, audience="public",
        versions={"article60": "0"}, fictional=True, inputs=[], documents={},
    )  # fmt: skip
    return out


@pytest.fixture(autouse=True)
def shown(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "ARTICLE60_RELEASE", large)


def needs_of(page: str) -> list[str]:
    return re.findall(r'<article class="record need" id="([^"]+)"', page)


def get(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return str(response.content.decode())


def test_page_of_the_state_shows_the_first_of_each_chapter_and_leads_to_all(client: Client) -> None:
    page = get(client, "/en/states/XC")

    assert MANY > ON_THE_PAGE and len(needs_of(page)) == 2 * OF_A_CHAPTER
    assert '<a href="/en/states/XC/needs/IV">All 51 needs of this chapter' in page


def test_every_need_stands_once_below_the_state(client: Client) -> None:
    pages = [path for path in addresses(current(), PAGES["state_needs"]) if path.startswith("states/XC/")]
    found = [identifier for path in pages for identifier in needs_of(get(client, f"/en/{path}"))]

    assert sorted(found) == sorted(need.need_id for need in NEEDS)
    assert pages == [
        "states/XC/needs/II",
        "states/XC/needs/II/2",
        "states/XC/needs/IV",
        "states/XC/needs/IV/2",
        "states/XC/needs/IV/3",
    ]


def test_pages_lead_to_one_another(client: Client) -> None:
    second = get(client, "/en/states/XC/needs/IV/2")

    assert (
        '<a href="/en/states/XC/needs/IV" rel="prev">' in second and '<a href="/en/states/XC/needs/IV/3" rel="next">' in second
    )


def test_marks_lead_to_the_page_on_which_the_need_stands(client: Client) -> None:
    table = get(client, "/en/states/XC").partition('<table class="matrix')[2].partition("</table>")[0]

    for path, identifier in re.findall(r'<a href="([^"#]*)#([^"]+)"', table):
        assert identifier in needs_of(get(client, path))


def test_paper_has_all(client: Client) -> None:
    assert len(needs_of(get(client, "/en/states/XC/print"))) == MANY


@pytest.mark.parametrize("path", ["XC/needs/V", "XC/needs/IV/4", "XC/needs/IV/1", "XC/needs/closed", "ZZ/needs/IV"])
def test_page_that_is_not_there_is_not_found(client: Client, path: str) -> None:
    assert client.get(f"/en/states/{path}").status_code == 404


def test_first_page_of_a_chapter_has_no_number() -> None:
    assert [str(Place("XC", "IV", part)) for part in (1, 2)] == ["XC/needs/IV", "XC/needs/IV/2"]

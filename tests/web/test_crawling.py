"""robots.txt and the sitemap: every page in every language, and nothing of invented States to be found by chance."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, override_settings
from lxml import etree

from article60.web.common.current import Release, current
from article60.web.public import crawling
from article60.web.public.pages import HTML
from article60.web.public.urls import PAGES, addresses

LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def listed(client: Client, address: str) -> list[str]:
    response = client.get(address)
    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/xml; charset=utf-8")
    return [one.text or "" for one in etree.fromstring(response.content).iter(LOC)]


@pytest.fixture
def real(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The Release as if its States were real, on a site of its own."""

    def shown() -> Release:
        release = current()
        info: dict[str, Any] = release.info | {"fictional": False, "address": "https://register.example"}
        return replace(release, info=info)

    monkeypatch.setattr(crawling, "current", shown)
    yield


def test_invented_states_are_kept_from_search_engines(client: Client) -> None:
    assert client.get("/robots.txt").content.decode() == "User-agent: *\nDisallow: /\n"


@pytest.mark.usefixtures("real")
def test_real_register_is_open_but_for_its_api(client: Client) -> None:
    told = client.get("/robots.txt").content.decode().splitlines()

    closed = told[2:-1]
    assert told == ["User-agent: *", "Allow: /", *closed, "Sitemap: https://register.example/sitemap.xml"]
    assert {"/api/v1/", "/*/find?", "/*/search?", "/*/rows?", "/*/trends?"} <= {
        one.removeprefix("Disallow: ") for one in closed
    }


def test_sitemap_names_every_page_in_every_language_and_each_answers(client: Client) -> None:
    found = [
        address for part in listed(client, "/sitemap.xml") for address in listed(client, part.removeprefix("http://testserver"))
    ]

    wanted = sum(1 for page in PAGES.values() if page.media == HTML for _ in addresses(current(), page))
    assert len(found) == len(set(found)) == 6 * wanted
    for address in found[::37]:
        assert client.get(address.removeprefix("http://testserver")).status_code == 200, address


@pytest.mark.usefixtures("real")
def test_addresses_are_those_that_the_release_names(client: Client) -> None:
    assert all(one.startswith("https://register.example/sitemaps/") for one in listed(client, "/sitemap.xml"))


def test_long_kinds_are_cut_into_files(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = listed(client, "/sitemaps/need-0.xml")
    monkeypatch.setattr(crawling, "PER_FILE", 2)

    parts = [one for one in listed(client, "/sitemap.xml") if "/need-" in one]

    assert len(parts) > 1
    assert [a for one in parts for a in listed(client, one.removeprefix("http://testserver"))] == whole


@pytest.mark.parametrize("address", ["/sitemaps/need-99.xml", "/sitemaps/secret-0.xml", "/sitemaps/need.xml"])
def test_file_that_is_not_there_is_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_day_of_each_entry_is_that_of_the_release(client: Client, folder: Path) -> None:
    days = set(re.findall(r"<lastmod>([^<]+)</lastmod>", client.get("/sitemap.xml").content.decode()))

    with override_settings(ARTICLE60_RELEASE=folder):
        assert days == {current().info["on"]}


def test_mark_of_the_site_is_found_at_the_old_address(client: Client) -> None:
    answer = client.get("/favicon.ico")

    assert (answer.status_code, "mark" in answer.headers["Location"]) == (302, True)


def test_what_can_be_chosen_is_not_walked_by_machines(client: Client) -> None:
    links = re.findall(r'<a href="/en/find\?[^>]*>', client.get("/en/find").content.decode())

    assert links and [link for link in links if 'rel="nofollow"' not in link] == []

"""Feeds of open needs: Atom and JSON Feed, the newest first, each need at its lasting address."""

import json
from datetime import datetime
from xml.etree import ElementTree

import pytest
from django.test import Client

ATOM = "{http://www.w3.org/2005/Atom}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def feed(client: Client, query: str = "") -> ElementTree.Element:
    return ElementTree.fromstring(client.get(f"/fr/find.atom{query}").content)


def test_atom_feed_has_what_the_standard_asks_for(client: Client) -> None:
    made = feed(client, "?chapter=IV")

    assert made.tag == f"{ATOM}feed"
    for one in (made, *made.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            (found,) = one.findall(f"{ATOM}{name}")
            assert found.text
        assert datetime.fromisoformat(one.findtext(f"{ATOM}updated", "")).tzinfo is not None
    assert made.find(f"{ATOM}author/{ATOM}name") is not None
    links = {link.get("rel"): link.get("href") for link in made.findall(f"{ATOM}link")}
    assert links == {
        "self": "http://testserver/fr/find.atom?chapter=IV",
        "alternate": "http://testserver/fr/find?chapter=IV",
    }
    title = made.findtext(f"{ATOM}title", "").replace("\N{NO-BREAK SPACE}", " ")
    assert title == "Besoins ouverts : Chapitre IV : Coopération internationale"


def test_entries_are_the_needs_newest_first_in_their_own_language(client: Client) -> None:
    entries = feed(client, "?also=not_updated").findall(f"{ATOM}entry")

    days = [entry.findtext(f"{ATOM}updated") for entry in entries]
    assert len(days) == 4 and days == sorted(days, reverse=True)
    last = entries[-1]
    assert last.findtext(f"{ATOM}id") == "http://testserver/needs/XA-DDDDDDDD"
    assert last.find(f"{ATOM}content").get(LANGUAGE) == "fr"
    assert last.findtext(f"{ATOM}published") == "2013-05-05T00:00:00Z"


def test_identifier_of_an_entry_is_the_same_in_every_language_and_leads_to_the_page(client: Client) -> None:
    by_language = [
        {entry.findtext(f"{ATOM}id", "") for entry in ElementTree.fromstring(client.get(f"/{language}/find.atom").content)}
        - {""}
        for language in ("ar", "en", "zh")
    ]

    assert by_language[0] == by_language[1] == by_language[2] and len(by_language[0]) == 3
    for address in by_language[0]:
        assert client.get(address.removeprefix("http://testserver"), follow=True).status_code == 200


def test_json_feed_holds_the_same_needs(client: Client) -> None:
    response = client.get("/fr/find.json?also=not_updated")
    made = json.loads(response.content)

    assert made["version"] == "https://jsonfeed.org/version/1.1"
    assert {"title", "home_page_url", "feed_url", "items"} <= set(made)
    assert [item["id"] for item in made["items"]] == [
        entry.findtext(f"{ATOM}id") for entry in feed(client, "?also=not_updated").findall(f"{ATOM}entry")
    ]
    assert all(item["content_text"] and item["url"].startswith("http://testserver/fr/needs/") for item in made["items"])
    assert response.headers["Article60-Release"] == made["_article60"]["release"]


@pytest.mark.parametrize("path", ["find.atom", "find.json", "find.csv", "find.xlsx"])
def test_what_a_reader_holds_is_not_sent_again(client: Client, path: str) -> None:
    first = client.get(f"/en/{path}?chapter=IV")
    mark = {"If-None-Match": first.headers["ETag"]}

    assert client.get(f"/en/{path}?chapter=IV", headers=mark).status_code == 304
    assert client.get(f"/en/{path}?chapter=II", headers=mark).status_code == 200
    assert first.headers["Last-Modified"]

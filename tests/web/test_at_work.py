"""Who works on what: by organisation and by article, by name and never by how much."""

import re

import pytest
from django.test import Client

from article60.web.public.at_work import Provider, Work, by_article, chunks


def work(identifier: str = "ACT-AAAAAAAA", **changes: object) -> Work:
    fields: dict[str, object] = {
        "activity_id": identifier, "title": "Advice", "articles": ("16", "9"), "types": ("legislative",), "running": "running",
        "years": ("2025",), "organisation_id": "ORG-AAAAAAAA", "reporter": "Demo",
    }  # fmt: skip
    return Work(**fields | changes)  # type: ignore[arg-type]


def test_articles_and_types_of_an_organisation_stand_in_their_own_order() -> None:
    provider = Provider("ORG-AAAAAAAA", "Demo", [work(), work(types=("capacity_building", "legislative"), running="ended")])

    assert provider.articles == ["9", "16"]
    assert provider.types == ["legislative", "capacity_building"]
    assert provider.runnings == [("running", 1), ("ended", 1)]


def test_organisation_is_named_once_under_each_article_and_activities_without_one_come_last() -> None:
    one, other = Provider("ORG-AAAAAAAA", "A", [work(), work()]), Provider("ORG-BBBBBBBB", "B", [work(articles=())])

    assert [(a.article, [p.name for p in a.providers]) for a in by_article([one, other])] == [
        ("9", ["A"]),
        ("16", ["A"]),
        ("", ["B"]),
    ]


def test_organisations_are_kept_whole_when_they_are_divided_among_pages() -> None:
    found = [Provider(f"ORG-{name * 8}", name, [work()] * count) for name, count in (("A", 5), ("B", 1), ("C", 2))]

    assert [[p.name for p in run] for run in chunks(found, most=3)] == [["A"], ["B", "C"]]


def test_page_below_the_state_has_every_activity_and_amount(client: Client) -> None:
    page = client.get("/en/states/XA/activities").content.decode()

    assert sorted(re.findall(r'<li id="ACT-\w+"><a href="/en/activities/(ACT-\w+)"', page)) == ["ACT-AAAAAAAA", "ACT-BBBBBBBB"]
    assert "1,500,000" in page and "no provider named" in page


@pytest.mark.parametrize("path", ["XA/activities/1", "XA/activities/2", "XM/activities", "ZZ/activities"])
def test_page_that_is_not_there_is_not_found(client: Client, path: str) -> None:
    assert client.get(f"/en/states/{path}").status_code == 404

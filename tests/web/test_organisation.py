"""The page of an organisation: under what it is known and from whom, where it works on what, what it funds, what is related."""

import re

import pytest
from django.test import Client

from article60.web.public import organisation, organisations
from article60.web.public.at_work import Work
from article60.web.public.organisation_work import Parts, articles_served, states_at_work


def text(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def section(page: str, name: str) -> str:
    return page.partition(f'<section aria-labelledby="{name}">')[2].partition("</section>")[0]


def work(identifier: str, *articles: str, running: str = "running") -> Work:
    return Work(identifier, "", articles, ("legislative",), running, (), None, "")


PARTS = Parts(
    works=[work("ACT-A", "16", "9"), work("ACT-B", "9", running="ended"), work("ACT-C")],
    roles={},
    states={"ACT-A": ["XB", "XA"], "ACT-B": ["XB"]},
)


def test_states_stand_by_name_with_what_is_done_there_and_none_comes_last() -> None:
    found = states_at_work(PARTS)

    assert [(one.state, one.articles, one.runnings) for one in found] == [
        ("XA", ["9", "16"], [("running", 1)]),
        ("XB", ["9", "16"], [("running", 1), ("ended", 1)]),
        ("", [], [("running", 1)]),
    ]


def test_articles_stand_in_the_order_of_the_convention_with_their_states_and_none_comes_last() -> None:
    assert [(one.article, one.states) for one in articles_served(PARTS)] == [
        ("9", ["XA", "XB"]),
        ("16", ["XA", "XB"]),
        ("", []),
    ]


def test_page_names_it_says_who_read_it_and_where_every_name_comes_from(client: Client) -> None:
    page = client.get("/en/organisations/ORG-BBBBBBBB").content.decode()

    assert "<h1><bdi>Ärzte für Redlichkeit</bdi></h1>" in page
    assert '<span class="reading">Read by machine</span>' in page and "Foundation" in page
    rows = re.findall(r"<tr role=\"row\"><th.*?</tr>", section(page, "names"), flags=re.DOTALL)
    told = [text(row).strip() for row in rows]
    assert any("Doctors for Integrity" in row and "Name" in row and "Demo" in row and "a.xml" in row for row in told)
    assert any(row.startswith("XX-2") and "Identifier" in row for row in told)
    assert any(row.startswith("Ärzte für Redlichkeit") and "not recorded" in row for row in told)


def test_page_tells_where_it_works_on_what(client: Client) -> None:
    shown = section(client.get("/fr/organisations/ORG-AAAAAAAA").content.decode(), "work")

    assert '<a href="/fr/states/XA">Ndara</a>' in shown and "art. 16" in shown and "En cours" in shown


def test_amounts_are_the_rows_of_the_release_and_unknown_is_not_a_zero(client: Client) -> None:
    shown = section(client.get("/en/organisations/ORG-AAAAAAAA").content.decode(), "funding")

    assert "1,500,000" in shown and "2,000" in shown and "not known" in shown
    assert "no amount is divided among articles" in shown and "/en/figures/commitment_to_states_usd" in shown
    assert "3,502,000" not in shown and "9,000,000" not in shown  # nothing is added up, and no other provider's stands here


def test_organisation_without_amounts_is_not_said_to_pay_nothing(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(organisation, "funding_by_state", lambda release, identifier: iter(()))

    assert "That is not a zero" in section(client.get("/en/organisations/ORG-BBBBBBBB").content.decode(), "funding")


def test_what_a_machine_proposes_and_what_people_confirmed_stand_apart_with_role_and_day(client: Client) -> None:
    proposed = section(client.get("/en/organisations/ORG-AAAAAAAA").content.decode(), "related")
    confirmed = section(client.get("/en/organisations/ORG-BBBBBBBB").content.decode(), "related")

    assert re.findall(r'class="number"[^>]*>(\d+)<', proposed) == ["0", "1"] and "decided" not in proposed
    assert re.findall(r'class="number"[^>]*>(\d+)<', confirmed) == ["1", "0"]
    assert "Reported as related by an officer of the provider, 3 February 2026" in text(confirmed)


def test_overlaps_in_which_it_takes_part_stand_there_once_people_have_decided(client: Client) -> None:
    page = client.get("/en/organisations/ORG-AAAAAAAA").content.decode()

    assert 'href="/en/overlaps/XA-PPPPPPPP"' in page and "XA-QQQQQQQQ" not in page


def test_old_identifier_leads_to_the_page_and_to_the_pages_below_it(client: Client) -> None:
    assert client.get("/fr/organisations/ORG-ZZZZZZZZ").headers["Location"] == "/fr/organisations/ORG-AAAAAAAA"
    below = client.get("/fr/organisations/ORG-ZZZZZZZZ/activities")
    assert (below.status_code, below.headers["Location"]) == (301, "/fr/organisations/ORG-AAAAAAAA/activities")
    assert "ORG-ZZZZZZZZ" in client.get("/fr/organisations/ORG-AAAAAAAA").content.decode()


def test_address_without_language_leads_to_the_readers(client: Client) -> None:
    response = client.get("/organisations/ORG-AAAAAAAA", headers={"Accept-Language": "zh"})

    assert (response.status_code, response.headers["Location"]) == (302, "/zh/organisations/ORG-AAAAAAAA")


def test_page_of_activities_tells_role_states_and_pairs(client: Client) -> None:
    written = client.get("/en/organisations/ORG-BBBBBBBB/activities").content.decode()
    page = text(written)

    assert "Drafting of laws on extradition" in page and "Funding" in page and "Ndara" in page
    assert ' lang="en" dir="auto">Drafting of laws on extradition</a>' in written
    assert "related to 1 need, confirmed by people" in page


def test_many_states_have_pages_of_their_own(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(organisation, "MOST_STATES", 0)
    monkeypatch.setattr(organisations, "MOST_STATES", 0)
    page = client.get("/en/organisations/ORG-AAAAAAAA").content.decode()
    assert '<a href="/en/organisations/ORG-AAAAAAAA/states">' in page and "1,500,000" not in page
    assert "<dt>Proposed by machine, not confirmed</dt><dd>1</dd>" in page and "Pairs by State" not in page

    monkeypatch.setattr(organisations, "MOST_STATES", 1)
    monkeypatch.setattr(organisations, "states_at_work", lambda parts: states_at_work(parts) + states_at_work(PARTS)[1:2])
    below = client.get("/en/organisations/ORG-AAAAAAAA/states").content.decode()
    assert (
        "1,500,000" in below
        and "Pairs by State of the need" in below
        and 'href="/en/organisations/ORG-AAAAAAAA/states/2" rel="next"' in below
    )


def test_many_activities_are_listed_below_the_page_only(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert 'href="/en/activities/ACT-AAAAAAAA"' in client.get("/en/organisations/ORG-AAAAAAAA").content.decode()

    monkeypatch.setattr(organisation, "LISTED", 0)

    page = client.get("/en/organisations/ORG-AAAAAAAA").content.decode()
    assert 'href="/en/activities/ACT-AAAAAAAA"' not in page and "/en/organisations/ORG-AAAAAAAA/activities" in page


def test_organisation_can_be_reported_as_wrong(client: Client) -> None:
    assert "ORG-AAAAAAAA" in client.get("/en/organisations/ORG-AAAAAAAA").content.decode().partition('class="report"')[2]

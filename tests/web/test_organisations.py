"""The index of organisations: alphabetical in every script, under every name, never by what one does or pays."""

import pytest
from django.test import Client

from article60.domain.organisation import Organisation
from article60.web.public import organisations
from article60.web.public.organisations import anchor, entries, heading


def organisation(identifier: str, name: str, *names: str) -> Organisation:
    return Organisation(
        organisation_id=identifier, name=name, names=(name, *names), refs=(), kind=None, provider=True
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Åland Fund", "A"),
        ("“Open hands”", "O"),
        ("2030 Fund", "0–9"),
        ("Éclat", "E"),
        ("Счетная палата", "С"),
        ("هيئة النزاهة", "ه"),
        ("兰海国际交流中心", "汉字"),
        ("***", "…"),
    ],
)
def test_name_stands_under_its_first_letter(name: str, expected: str) -> None:
    assert heading(name) == expected


def test_names_stand_by_letter_whatever_accents_quotes_and_scripts() -> None:
    found = [organisation(f"ORG-{n}", name) for n, name in enumerate(("审计法院", "Zeta", "«Éclat»", "Счетная палата", "echo"))]

    assert [entry.name for entry in entries(found)] == ["echo", "«Éclat»", "Zeta", "Счетная палата", "审计法院"]


def test_organisation_stands_under_each_name_that_differs_by_more_than_case() -> None:
    found = entries([organisation("ORG-A", "Fund of Hope", "FUND OF HOPE", "Hope Fund")])

    assert [(entry.name, entry.main) for entry in found] == [("Fund of Hope", None), ("Hope Fund", "Fund of Hope")]


def test_two_organisations_of_one_name_are_told_apart() -> None:
    found = entries([organisation("ORG-A", "Fund"), organisation("ORG-B", "Fund"), organisation("ORG-C", "Other")])

    assert [entry.shared for entry in found] == [True, True, False]


def test_anchor_of_a_letter_is_safe_in_an_address() -> None:
    assert [anchor(letter) for letter in ("A", "ه", "汉字")] == ["letter-41", "letter-647", "letter-6c49"]


def test_index_leads_to_pages_and_says_which_name_to_see(client: Client) -> None:
    page = client.get("/en/organisations").content.decode()

    assert '<a href="/en/organisations/ORG-AAAAAAAA" dir="auto">Demo</a>' in page
    assert page.index("Ärzte für Redlichkeit</a>") < page.index("Demo</a>") < page.index("Doctors for Integrity</a>")
    assert "see \N{FIRST STRONG ISOLATE}Ärzte für Redlichkeit" in page


def test_long_index_has_pages_and_every_letter_leads_to_its_own(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(organisations, "OF_INDEX", 1)

    first, second = (client.get(f"/en/organisations{path}").content.decode() for path in ("", "/list/2"))

    assert "Ärzte" in first and ">Demo</a>" not in first and ">Demo</a>" in second
    assert 'href="/en/organisations#letter-41"' in second and 'href="/en/organisations/list/2#letter-44"' in first
    assert 'rel="prev"' in second and 'href="/en/organisations/list/3" rel="next"' in second


@pytest.mark.parametrize(
    "path", ["list/1", "list/2", "ORG-AAAAAAAA/activities/2", "ORG-AAAAAAAA/states", "ORG-QWERTYUI/activities"]
)
def test_page_that_is_not_there_is_not_found(client: Client, path: str) -> None:
    assert client.get(f"/en/organisations/{path}").status_code == 404

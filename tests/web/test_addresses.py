"""Every identifier of every public table has an address that leads to it, also an old one, whatever it names."""

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from article60.publication.reading import open_release
from article60.tables.declared import TABLES
from article60.web.public import records
from article60.web.public.urls import PAGES

LASTING = re.compile(r"[A-Z][A-Z0-9]{1,2}-[A-Z2-7]{8,16}")
WITHOUT = {"provisions", "coverage", "notes", "errata", "public_decisions", "previous_figures", "aliases"}
"""Tables that name other records, or things that have addresses of another form."""


def identifiers(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Table and value of each lasting identifier that stands anywhere in a key, or in the columns that join records."""
    for name, table in TABLES.items():
        for column in table.key if name not in WITHOUT else ():
            for row in connection.execute(f'SELECT DISTINCT "{column}" FROM "{name}"'):
                if LASTING.fullmatch(str(row[0])):
                    yield name, row[0]
    for row in connection.execute("SELECT old_id FROM aliases"):
        yield "aliases", row[0]
    for row in connection.execute("SELECT DISTINCT other_id FROM same_activities"):
        yield "same_activities", row[0]


@pytest.fixture
def shown(demo_release: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(settings, "ARTICLE60_RELEASE", demo_release)
    return demo_release


def test_no_identifier_of_the_demonstration_leads_nowhere(client: Client, shown: Path) -> None:
    found = set(identifiers(open_release(shown)))
    assert {"needs", "activities", "organisations", "documents", "matches", "overlaps", "funding"} <= {t for t, _ in found}
    nowhere = [
        (table, identifier)
        for table, identifier in sorted(found)
        if client.get(f"/en/records/{identifier}", follow=True).status_code != 200
    ]

    assert nowhere == []


@pytest.mark.parametrize(
    ("table", "column", "path"),
    [
        ("needs", "need_id", "needs"),
        ("good_practices", "practice_id", "practices"),
        ("assistance_received", "received_id", "received"),
        ("no_needs", "statement_id", "no-needs"),
        ("organisations", "organisation_id", "organisations"),
        ("overlaps", "overlap_id", "overlaps"),
        ("documents", "document_id", "documents"),
        ("same_activities", "other_id", "activities"),
    ],
)
def test_every_record_of_the_demonstration_has_its_page(
    client: Client, shown: Path, table: str, column: str, path: str
) -> None:
    found = [row[0] for row in open_release(shown).execute(f'SELECT DISTINCT "{column}" FROM "{table}"')]

    assert found
    assert {client.get(f"/en/{path}/{one}", follow=True).status_code for one in found} == {200}


@pytest.mark.parametrize(
    ("identifier", "expected"),
    [
        ("XA-AAAAAAAA", "needs/XA-AAAAAAAA"),
        ("XA-ZZZZZZZZ", "needs/XA-AAAAAAAA"),
        ("XA-GGGGGGGG", "practices/XA-GGGGGGGG"),
        ("XA-MAAAAAAA", "needs/XA-BBBBBBBB"),
        ("XA-PPPPPPPP", "overlaps/XA-PPPPPPPP"),
        ("XA-FUNDINGA", "organisations/ORG-AAAAAAAA#funding"),
        ("XA-FUNDINGD", "states/XA#funding"),
        ("ACT-OOOOOOOO", "activities/ACT-AAAAAAAA"),
        ("DOC-AAAAAAAA", "documents/DOC-AAAAAAAA"),
    ],
)
def test_one_address_leads_to_whatever_an_identifier_names(client: Client, identifier: str, expected: str) -> None:
    response = client.get(f"/fr/records/{identifier}")

    assert (response.status_code, response.headers["Location"]) == (302, f"/fr/{expected}")


def test_identifier_that_names_nothing_is_not_found(client: Client) -> None:
    assert client.get("/en/records/XA-QWERTYUI").status_code == 404


def test_every_table_with_pages_leads_to_a_kind_of_page_that_is_declared() -> None:
    assert set(records._PAGES.values()) <= set(PAGES)


def test_activity_that_was_joined_leads_to_the_one_that_was_kept(client: Client) -> None:
    response = client.get("/en/activities/ACT-OOOOOOOO")

    assert (response.status_code, response.headers["Location"]) == (301, "/en/activities/ACT-AAAAAAAA")


@pytest.mark.parametrize("path", ["needs/XA-AAAAAAAA", "activities/ACT-AAAAAAAA", "documents/DOC-AAAAAAAA",
                                  "organisations/ORG-AAAAAAAA", "practices/XA-GGGGGGGG", "received/XA-RRRRRRRR",
                                  "no-needs/XB-FFFFFFFF"])  # fmt: skip
def test_every_record_says_that_it_was_read_by_machine(client: Client, path: str) -> None:
    assert '<span class="reading">Read by machine</span>' in client.get(f"/en/{path}").content.decode()


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("/en/states/xa", "/en/states/XA"),
        ("/fr/states/xA/launch?a=%C3%A9", "/fr/states/XA/launch?a=%C3%A9"),
        ("/en/states/XA/", "/en/states/XA"),
        ("/en/provisions/52?a=1", "/en/provisions/art52?a=1"),
        ("/en/provisions/52/activities/", "/en/provisions/art52/activities"),
        ("/ar/method//", "/ar/method"),
        ("/zh/needs/XA-AAAAAAAA/", "/zh/needs/XA-AAAAAAAA"),
    ],
)
def test_address_that_is_nearly_right_leads_to_the_right_one(client: Client, asked: str, meant: str) -> None:
    answer = client.get(asked)

    assert (answer.status_code, answer.headers.get("Location")) == (301, meant)


@pytest.mark.parametrize("asked", ["/en/nothing/", "/en/states/x1x", "/en/provisions/52x", "/xx/method/", "/fr//example.org/"])
def test_other_addresses_lead_nowhere(client: Client, asked: str) -> None:
    assert client.get(asked).status_code == 404


def test_address_longer_than_any_of_this_site_is_not_said_again(client: Client) -> None:
    answer = client.get("/en/search", {"q": "a" * 60_000})

    assert (answer.status_code, len(answer.content) < 20_000) == (400, True)
    assert client.get("/zh/search", {"q": "资" * 200}).status_code == 200


def test_no_cookie_changes_what_is_said(client: Client) -> None:
    client.cookies["django_language"] = "fr"
    answer = client.get("/")

    assert answer.headers["Location"] == "/en/" and "Cookie" not in answer.headers["Vary"]

"""Permanent pages of single records."""

import re
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from article60.domain.decision import PublicDecision
from article60.web.common.current import current
from article60.web.public import activity


def test_address_without_language_leads_to_the_readers(client: Client) -> None:
    response = client.get("/needs/XA-AAAAAAAA", headers={"Accept-Language": "ru"})

    assert response.status_code == 302
    assert response.headers["Location"] == "/ru/needs/XA-AAAAAAAA"


def test_activity_leads_to_its_file_where_everybody_finds_it(client: Client) -> None:
    link = '<a href="https://data.example/a.xml" rel="external noreferrer">Public address</a>'

    assert link in client.get("/en/activities/ACT-AAAAAAAA").content.decode()


@pytest.mark.parametrize("said", [{"public_address": None}, {"file": "all.zip/a.xml"}])
def test_file_has_no_address_where_none_is_known_and_in_an_archive(said: dict[str, Any]) -> None:
    info = current().info

    assert replace(current(), info=info | {"inputs": [one | said for one in info["inputs"]]}).addresses == {}


def test_old_identifier_leads_to_the_one_now_used(client: Client) -> None:
    response = client.get("/fr/needs/XA-ZZZZZZZZ")

    assert response.status_code == 301
    assert response.headers["Location"] == "/fr/needs/XA-AAAAAAAA"


@pytest.mark.parametrize("path", ["needs/XA-QWERTYUI", "activities/ACT-QWERTYUI", "documents/DOC-QWERTYUI", "needs/nonsense"])
def test_record_that_is_not_there_is_not_found(client: Client, path: str) -> None:
    assert client.get(f"/en/{path}").status_code == 404


def test_need_lists_earlier_identifiers_and_all_evidence(client: Client) -> None:
    page = client.get("/en/needs/XA-AAAAAAAA").content.decode()

    assert "Earlier identifiers" in page and "XA-YYYYYYYY" in page
    assert '<ul class="places">' in page


def test_activity_shows_signals_provisions_amounts_and_other_recipients(client: Client) -> None:
    page = client.get("/en/activities/ACT-AAAAAAAA").content.decode()

    assert "sector 15113" in page and "<bdi>foreign bribery</bdi>" in page
    assert page.count("a guess from this alone") == 1
    assert "1,200,000 US dollars" in page and "none published" in page
    assert "Developing countries, unspecified" in page
    assert "other recipient" in page and "as named by the publisher" not in page
    assert "Security Council resolution 1244 (1999)" in page


def said(verb: str, day: str, *, outcome: str = "") -> PublicDecision:
    return PublicDecision(
        record_id="ACT-AAAAAAAA",
        record_kind="activity",
        verb=verb,
        outcome=outcome,
        decided_on=day,
        role="secretariat_analyst",
    )


@pytest.mark.parametrize(
    ("decisions", "head", "told"),
    [
        ([], "Read by machine", "decided by machine from the signals"),
        ([said("merge", "2026-05-11", outcome="ACT-9")], "Read by machine", "decided by machine from the signals"),
        (
            [said("confirm", "2026-05-11")],
            "Confirmed by an analyst of the secretariat, 11 May 2026",
            "shown here was decided by a person",
        ),
        (
            [said("confirm", "2026-05-11"), said("correct", "2026-06-01")],
            "Confirmed by an analyst of the secretariat, 1 June 2026",
            "A person has corrected",
        ),
    ],
)
def test_activity_says_what_people_decided_about_it(
    client: Client, monkeypatch: pytest.MonkeyPatch, decisions: list[PublicDecision], head: str, told: str
) -> None:
    monkeypatch.setattr(activity, "decisions_on", lambda release, identifier: decisions)

    page = client.get("/en/activities/ACT-AAAAAAAA").content.decode()

    assert f">{head}</span>" in page and told in page
    assert page.count("<li>Merge") == sum(one.verb == "merge" for one in decisions)
    assert ('<bdi class="id" dir="ltr">ACT-9</bdi>' in page) == any(one.outcome for one in decisions)


def test_activity_says_whether_totals_count_it(client: Client) -> None:
    assert '<span class="who">Counted in totals</span>' in client.get("/en/activities/ACT-AAAAAAAA").content.decode()
    assert "Left out: told by a secondary reporter" in client.get("/en/activities/ACT-BBBBBBBB").content.decode()


def test_amounts_without_a_value_in_dollars_are_shown_as_published(client: Client) -> None:
    page = client.get("/fr/activities/ACT-BBBBBBBB").content.decode()
    listed = page.partition("<dt>Engagements</dt>")[2].partition("</dd>")[0]

    assert re.findall(r"<bdi>(.*?)</bdi>", listed) == ["2\u202f600\u202f000 XNK", "about 5 (monnaie non précisée)"]
    assert "1er janvier 2024" in listed


def test_activity_shows_the_other_records_of_it_from_both_sides(client: Client) -> None:
    page = client.get("/en/activities/ACT-AAAAAAAA").content.decode()
    assert '<dt>Probably the same activity</dt><dd><a href="/en/activities/ACT-BBBBBBBB"><bdi>XX-DEMO-2</bdi></a>' in page
    assert "Proposed by machine, not decided" in page and "recipients: XA; XA" in page
    assert "<dt>An earlier and a present identifier</dt><dd><bdi>XX-OLD-1</bdi>" in page

    other = client.get("/fr/activities/ACT-BBBBBBBB").content.decode()
    assert '<dt>Probablement la même activité</dt><dd><a href="/fr/activities/ACT-AAAAAAAA"><bdi>XX-DEMO-1</bdi></a>' in other


def test_amounts_and_days_are_written_as_the_reader_writes_them(client: Client) -> None:
    page = client.get("/ar/activities/ACT-AAAAAAAA").content.decode()

    assert "1 حزيران/يونيو 2025" in page


def test_sentences_in_english_are_announced_in_other_languages_only(client: Client) -> None:
    assert "الجمل الواردة أدناه بالإنكليزية" in client.get("/ar/activities/ACT-AAAAAAAA").content.decode()
    assert "in English" not in client.get("/en/activities/ACT-AAAAAAAA").content.decode()


def test_document_lists_what_was_read_in_it(client: Client) -> None:
    page = client.get("/en/documents/DOC-AAAAAAAA").content.decode()

    assert 'href="/en/needs/XA-AAAAAAAA"' in page
    assert 'href="/en/practices/XA-GGGGGGGG"' in page and 'href="/en/received/XA-RRRRRRRR"' in page
    assert "4 pages" in page


def test_need_is_headed_by_its_own_words_in_their_language_and_titled_with_its_state(client: Client) -> None:
    page = client.get("/ru/needs/XA-CCCCCCCC").content.decode()

    assert '<h1 lang="ar" dir="rtl"><q>بناء قدرات الهيئة (المادتان 6 و36)</q></h1>' in page
    assert re.search(r"<title>.*بناء قدرات الهيئة.* – Ндара – Article60</title>", page)
    assert page.count("بناء قدرات الهيئة (المادتان 6 و36)</blockquote>") == 0  # not said a second time below


def test_document_is_headed_by_what_it_is_and_about_whom(client: Client) -> None:
    page = client.get("/fr/documents/DOC-AAAAAAAA").content.decode()

    assert re.search(r"<h1>[^<]+\N{NO-BREAK SPACE}: Ndara, premier cycle</h1>", page)


def test_old_identifier_of_an_activity_leads_to_activities_wherever_it_is_asked_for(client: Client) -> None:
    assert client.get("/fr/needs/ACT-OOOOOOOO").headers["Location"] == "/fr/activities/ACT-AAAAAAAA"
    assert client.get("/fr/needs/XA-KKKKKKKK").headers["Location"] == "/fr/practices/XA-GGGGGGGG"

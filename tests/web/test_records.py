"""Permanent pages of single records."""

import re

import pytest
from django.test import Client


def test_address_without_language_leads_to_the_readers(client: Client) -> None:
    response = client.get("/needs/XA-AAAAAAAA", headers={"Accept-Language": "ru"})

    assert response.status_code == 302
    assert response.headers["Location"] == "/ru/needs/XA-AAAAAAAA"


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

    assert "sector 15113" in page and "foreign bribery" in page
    assert "1,200,000 US dollars" in page and "none published" in page
    assert "Developing countries, unspecified" in page
    assert "other recipient, as named by the publisher" in page
    assert "Security Council resolution 1244 (1999)" in page


def test_activity_says_whether_totals_count_it(client: Client) -> None:
    assert '<span class="who">Counted in totals</span>' in client.get("/en/activities/ACT-AAAAAAAA").content.decode()
    assert "Left out: told by a secondary reporter" in client.get("/en/activities/ACT-BBBBBBBB").content.decode()


def test_amounts_without_a_value_in_dollars_are_shown_as_published(client: Client) -> None:
    page = client.get("/fr/activities/ACT-BBBBBBBB").content.decode()
    listed = page.partition("<dt>Engagements</dt>")[2].partition("</dd>")[0]

    assert re.findall(r"<bdi>(.*?)</bdi>", listed) == ["2\u202f600\u202f000 XNK", "about 5 (monnaie non précisée)"]
    assert "1 janvier 2024" in listed


def test_amounts_and_days_are_written_as_the_reader_writes_them(client: Client) -> None:
    page = client.get("/ar/activities/ACT-AAAAAAAA").content.decode()

    assert "1 حزيران/يونيو 2025" in page


def test_sentences_in_english_are_announced_in_other_languages_only(client: Client) -> None:
    assert "الجمل الواردة أدناه بالإنكليزية" in client.get("/ar/activities/ACT-AAAAAAAA").content.decode()
    assert "in English" not in client.get("/en/activities/ACT-AAAAAAAA").content.decode()


def test_document_lists_what_was_read_in_it(client: Client) -> None:
    page = client.get("/en/documents/DOC-AAAAAAAA").content.decode()

    assert 'href="/en/needs/XA-AAAAAAAA"' in page
    assert 'href="/en/states/XA#XA-GGGGGGGG"' in page
    assert "4 pages" in page

"""A State's page: what may be shown, in whose words, and what never is."""

import html
import re

import pytest
from django.test import Client


@pytest.fixture
def page(client: Client) -> str:
    return html.unescape(client.get("/en/states/XA").content.decode())


def section(page: str, identifier: str) -> str:
    """The record with this identifier."""
    return page.partition(f'id="{identifier}"')[2].partition("</article>")[0]


def test_need_shows_words_provision_priority_and_reading(page: str) -> None:
    need = section(page, "XA-BBBBBBBB")

    assert "Legislative drafting, as first priority" in need
    assert "art. 46, para. 9 (b)" in need and "Mutual legal assistance" in need
    assert "first priority</q>" in need and "Ministry of Justice" in need
    assert "Read by machine" in need
    assert "Confirmed by the State’s focal point, 5 January 2026" in section(page, "XA-CCCCCCCC")


def test_words_keep_the_language_in_which_they_were_issued(client: Client) -> None:
    page = client.get("/zh/states/XA").content.decode()

    assert '<blockquote class="words" lang="ar" dir="rtl">' in section(page, "XA-CCCCCCCC")
    assert '<blockquote class="words" lang="fr" dir="ltr">Renforcement des capacités' in section(page, "XA-DDDDDDDD")


def test_evidence_names_symbol_printed_page_section_and_the_bytes(page: str) -> None:
    need = section(page, "XA-AAAAAAAA")

    assert "DEMO/IRG/I/2/1/Add.1" in need and "page 4" in need and "section 2.4" in need
    assert f'href="/release/documents/{"d" * 64}.pdf#page=4"' in need
    assert 'href="https://example.org/1"' in need


def test_section_without_a_number_is_its_heading_in_the_words_of_the_document(client: Client) -> None:
    for address in ("/ar/needs/XA-BBBBBBBB", "/ar/documents/DOC-BBBBBBBB"):
        shown = client.get(address).content.decode()
        assert '<bdi><q lang="en" dir="ltr">Article 46</q></bdi>' in shown
        assert "الفرع Article" not in shown


def test_source_of_what_is_known_is_a_document_by_symbol_or_file_or_a_named_fact(page: str) -> None:
    known = page.partition('<h2 id="coverage">')[2].partition("</section>")[0]

    assert '<a href="/en/documents/DOC-AAAAAAAA"><bdi>DEMO/IRG/I/2/1/Add.1</bdi></a>' in known
    assert '<a href="/en/documents/DOC-BBBBBBBB"><bdi>x.html</bdi></a>' in known
    assert "<bdi>A list of reviews</bdi>" in known
    assert ">DOC-" not in known


def test_own_sentences_are_told_in_the_readers_language(client: Client) -> None:
    assert "بيانات مختلَقة لأغراض العرض" in client.get("/ar/states/XA").content.decode()


def test_proposed_match_stands_only_with_its_words_and_reasons(page: str) -> None:
    items = re.findall(r'<li class="proposed">(.*?)</details>', section(page, "XA-BBBBBBBB"), re.S)

    assert len(items) == 1
    assert "Possibly related assistance, found by machine, not confirmed" in items[0]
    assert "The activity works on the same article; which paragraph is not said of both." in items[0]
    assert "art. 46, para. 9 (b)" in items[0] and "art. 46, para. 9<" in items[0]
    assert "<bdi>Legislative drafting</bdi> ↔ <bdi>Legal advice</bdi>" in items[0]


def test_confirmed_match_names_role_and_day(page: str) -> None:
    confirmed = section(page, "XA-BBBBBBBB").partition('<li class="confirmed">')[2]

    assert "Reported as related by an officer of the provider, 3 February 2026" in confirmed


def test_rejected_match_is_not_shown(page: str) -> None:
    assert "Roads" not in page


def test_overlap_is_shown_after_a_decision_only(page: str) -> None:
    assert "Several providers are active here" in section(page, "XA-PPPPPPPP")
    assert "Complementary" in section(page, "XA-PPPPPPPP")
    assert "XA-QQQQQQQQ" not in page


def test_need_not_updated_says_when_it_was_stated(page: str) -> None:
    assert "Stated in 2013, not updated since" in section(page, "XA-DDDDDDDD")


def test_suggested_provisions_are_a_list_in_the_words_of_the_document(client: Client) -> None:
    need = html.unescape(section(client.get("/ar/states/XA").content.decode(), "XA-DDDDDDDD"))
    shown = need.partition('<div class="whole">')[2].partition("</dd>")[0]

    assert [item.count("<q") for item in shown.split("<li>")[1:]] == [2, 1]
    assert '<bdi><q lang="fr" dir="ltr">avoirs</q></bdi>، <bdi><q lang="fr" dir="ltr">saisis</q></bdi>' in shown
    assert "لا يُحتسبان" in shown and 'href="/ar/method#suggested"' in shown


def test_superseded_need_stands_apart_and_names_its_successor(page: str) -> None:
    assert page.index("Withdrawn or superseded") < page.index('id="XA-EEEEEEEE"')
    assert "by XA-AAAAAAAA" in section(page, "XA-EEEEEEEE")


def test_needs_stand_under_chapters_in_the_order_of_the_convention(page: str) -> None:
    places = [page.index(f"<h3>{title}") for title in ("Chapter II:", "Chapter III:", "Chapter IV:", "No chapter named")]

    assert places == sorted(places)


def test_rule_on_publication_is_the_same_for_every_state(client: Client) -> None:
    rules = {
        client.get(f"/en/states/{code}").content.decode().partition('id="unpublished">')[2].partition("</section>")[0]
        for code in ("XA", "XB", "XM")
    }

    assert len(rules) == 1
    assert "sovereign right to publish" in rules.pop()


def test_state_without_needs_is_not_a_zero(client: Client) -> None:
    assert "it is not a zero" in client.get("/en/states/XM").content.decode()


def test_statement_that_nothing_is_needed_is_shown_with_its_chapter(client: Client) -> None:
    record = section(client.get("/en/states/XB").content.decode(), "XB-FFFFFFFF")

    assert "Chapter V: Asset recovery" in record and "No needs identified" in record


def test_words_from_a_document_cannot_become_markup(client: Client, folder: object) -> None:
    assert "<script" not in client.get("/en/documents/DOC-BBBBBBBB").content.decode()


def test_amounts_for_the_state_stand_in_a_table_beside_what_was_left_out_and_why(page: str) -> None:
    money = page.partition('id="money"')[2].partition("</section>")[0]
    rows = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S) for row in money.split("<tr>")[1:]]

    assert rows[0] == ["Kind", "Amount (US dollars)", "Activities counted", "Activities left out, and why"]
    kind, amount, counted, left_out = rows[1]
    assert kind.startswith("Budgets") and 'href="/en/figures/budget_usd"' in kind
    assert amount == "1,200,000"
    assert counted.startswith("2 ") and "of these, 1 not included, wholly or in part" in counted
    assert left_out == "<ul><li>1 – told by a secondary reporter, who reports the work of others</li></ul>"
    assert len(rows) == 2


def test_state_without_amounts_has_no_word_of_them(client: Client) -> None:
    assert 'id="money"' not in client.get("/en/states/XC").content.decode()


@pytest.mark.parametrize(("language", "words"), [("en", "no need was found in it"), ("zh", "未发现需要")])
def test_cell_without_a_need_says_how_that_is_known(client: Client, language: str, words: str) -> None:
    assert words in client.get(f"/{language}/states/XA").content.decode()

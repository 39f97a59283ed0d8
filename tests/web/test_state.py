"""A State's page: what may be shown, in whose words, and what never is."""

import html
import re

import pytest
from django.test import Client, override_settings

from article60.codes.languages import LANGUAGES


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


def test_proposed_match_stands_only_below_the_words_that_say_so_and_with_its_reasons(page: str) -> None:
    before, said, after = section(page, "XA-BBBBBBBB").partition(
        "Possibly related assistance, found by machine, not confirmed</strong></p>"
    )
    items = re.findall(r'<li class="proposed">(.*?)</li>', after, re.S)

    assert said and len(items) == 1 and 'class="proposed"' not in before
    assert "The activity works on the same article; which paragraph is not said of both." in items[0]


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
    places = [page.index(f'<h3 id="in-{chapter}">') for chapter in ("II", "III", "IV", "other", "closed")]

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
    assert amount == '<a href="/en/figures/budget_usd/rows?state=XA">1,200,000</a>'
    assert counted.startswith("2 ") and "of these, 1 not included, wholly or in part" in counted
    assert left_out == "<ul><li>1 – told by a secondary reporter, who reports the work of others</li></ul>"
    assert len(rows) == 2


def test_state_without_amounts_has_no_word_of_them(client: Client) -> None:
    assert 'id="money"' not in client.get("/en/states/XC").content.decode()


@pytest.mark.parametrize(("language", "words"), [("en", "no need was found in it"), ("zh", "未发现需要")])
def test_cell_without_a_need_says_how_that_is_known(client: Client, language: str, words: str) -> None:
    assert words in client.get(f"/{language}/states/XA").content.decode()


def test_need_shows_without_unfolding_where_it_stands_its_types_and_its_source(page: str) -> None:
    unfolded = section(page, "XA-BBBBBBBB").partition("<details")[0]

    assert "Possibly related assistance, found by machine, not confirmed" in unfolded
    assert "Legislative drafting</span>" in unfolded and "first priority</q>" in unfolded
    source = '<span class="joined"><a href="/en/documents/DOC-AAAAAAAA"><bdi>DEMO/IRG/I/2/1/Add.1</bdi></a>, </span>'
    assert f"{source}page 4, section 2.4" in unfolded


@pytest.mark.parametrize("language", LANGUAGES)
def test_comma_after_a_document_never_begins_a_line(client: Client, language: str) -> None:
    html = client.get(f"/{language}/states/XA").content.decode()
    after = re.findall(r"</bdi></a>([,،，] ?)(</span>)?", html)
    assert after and all(end for _, end in after)


def test_organisations_stand_by_name_with_articles_and_types(page: str) -> None:
    table = page.partition('<h2 id="activities">')[2].partition("</table>")[0]
    rows = [re.sub(r"<[^>]+>", "|", row) for row in table.split("<tr")[2:]]

    assert len(rows) == 2 and all(
        "|Demo|" in row for row in rows
    )  # one record names no identifier: two bodies until people say
    assert all("art. 16" in row and "Legislative assistance" in row and "Running: 1" in row for row in rows)


def test_peers_are_named_by_article_and_lead_to_their_good_practices(client: Client) -> None:
    offers = client.get("/en/states/XB").content.decode().partition('<h2 id="peers">')[2].partition("</section>")[0]

    assert re.findall(r'<a href="/en/states/(\w\w)#(\w\w-\w+)">', offers) == [("XM", "XM-GGGGGGGG"), ("XA", "XA-GGGGGGGH")]
    assert "both in \u2068A corridor\u2069" in offers


def test_documents_of_each_cycle_stand_with_their_status_held_or_not(page: str) -> None:
    documents = page.partition('<h2 id="documents">')[2].partition("</section>")[0]
    first, second = documents.split("<h3>Cycle ")[1:3]

    assert "<strong>Executive summary issued</strong>, 1 March 2025" in first and "issued 1 March 2025" in first
    assert second.count("Document not held here") == 3
    assert second.count("Whether it becomes public is for the State party to decide.") == 2


@pytest.mark.parametrize("kind", ["need", "received", "practice", "overlap", "none"])
def test_every_record_says_where_an_error_is_reported(client: Client, kind: str) -> None:
    code, identifier = {
        "need": ("XA", "XA-AAAAAAAA"), "received": ("XA", "XA-RRRRRRRR"), "practice": ("XA", "XA-GGGGGGGG"),
        "overlap": ("XA", "XA-PPPPPPPP"), "none": ("XB", "XB-FFFFFFFF"),
    }[kind]  # fmt: skip
    with override_settings(ARTICLE60_CORRECTIONS="mailto:a@example.org"):
        shown = section(client.get(f"/en/states/{code}").content.decode(), identifier)

    assert f"mailto:a@example.org?subject={identifier}%20%28" in shown
    assert f"Page%3A%20http%3A//testserver/en/states/{code}" in shown and f"Record%3A%20{identifier}%0ARelease%3A" in shown


def test_without_an_address_errors_lead_to_the_sentence_that_says_how(page: str) -> None:
    assert 'href="#report"' in section(page, "XA-AAAAAAAA")
    assert "write to the operator of this site" in page.partition('id="report"')[2].partition("</div>")[0]


def test_whole_state_on_paper_has_every_need_and_no_navigation(client: Client) -> None:
    page = client.get("/en/states/XA/print").content.decode()

    assert {f"XA-{mark * 8}" for mark in "ABCDE"} <= set(re.findall(r'<article class="record need" id="([^"]+)"', page))
    assert 'class="sections"' not in page and 'class="contents"' not in page and '<details class="rest"' not in page

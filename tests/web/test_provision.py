"""The pages of articles: what each tells, where its numbers lead, and how clauses are found."""

import re
from html import unescape

import pytest
from django.test import Client
from django.utils import translation

from article60.codes.languages import LANGUAGES
from article60.domain.provision import provisions
from article60.figures.declarations import declarations
from article60.figures.evaluate import evaluate
from article60.figures.narrowing import Narrowing
from article60.web.common import wording
from article60.web.common.current import current
from article60.web.common.provisions import anchor, provision_address
from article60.web.public.provision import clauses, knowledge, touching
from article60.web.public.provision_reviews import COUNTED, by_cycle, by_group, numbers, states_in_need, told


def page(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return unescape(response.content.decode())


def section(shown: str, identifier: str) -> str:
    return shown.partition(f'aria-labelledby="{identifier}"')[2].partition("</section>")[0]


def test_index_leads_to_every_article_once_under_its_chapter(client: Client) -> None:
    shown = page(client, "/en/provisions")

    found = re.findall(r'href="/en/provisions/art(\d+)"', shown)
    assert [int(one) for one in found] == list(range(1, 72))
    assert [len(re.findall("<li><a", part)) for part in shown.split("<h2")[1:]] == [4, 10, 28, 8, 9, 3, 2, 7]


def test_article_is_named_described_and_placed_in_its_cycle(client: Client) -> None:
    shown = page(client, "/en/provisions/art46")

    assert "<h1>Mutual legal assistance" in shown and "The widest measure of mutual legal assistance" in shown
    assert "Reviewed in cycle 1" in shown and 'href="/en/chapters/IV"' in shown
    assert "Not under review in either cycle" in page(client, "/en/provisions/art69")


@pytest.mark.parametrize("language", LANGUAGES)
def test_description_is_in_the_readers_language(client: Client, language: str) -> None:
    with translation.override(language):
        about = wording.code("article_descriptions", "16")

    assert about in page(client, f"/{language}/provisions/art16")


def test_every_clause_has_its_place_on_the_page_of_its_article(client: Client) -> None:
    for article in ("2", "15", "46"):
        shown = page(client, f"/en/provisions/art{article}")
        wanted = [one for one in provisions() if one.partition("(")[0] == article and one != article]
        assert wanted
        for one in wanted:
            assert shown.count(f'id="{anchor(one)}"') == 1, one


def test_clause_has_an_address_within_the_article() -> None:
    with translation.override("fr"):
        assert provision_address("46") == "/fr/provisions/art46"
        assert provision_address("46(9)(b)") == "/fr/provisions/art46#art46-9-b"


def test_wording_is_told_clause_by_clause_with_what_it_is_not(client: Client) -> None:
    wording_of_54 = section(page(client, "/en/provisions/art54"), "wording")

    assert '“shall”</dt>\n<dd><span id="art54-1">para. 1<i id="art54-1-a"></i><i id="art54-1-b"></i></span>, ' in wording_of_54
    assert '“shall consider” or “shall endeavour”</dt>\n<dd><span id="art54-1-c">para. 1 (c)</span>' in wording_of_54
    assert "neither the text of the Convention nor legal advice" in wording_of_54


def test_clause_stands_in_the_one_above_unless_its_wording_says_something_else() -> None:
    found = clauses(one for one in provisions() if one.startswith("54("))

    assert list(found) == ["mandatory", "consider"]
    assert (found["mandatory"][0].provision, found["mandatory"][0].below) == ("54(1)", ["54(1)(a)", "54(1)(b)"])
    assert [one.provision for one in found["consider"]] == ["54(1)(c)", "54(2)(c)"]


def test_numbers_are_those_of_the_figures_and_lead_to_their_rows(client: Client) -> None:
    release = current()
    for article in ("9", "16", "46"):
        for shown, cell in numbers(release, article, reviewed=True):
            declared = declarations()[shown.figure.figure]
            assert cell.number == evaluate(release.connection, declared, to=Narrowing(article=article)).value
            assert (cell.address is not None) == (cell.number > 0)
            if cell.address and declared.measure == "rows":
                assert page(client, cell.address).partition("<main")[2].count("<li>") == cell.number


def test_silence_is_no_zero_but_what_is_known_to_be_none_is(client: Client) -> None:
    said = {article: [cell.number for _, cell in told(numbers(current(), article, reviewed=True))] for article in ("12", "43")}

    assert said == {"12": [1], "43": []}, "one good practice, and no number of needs"
    assert [cell.number for _, cell in told(numbers(current(), "36", reviewed=True))] == [1, 1, 0], "no need is current"


def test_page_leads_to_find_where_a_need_is_open(client: Client) -> None:
    assert [f'href="/en/find?article={a}"' in page(client, f"/en/provisions/art{a}") for a in ("9", "36")] == [True, False]


def test_lines_add_up_to_the_numbers_where_groups_are_merged() -> None:
    release = current()
    totals = [cell.number for _, cell in numbers(release, "9", reviewed=True)]

    for lines in (by_group(release, "9", reviewed=True), by_cycle(release, "9", reviewed=True)):
        columns = [[line.cells[n] for line in lines] for n in range(len(COUNTED))]
        assert [sum(cell.number for cell in column if cell) for column in columns] == totals
    assert [line.label for line in by_group(release, "9", reviewed=True)] == ["all groups together"]


def test_states_stand_by_name_with_their_words(client: Client) -> None:
    release = current()
    with translation.override("en"):
        found = states_in_need(release, "46")
        names = [wording.state(one.state) for one in found]
    assert names == sorted(names) and found[0].statements[0].address == "/en/needs/XA-BBBBBBBB"

    shown = section(page(client, "/en/provisions/art46"), "states")
    assert "Legislative drafting, as first priority" in shown and 'href="/en/states/XA"' in shown
    assert "XA-EEEEEEEE" not in section(page(client, "/en/provisions/art16"), "states"), "a superseded need is not stated"


def test_nothing_is_told_as_nothing_held_and_not_as_a_fact(client: Client) -> None:
    shown = page(client, "/en/provisions/art43")

    assert "Neither a need nor a good practice on this article was read" in section(shown, "reviews")
    assert 'class="value"' not in shown and "find?" not in shown
    assert "no State party states a need on this article" in section(shown, "states")
    assert "record no good practice on this article" in section(shown, "solved")
    assert "None in the sources read." in section(shown, "providers")
    assert "None recorded here. Nobody has made one known" in section(shown, "knowledge")
    assert "None recorded here. Only correspondences" in section(shown, "instruments")


def test_good_practice_leads_to_its_place_on_the_page_of_its_state(client: Client) -> None:
    solved = section(page(client, "/en/provisions/art9"), "solved")

    assert 'href="/en/states/XM#XM-GGGGGGGG"' in solved and "Electronic purchasing" in solved


def test_knowledge_products_stand_on_every_article_that_they_name(client: Client) -> None:
    assert [one.publisher for one in knowledge(current(), "52")] == ["An invented fund"]
    shown = client.get("/en/provisions/art46").content.decode()

    assert 'rel="external noreferrer" lang="ar" dir="rtl" hreflang="ar">دليل &lt;استرداد&gt; الموجودات</a>' in shown
    assert "Guide or manual" in shown and "1 March 2025" in shown


def test_other_instruments_are_named_with_places_and_reference(client: Client) -> None:
    with translation.override("en"):
        found = {one.instrument: one.places for one in touching("16")}
    assert [words for _, words in found["coe_criminal"]] == ["articles \u20685, 6, 9, 10, 11\u2069"]

    shown = section(page(client, "/fr/provisions/art46"), "instruments")
    assert "A/RES/55/25, annex I" in shown and "article \u206818\u2069" in shown and "(art. 46, par. 8)" in shown


def test_only_articles_of_the_release_have_a_page(client: Client) -> None:
    for path in ("art0", "art72", "art046", "art46(9)"):
        assert client.get(f"/en/provisions/{path}").status_code == 404


def test_need_matrix_activity_search_and_trends_lead_to_the_article(client: Client) -> None:
    assert 'href="/en/provisions/art46#art46-9-b"' in page(client, "/en/needs/XA-BBBBBBBB")
    assert 'href="/en/provisions/art46">art. 46</a>' in page(client, "/en/states/XA")
    assert 'href="/en/provisions/art16"' in page(client, "/en/activities/ACT-AAAAAAAA")
    assert 'href="/en/provisions/art46">' in page(client, "/en/search?q=art.+46")
    assert '<a href="/en/provisions/art9">9</a>' in page(client, "/en/figures/needs_stated")
    assert '<a href="/en/provisions">Each article' in page(client, "/en/trends/article")
    assert 'href="/en/provisions/art9">art. 9, Public procurement' in page(client, "/en/trends/article?article=9")
    assert "/en/provisions/" not in page(client, "/en/states/XA/print").partition("<main")[2]

"""The page on which a donor finds open needs: what it says, what can be chosen, and addresses that can be kept."""

import re

import pytest
from django.test import Client

OPEN = ["XA-AAAAAAAA", "XA-BBBBBBBB", "XB-AAAAAAAA"]


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def listed(shown: str) -> list[str]:
    return re.findall(r'<article class="record need" id="([^"]+)"', shown)


def test_page_lists_open_needs_by_the_names_of_the_states(client: Client) -> None:
    shown = page(client, "/en/find")

    assert listed(shown) == ["XA-AAAAAAAA", "XA-BBBBBBBB", "XB-AAAAAAAA"]
    assert "<span>2 States</span> <span>3 needs</span>" in shown
    assert 'href="/en/figures/current_needs"' in shown


def test_order_is_by_name_in_the_readers_language_or_by_day(client: Client) -> None:
    assert listed(page(client, "/ar/find"))[0][:2] == "XB"  # أورومبا stands before ندارا
    assert listed(page(client, "/en/find?order=date&also=not_updated"))[-1] == "XA-DDDDDDDD"


def test_what_is_chosen_can_be_taken_back_one_by_one_and_at_once(client: Client) -> None:
    shown = page(client, "/en/find?regional_group=african&article=46")

    chips = re.search(r'<div class="chosen">(.*?)</div>', shown, re.S)
    assert chips is not None
    assert re.findall(r'href="([^"]+)"', chips[1]) == ["/en/find?article=46", "/en/find?regional_group=african", "/en/find"]
    assert chips[1].count("</b>&nbsp;<span aria-hidden") == 2, "the cross never stands on a line of its own"


def test_paragraphs_can_be_picked_once_an_article_is(client: Client) -> None:
    assert 'name="provision"' not in page(client, "/en/find")
    assert '<option value="46(9)(b)">art. 46, para. 9 (b) (1)</option>' in page(client, "/en/find?article=46")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("?state=&article=46&beneficiary=", "?article=46"),
        ("?utm_source=x&article=46", "?article=46"),
        ("?article=9&provision=46(9)(b)", "?article=9"),
        ("?order=state&x=1", ""),
        ("?article=46&article=46", "?article=46"),
    ],
)
def test_form_leads_to_an_address_that_can_be_kept(client: Client, given: str, kept: str) -> None:
    response = client.get(f"/en/find{given}")

    assert (response.status_code, response.headers["Location"]) == (302, f"/en/find{kept}")
    assert client.get(response.headers["Location"]).status_code == 200


@pytest.mark.parametrize("query", ["state=ZZ", "grade=foo", "confirmed_from=yesterday", "order=count", "page=-1", "also=all"])
def test_value_that_cannot_be_is_told_as_such(client: Client, query: str) -> None:
    for path in ("find", "find.csv", "find.xlsx", "find.atom", "find.json"):
        assert client.get(f"/en/{path}?{query}").status_code == 400, path


def test_page_says_which_value_cannot_be_and_leads_on_without_it(client: Client) -> None:
    told = client.get("/en/find?article=46&grade=foo&order=count").content.decode()

    assert ">grade=foo<" in told or ">order=count<" in told
    assert ">article=46<" not in told
    alone = client.get("/en/find?article=46&order=count&page=-1").content.decode()
    assert ">order=count<" in alone and ">page=-1<" in alone and 'href="/en/find?article=46"' in alone


def test_nothing_found_says_what_each_choice_leaves_out(client: Client) -> None:
    shown = page(client, "/en/find?state=XB&article=46")

    assert not listed(shown)
    nothing = re.search(r'<div class="nothing">(.*?)</div>', shown, re.S)
    assert nothing is not None
    assert re.findall(r'href="([^"]+)".*?class="count">(\d+)<', nothing[1]) == [
        ("/en/find?article=46", "1"),
        ("/en/find?state=XB", "1"),
    ]


def test_needs_that_nobody_confirmed_are_told_and_can_be_shown(client: Client) -> None:
    shown = page(client, "/en/find?state=XA")

    assert "1 more need passes, but nobody has confirmed it for 36 months" in shown
    both = page(client, "/en/find?state=XA&also=not_updated")
    assert "XA-DDDDDDDD" in listed(both) and "Stated in 2013, not updated since" in both


def test_long_list_comes_in_pages_of_which_the_last_is_told(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("article60.web.public.find.PAGE", 2)

    first, second, beyond = (page(client, f"/en/find{query}") for query in ("", "?page=2", "?page=99"))

    assert [*listed(first), *listed(second)] == OPEN
    assert listed(beyond) == listed(second)
    assert 'rel="next"' in first and 'rel="next"' not in second and 'rel="prev"' in second
    assert [re.search(r"Shown: ([^<]+)<", one)[1] for one in (first, second)] == ["1 to 2 of 3", "3 to 3 of 3"]


def test_choices_stand_in_the_order_of_their_list_and_never_of_their_numbers(client: Client) -> None:
    shown = page(client, "/en/find?also=not_updated")

    states = re.search(r'<select id="pick-state".*?</select>', shown, re.S)
    assert states is not None
    assert re.findall(r">([^<(]+) \((\d+)\)<", states[0]) == [("Ndara", "3"), ("Oromba", "1")]
    chapters = re.findall(r"\?chapter=(\w+)&", shown)
    assert chapters == ["II", "III", "IV"]


def test_form_keeps_what_was_chosen_by_links(client: Client) -> None:
    shown = page(client, "/en/find?chapter=IV&order=date")

    assert '<input type="hidden" name="chapter" value="IV">' in shown
    assert '<input type="hidden" name="order" value="date">' in shown


def test_state_without_a_region_is_under_none(client: Client) -> None:
    shown = page(client, "/en/find")

    assert re.findall(r"\?subregion=(\d+)\"", shown) == ["002", "014", "202", "011"]


def test_list_names_its_feeds_files_and_the_same_question_to_the_api(client: Client) -> None:
    shown = page(client, "/fr/find?chapter=IV")

    for address in (
        "/fr/find.csv?chapter=IV",
        "/fr/find.xlsx?chapter=IV",
        "/fr/find.atom?chapter=IV",
        "/fr/find.json?chapter=IV",
    ):
        assert f'href="{address}"' in shown
        assert client.get(address).status_code == 200
    assert 'type="application/atom+xml" href="/fr/find.atom?chapter=IV"' in shown
    assert 'value="http://testserver/fr/find?chapter=IV"' in shown
    assert [item["id"] for item in client.get("/api/v1/needs?open=true&chapter=IV").json()["items"]] == listed(shown)


def test_way_out_of_a_search_that_finds_nothing_leads_to_something(client: Client) -> None:
    shown = client.get("/en/find?state=XB&article=46&grade=no_assistance_found").content.decode()

    assert "No open need passes" in shown
    ways = shown.partition('<div class="nothing">')[2].partition("</div>")[0]
    assert "Without" in ways and 'class="count">0<' not in ways

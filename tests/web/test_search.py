"""The page and the list that answer a question, on the small invented Release."""

import csv
import io
import re
from html import unescape

import pytest
from django.test import Client

from article60.publication.full_text import KINDS
from article60.web.public.search import NAMES

LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")


def ask(client: Client, text: str, language: str = "en", **chosen: str) -> str:
    response = client.get(f"/{language}/search", {"q": text, **chosen})
    assert response.status_code == 200
    return response.content.decode()


def words(shown: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", shown.partition("<main")[2].partition("</main")[0])).split())


def test_every_page_leads_to_the_search_by_a_form_that_needs_no_script(client: Client) -> None:
    for path in ("", "states/XA", "needs/XA-AAAAAAAA", "method", "search", "nothing-here"):
        shown = client.get(f"/fr/{path}").content.decode()
        assert shown.count('role="search" action="/fr/search"') == 1
        assert shown.count('name="q"') == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_records_stand_by_kind_with_their_words_marked(client: Client, language: str) -> None:
    shown = ask(client, "legislative drafting", language)

    assert f'href="/{language}/needs/XA-BBBBBBBB"' in shown
    assert "<mark>Legislative</mark> <mark>drafting</mark>" in shown
    assert re.findall(r'<h2 id="([a-z_]+)"', shown) == [kind for kind in KINDS if f'<h2 id="{kind}"' in shown] != []


def test_state_or_provision_that_is_named_comes_first(client: Client) -> None:
    for text, kind in (("Ndara", "states"), ("art. 46", "provisions")):
        sections = re.findall(r'<h2 id="([a-z_]+)"', ask(client, text))
        assert sections[0] == kind and len(sections) > 1
        assert sections[1:] == [one for one in KINDS if one in sections[1:]]


def test_words_are_marked_in_their_own_language_and_direction(client: Client) -> None:
    shown = ask(client, "قدرات")

    assert re.search(r'<blockquote class="words" lang="ar" dir="rtl">[^<]*<mark>قدرات</mark>', shown)


def test_question_stands_in_the_box_and_in_the_title_and_is_never_markup(client: Client) -> None:
    shown = ask(client, '"><script>alert(1)</script>')

    assert "<script>" not in shown
    assert 'value="&#34;&gt;&lt;script&gt;' in shown
    assert "<title>“&#34;&gt;&lt;script&gt;" in shown


def test_kind_that_is_chosen_stands_alone_and_the_counts_stay(client: Client) -> None:
    everything, alone = ask(client, "XA-BBBBBBBB"), ask(client, "art. 46", kind="needs")

    assert "/en/needs/XA-BBBBBBBB" in everything
    assert re.findall(r'<h2 id="([a-z_]+)"', alone) == ["needs"]
    assert 'kind=needs" aria-current="true"' in alone
    counts = dict(re.findall(r"kind=([a-z_]+)[^>]*>[^<]*<span class=\"count\">(\d+)", alone))
    assert counts == dict(re.findall(r"kind=([a-z_]+)[^>]*>[^<]*<span class=\"count\">(\d+)", ask(client, "art. 46")))
    assert set(counts) > {"needs"}


def test_state_that_is_chosen_leaves_its_records(client: Client) -> None:
    assert "/en/needs/XB-AAAAAAAA" in ask(client, "art. 9", state="XB")
    assert "/en/needs/XB-AAAAAAAA" not in ask(client, "art. 9", state="XA")


def test_language_links_keep_the_question(client: Client) -> None:
    assert 'hreflang="ru" href="/ru/search?q=art.+46&amp;kind=needs"' in ask(client, "art. 46", kind="needs")


def test_pages_of_one_kind_lead_through_all_of_it(client: Client) -> None:
    address: str | None = "/en/search?q=articles+1+to+71&kind=provisions"
    found: list[str] = []
    pages = 0
    while address is not None:
        shown = client.get(address).content.decode()
        found += re.findall(r'<span class="provisions">art. (\d+)</span>', shown)
        assert ('rel="prev"' in shown) == (pages > 0)
        following = re.search(r'href="([^"]+)" rel="next"', shown)
        address, pages = unescape(following[1]) if following else None, pages + 1
    assert pages == 4
    assert sorted(map(int, found)) == list(range(1, 72))


def test_states_stand_by_name(client: Client) -> None:
    for language in ("en", "ru"):
        found = re.findall(
            r'href="/\w+/states/[A-Z]{2}"><bdi[^>]*>(.*?)</bdi>', ask(client, "republic", language, kind="states")
        )
        names = [re.sub("<[^>]+>", "", one) for one in found]
        assert len(names) > 5 and names == sorted(names)


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_nothing_is_found_the_page_helps(client: Client, language: str) -> None:
    shown = ask(client, "xylophone", language, state="XA")

    assert "<mark>" not in shown and 'id="help"' in shown
    assert f'href="/{language}/search?q=xylophone"' in shown  # in all States
    assert f'href="/{language}/#tiles"' in shown


def test_without_a_question_the_page_says_what_can_be_asked(client: Client) -> None:
    shown = client.get("/en/search").content.decode()

    assert 'id="help"' not in shown and 'role="status"' not in shown
    examples = re.findall(r'href="(/en/search\?q=[^"]+)"', shown)
    assert len(examples) == 4
    assert all(name in words(shown) for name in NAMES.values())


def test_part_of_a_question_that_was_found_is_said_to_be_a_part(client: Client) -> None:
    assert "No record holds all of these words" in words(ask(client, "drafting xylophone"))
    assert "begin like them" in words(ask(client, "legislat"))
    assert "No record" not in words(ask(client, "drafting"))


@pytest.mark.parametrize("query", ["kind=x", "state=ZZ", "page=0", "page=51", "page=x", "page=²", "kind=needs&page=99999"])
def test_choice_that_there_cannot_be_is_refused(client: Client, query: str) -> None:
    assert client.get(f"/en/search?q=art&{query}").status_code == 400


def test_found_pages_are_kept_out_of_other_search_engines(client: Client) -> None:
    assert client.get("/en/search?q=art").headers["X-Robots-Tag"] == "noindex"


def test_each_kind_has_a_name() -> None:
    assert list(NAMES) == list(KINDS)


def api(client: Client, **given: str) -> dict:
    response = client.get("/api/v1/search", given)
    assert response.status_code == 200
    return response.json()


def test_list_answers_as_the_page_does(client: Client) -> None:
    items = api(client, q="legislative drafting")["items"]
    shown = ask(client, "legislative drafting")

    (need,) = [item for item in items if item["id"] == "XA-BBBBBBBB"]
    assert [need["text"][start:end] for start, end in need["marks"]] == ["Legislative", "drafting"]
    assert need["kind"] == "needs" and need["states"] == ["XA"] and need["holds"] == "all" and need["language"] == "en"
    assert all(item["id"] in shown for item in items if item["kind"] in ("needs", "activities", "documents"))


def test_list_leads_through_all_kinds_by_its_cursor(client: Client) -> None:
    whole = api(client, q="art. 46", limit="1000")
    assert whole["next"] is None and len({item["kind"] for item in whole["items"]}) > 1

    found, address = [], "/api/v1/search?q=art.+46&limit=1"
    while address is not None:
        page = client.get(address).json()
        found += page["items"]
        address = page["next"]
    assert found == whole["items"]


def test_list_is_given_as_csv(client: Client) -> None:
    response = client.get("/api/v1/search.csv", {"q": "art. 46", "limit": "1"})
    rows = list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode())))
    items = api(client, q="art. 46", limit="1")["items"]

    assert response.headers["Content-Type"] == "text/csv; charset=utf-8" and 'rel="next"' in response.headers["Link"]
    assert list(rows[0]) == ["id", "kind", "states", "holds", "title", "text", "language", "marks"]
    assert [(row["id"], row["kind"]) for row in rows] == [(item["id"], item["kind"]) for item in items]


def test_list_that_the_asker_holds_is_not_sent_again(client: Client) -> None:
    first = client.get("/api/v1/search?q=art.+46")
    held = {"If-None-Match": first.headers["ETag"]}

    assert client.get("/api/v1/search?q=art.+46", headers=held).status_code == 304
    assert client.get("/api/v1/search?q=art.+16", headers=held).status_code == 200
    assert client.head("/api/v1/search?q=art.+46").headers["ETag"] == first.headers["ETag"]
    assert client.post("/api/v1/search?q=art.+46").status_code == 405


def test_list_is_empty_where_nothing_answers_or_no_word_is_asked(client: Client) -> None:
    for text in ("qzxqzx", "\0", "?!", "\t"):
        assert api(client, q=text)["items"] == []


def test_description_tells_what_can_be_asked(client: Client) -> None:
    described = client.get("/api/v1/openapi.json").json()
    told = {one["name"]: one for one in described["paths"]["/search"]["get"]["parameters"] if one["in"] == "query"}

    assert set(told) == {"q", "kind", "state", "cursor", "limit"}
    assert told["q"]["required"] and not any(told[name].get("required") for name in ("kind", "state", "cursor", "limit"))
    assert told["kind"]["schema"]["enum"] == list(KINDS) and "XA" in told["state"]["schema"]["enum"]
    assert set(described["components"]["schemas"]["Found"]["properties"]) == set(api(client, q="art. 46")["items"][0])
    assert '<a href="/api/v1/search?q=art.+46">' in client.get("/en/api").content.decode()


@pytest.mark.parametrize(
    "query", ["", "q=", "q=+", "q=a&kind=x", "q=a&cursor=x", "q=a&sort=n", "q=a&limit=0", "q=a&cursor=-1", "q=a&state=ZZ"]
)
def test_list_refuses_what_it_does_not_know(client: Client, query: str) -> None:
    response = client.get(f"/api/v1/search?{query}")
    assert response.status_code == 422
    assert response.headers["Content-Type"] == "application/problem+json"

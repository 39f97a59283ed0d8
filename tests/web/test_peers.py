"""Who has solved a need, on its page."""

import re

import pytest
from django.test import Client


def section(client: Client, need: str, language: str = "en") -> str:
    page = client.get(f"/{language}/needs/{need}").content.decode()
    return page.partition('<h2 id="peers">')[2].partition("<h2")[0]


def test_states_stand_by_name_with_their_words_and_source(client: Client) -> None:
    shown = section(client, "XB-AAAAAAAA")

    assert re.findall(r"<h3><a href=[^>]+>([^<]+)", shown) == ["Ardenia", "Ndara"]
    assert "Purchases on line" in shown and "Electronic purchasing" in shown
    assert 'href="/en/documents/DOC-AAAAAAAA"' in shown and "page 4" in shown
    assert 'href="/en/states/XM#XM-GGGGGGGG"' in shown


def test_order_follows_the_readers_language(client: Client) -> None:
    shown = section(client, "XB-AAAAAAAA", "zh")

    names = re.findall(r"<h3><a href=[^>]+>([^<]+)", shown)
    assert set(names) == {"阿登尼亚", "恩达拉"}
    assert names == sorted(names)


def test_facts_in_common_and_what_is_not_known_are_told(client: Client) -> None:
    ardenia, ndara = section(client, "XB-AAAAAAAA").split("<h3>")[1:]

    assert "Same regional group (African States)" in ndara and "both in" in ndara
    assert "nothing that is known here" in ardenia
    assert section(client, "XB-AAAAAAAA").count("Same official language") == 1  # not known of any, so said once


def test_assistance_that_went_before_is_named(client: Client) -> None:
    assert 'href="/en/states/XA#XA-SSSSSSSS"' in section(client, "XB-AAAAAAAA")


def test_need_without_article_and_need_without_peers_say_so(client: Client) -> None:
    assert "names no article" in section(client, "XA-DDDDDDDD")
    assert "record no good practice of another State" in section(client, "XA-BBBBBBBB")


@pytest.mark.parametrize(
    ("language", "said"),
    [("ar", "من سبق له"), ("es", "Quién lo ha resuelto"), ("fr", "Qui y est parvenu"), ("ru", "Кто решил"), ("zh", "谁已解决")],
)
def test_heading_stands_in_the_readers_language(client: Client, language: str, said: str) -> None:
    assert said in section(client, "XB-AAAAAAAA", language)


def test_state_without_open_needs_is_not_said_to_have_some(client: Client) -> None:
    shown = client.get("/en/states/XM").content.decode()

    assert "on articles of its open needs" not in shown
    assert "No open need of this State that names an article" in shown

"""What holds for every page in every language."""

import re
from itertools import islice

import pytest
from django.test import Client, override_settings

from article60.web.common.current import current
from article60.web.public.pages import HTML
from article60.web.public.urls import PAGES, addresses

KINDS = [name for name, one in PAGES.items() if one.media == HTML]
LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
EVERY = [(language, kind) for language in LANGUAGES for kind in KINDS]
KILOBYTES, SOME = 100, 6


def page(client: Client, language: str, path: str) -> str:
    response = client.get(f"/{language}/{path}")
    assert response.status_code == 200, path
    return response.content.decode()


def some(client: Client, language: str, kind: str) -> list[str]:
    """The first pages of a kind that the Release has; a kind without any is not tried, and so not finished."""
    shown = [page(client, language, path) for path in islice(addresses(current(), PAGES[kind]), SOME)]
    assert shown, f"{kind}: the invented Release has no such page; add one to conftest.py"
    return shown


@pytest.mark.parametrize(("language", "kind"), EVERY)
def test_page_names_its_language_and_direction(client: Client, language: str, kind: str) -> None:
    direction = "rtl" if language == "ar" else "ltr"

    for shown in some(client, language, kind):
        assert f'<html lang="{language}" dir="{direction}">' in shown


@pytest.mark.parametrize(("language", "kind"), EVERY)
def test_page_says_that_it_is_invented_and_not_endorsed(client: Client, language: str, kind: str) -> None:
    for shown in some(client, language, kind):
        assert 'class="invented"' in shown
        assert "Operator of the tests" in shown.partition("<footer")[2]


@pytest.mark.parametrize(("language", "kind"), EVERY)
def test_page_needs_no_inline_script_no_inline_style_and_no_other_host(client: Client, language: str, kind: str) -> None:
    for shown in some(client, language, kind):
        assert not re.search(r'<script(?! src="/static/)|<style|\sstyle=|\son\w+=', shown)
        assert not re.search(r'<(?:link|img|use|script|form)[^>]+(?:href|src|action)="(?:https?:)?//', shown)
        assert len(shown.encode()) < KILOBYTES * 1000


@pytest.mark.parametrize(("language", "kind"), EVERY)
def test_page_has_a_title_in_words(client: Client, language: str, kind: str) -> None:
    for shown in some(client, language, kind):
        title = re.findall(r"<title[^>]*>([^<]+) – Article60</title>", shown)
        assert len(title) == 1 and not re.fullmatch(r"\s*[A-Z0-9]{2,3}-[A-Z2-7]{8,}\s*", title[0])


@pytest.mark.parametrize("kind", KINDS)
def test_page_has_one_heading_landmarks_and_a_skip_link(client: Client, kind: str) -> None:
    for shown in some(client, "en", kind):
        assert shown.count("<h1") == 1
        assert [shown.count(f"<{part}") for part in ("main", "footer")] == [1, 1]
        assert '<a class="skip" href="#main">' in shown
        assert shown.count("<table") == shown.count("<caption")


@pytest.mark.parametrize("kind", KINDS)
def test_identifiers_on_a_page_are_unique(client: Client, kind: str) -> None:
    for shown in some(client, "en", kind):
        found = re.findall(r'\sid="([^"]+)"', shown)
        assert len(found) == len(set(found))


def test_every_kind_of_page_has_its_own_name_and_address() -> None:
    assert len({one.route for one in PAGES.values()}) == len(PAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_site_without_a_named_operator_names_none(client: Client, language: str) -> None:
    with override_settings(ARTICLE60_OPERATOR=""):
        foot = page(client, language, "").partition("<footer")[2].partition("</p>")[0]

    assert ":" not in foot and "：" not in foot and "Operat" not in foot and "\N{FIRST STRONG ISOLATE}" not in foot


def test_russian_day_ends_the_sentence_of_the_foot_with_one_stop(client: Client) -> None:
    foot = page(client, "ru", "").partition("<footer")[2]

    assert "г. <a" in foot and "г.." not in foot


@pytest.mark.parametrize("kind", PAGES)
def test_answers_carry_safe_headers_and_no_cookie(client: Client, kind: str) -> None:
    for path in islice(addresses(current(), PAGES[kind]), 1):
        response = client.get(f"/en/{path}")

        policy = response.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
        assert "form-action 'self'" in policy and "script-src 'self'" in policy
        assert response.headers["Content-Type"].startswith(PAGES[kind].media)
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["X-Frame-Options"] == "DENY"
        assert response.headers["Referrer-Policy"] == "same-origin"
        assert not response.cookies


def test_reader_is_led_to_own_language(client: Client) -> None:
    assert client.get("/", headers={"Accept-Language": "fr-CH, en;q=0.5"}).headers["Location"] == "/fr/"
    assert client.get("/", headers={"Accept-Language": "zh-CN"}).headers["Location"] == "/zh/"
    assert client.get("/", headers={"Accept-Language": "de"}).headers["Location"] == "/en/"


def test_page_that_is_not_there_is_told_in_the_readers_language(client: Client) -> None:
    response = client.get("/es/states/ZZ")

    assert response.status_code == 404
    assert '<html lang="es"' in response.content.decode()


def test_page_that_has_not_changed_is_not_sent_again(client: Client) -> None:
    etag = client.get("/en/states/XA").headers["ETag"]

    assert client.get("/en/states/XA", headers={"If-None-Match": etag}).status_code == 304


def test_language_links_lead_to_the_same_page(client: Client) -> None:
    assert '<link rel="alternate" hreflang="ru" href="/ru/states/XA">' in page(client, "ar", "states/XA")

"""What holds for every page in every language."""

import re

import pytest
from django.test import Client, override_settings

PATHS = (
    "", "chapters/V", "states/XA", "states/XB", "states/XM", "needs/XA-BBBBBBBB", "needs/XA-DDDDDDDD",
    "activities/ACT-AAAAAAAA", "documents/DOC-AAAAAAAA", "method", "figures/needs_stated", "data", "api",
)  # fmt: skip
LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
EVERY = [(language, path) for language in LANGUAGES for path in PATHS]
KILOBYTES = 100


def page(client: Client, language: str, path: str) -> str:
    response = client.get(f"/{language}/{path}")
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize(("language", "path"), EVERY)
def test_page_names_its_language_and_direction(client: Client, language: str, path: str) -> None:
    direction = "rtl" if language == "ar" else "ltr"

    assert f'<html lang="{language}" dir="{direction}">' in page(client, language, path)


@pytest.mark.parametrize(("language", "path"), EVERY)
def test_page_says_that_it_is_invented_and_not_endorsed(client: Client, language: str, path: str) -> None:
    shown = page(client, language, path)

    assert 'class="invented"' in shown
    assert "Operator of the tests" in shown.partition("<footer")[2]


@pytest.mark.parametrize(("language", "path"), EVERY)
def test_page_needs_no_script_no_inline_style_and_no_other_host(client: Client, language: str, path: str) -> None:
    shown = page(client, language, path)

    assert not re.search(r"<script|<style|\sstyle=|\son\w+=", shown)
    assert not re.search(r'<(?:link|img|use)[^>]+(?:href|src)="https?:', shown)
    assert len(shown.encode()) < KILOBYTES * 1000


@pytest.mark.parametrize("path", PATHS)
def test_page_has_one_heading_landmarks_and_a_skip_link(client: Client, path: str) -> None:
    shown = page(client, "en", path)

    assert shown.count("<h1") == 1
    assert [shown.count(f"<{part}") for part in ("main", "footer")] == [1, 1]
    assert '<a class="skip" href="#main">' in shown
    assert shown.count("<table") == shown.count("<caption")


@pytest.mark.parametrize("path", PATHS)
def test_identifiers_on_a_page_are_unique(client: Client, path: str) -> None:
    found = re.findall(r'\sid="([^"]+)"', page(client, "en", path))

    assert len(found) == len(set(found))


@pytest.mark.parametrize("language", LANGUAGES)
def test_site_without_a_named_operator_names_none(client: Client, language: str) -> None:
    with override_settings(ARTICLE60_OPERATOR=""):
        foot = page(client, language, "").partition("<footer")[2].partition("</p>")[0]

    assert ":" not in foot and "：" not in foot and "Operat" not in foot and "\N{FIRST STRONG ISOLATE}" not in foot


def test_russian_day_ends_the_sentence_of_the_foot_with_one_stop(client: Client) -> None:
    foot = page(client, "ru", "").partition("<footer")[2]

    assert "г. <a" in foot and "г.." not in foot


def test_answers_carry_safe_headers_and_no_cookie(client: Client) -> None:
    response = client.get("/en/")

    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
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

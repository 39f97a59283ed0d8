"""The page about the register: who answers for it, and where an error is reported."""

import html

import pytest
from django.test import Client, override_settings

from article60.codes.languages import LANGUAGES


def about(client: Client, language: str = "en") -> str:
    """What stands between head and foot of the page."""
    page = html.unescape(client.get(f"/{language}/about").content.decode())
    return page.partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_operator_is_named_where_there_is_one(client: Client, language: str) -> None:
    with override_settings(ARTICLE60_OPERATOR="House of Examples", ARTICLE60_CORRECTIONS="mailto:a@example.org"):
        assert about(client, language).count("House of Examples") == 1
    with override_settings(ARTICLE60_OPERATOR="", ARTICLE60_CORRECTIONS="mailto:a@example.org"):
        assert "\N{FIRST STRONG ISOLATE}" not in about(client, language)


def test_missing_operator_is_said() -> None:
    with override_settings(ARTICLE60_OPERATOR=""):
        assert "No operator is named for this copy of the site." in about(Client())


@pytest.mark.parametrize(
    ("address", "leads_to", "read_as"),
    [
        (
            "mailto:a%2Bb@example.org?cc=c@example.org",
            "mailto:a%2Bb@example.org?cc=c@example.org&subject=about%20",
            "a+b@example.org",
        ),
        ("https://example.org/new", "https://example.org/new?record=about&release=", "https://example.org/new"),
    ],
)
def test_address_for_corrections_is_a_link_that_can_be_read(client: Client, address: str, leads_to: str, read_as: str) -> None:
    with override_settings(ARTICLE60_CORRECTIONS=address):
        shown = about(client)

    assert f'href="{leads_to}' in shown and f'<bdi dir="ltr">{read_as}</bdi>' in shown
    assert "No address for corrections" not in shown


def test_without_address_errors_go_to_the_operator_and_without_both_nowhere(client: Client) -> None:
    with override_settings(ARTICLE60_CORRECTIONS="", ARTICLE60_OPERATOR="House of Examples"):
        assert "write to \N{FIRST STRONG ISOLATE}House of Examples" in about(client)
    with override_settings(ARTICLE60_CORRECTIONS="", ARTICLE60_OPERATOR=""):
        assert "Neither an address for corrections nor an operator is named" in about(client)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_leads_to_about_and_about_to_its_sources(client: Client, language: str) -> None:
    assert f'<a href="/{language}/about">' in client.get(f"/{language}/").content.decode()
    shown = about(client, language)
    for address in ("method", "method#sources", "data", "accessibility"):
        assert f'href="/{language}/{address}"' in shown
    assert 'href="https://creativecommons.org/licenses/by/4.0/" rel="license"' in shown

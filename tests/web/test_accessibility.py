"""The accessibility statement: every page leads to it, and it says where a barrier is told."""

import html

import pytest
from django.test import Client, override_settings

from article60.codes.languages import LANGUAGES


def statement(client: Client) -> str:
    page = html.unescape(client.get("/en/accessibility").content.decode())
    return page.partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["", "states/XA", "nothing-here"])
def test_foot_leads_to_the_statement(client: Client, language: str, path: str) -> None:
    foot = client.get(f"/{language}/{path}").content.decode().partition("<footer")[2]

    assert f'<a href="/{language}/accessibility">' in foot


@pytest.mark.parametrize("language", LANGUAGES)
def test_statement_names_standard_and_program(client: Client, language: str) -> None:
    shown = client.get(f"/{language}/accessibility").content.decode()

    assert all(name in shown for name in ("WCAG", "2.2", "AA", "axe"))


def test_statement_says_that_no_users_of_assistive_technologies_checked(client: Client) -> None:
    assert "Not yet by users of assistive technologies" in statement(client)


def test_barrier_is_told_to_the_address_else_to_the_operator_else_nowhere(client: Client) -> None:
    with override_settings(ARTICLE60_CORRECTIONS="mailto:a@example.org", ARTICLE60_OPERATOR="House of Examples"):
        told = statement(client)
        assert 'href="mailto:a@example.org?subject=accessibility%20' in told and '<bdi dir="ltr">a@example.org</bdi>' in told
        assert "House of Examples" not in told
    with override_settings(ARTICLE60_CORRECTIONS="", ARTICLE60_OPERATOR="House of Examples"):
        assert "write to \N{FIRST STRONG ISOLATE}House of Examples" in statement(client)
    with override_settings(ARTICLE60_CORRECTIONS="", ARTICLE60_OPERATOR=""):
        assert "a barrier cannot be reported from here" in statement(client)

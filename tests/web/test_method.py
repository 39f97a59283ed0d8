"""The method page: each figure in plain words first, then by its name in the data."""

import html

import pytest
from django.test import Client
from django.utils import translation

from article60.codes.languages import LANGUAGES
from article60.figures.declarations import declarations
from article60.figures.words import explained
from article60.web.public.plain import in_plain_words


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_has_plain_words_without_names_of_columns(language: str) -> None:
    with translation.override(language):
        said = {name: in_plain_words(declared) for name, declared in declarations().items()}

    assert all(said.values())
    assert not [name for name, words in said.items() if "_" in words or "%" in words]


def test_plain_words_come_before_the_name_in_the_data_and_its_definition(client: Client) -> None:
    page = html.unescape(client.get("/en/method").content.decode())
    shown = page.partition('<h3 id="states_with_needs">')[2].partition("</section>")[0]

    plain = shown.index("Each State party counts once, however often it appears. Withdrawn and superseded needs are left out.")
    name = shown.index("Name in the data: \N{FIRST STRONG ISOLATE}states_with_needs\N{POP DIRECTIONAL ISOLATE}</summary>")
    assert plain < name < shown.index(explained(declarations()["states_with_needs"]))


def test_splits_stand_with_their_total(client: Client) -> None:
    page = html.unescape(client.get("/en/method").content.decode())
    shown = page.partition('<h3 id="needs_stated">')[2].partition("</section>")[0]

    assert '<details id="needs_stated.chapter"><summary>By chapter</summary>' in shown
    assert "<caption>The parts add up to the total.</caption>" in shown
    assert explained(declarations()["needs_stated.chapter"]) in shown


def test_every_figure_that_a_page_names_leads_to_its_place(client: Client) -> None:
    method = client.get("/en/method").content.decode()

    for name in ("states_with_needs", "needs_stated", "gaps", "budget_usd", "commitment_usd", "disbursement_usd"):
        assert f'<h3 id="{name}">' in method
    assert 'href="/en/method#gaps"' in client.get("/en/").content.decode()

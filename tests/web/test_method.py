"""The method page: each figure in plain words first, then by its name in the data."""

import html
import re

import pytest
from django.test import Client
from django.utils import translation

from article60.codes.labels import codes, label
from article60.codes.languages import LANGUAGES
from article60.figures.declarations import declarations
from article60.figures.words import explained, explained_split
from article60.web.common.current import current
from article60.web.public import method
from article60.web.public.plain import in_plain_words


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_has_plain_words_without_names_of_columns(language: str) -> None:
    with translation.override(language):
        said = {name: in_plain_words(declared) for name, declared in declarations().items()}

    assert all(said.values())
    assert not [name for name, words in said.items() if "_" in words or "%" in words]


def test_plain_words_come_before_the_name_in_the_data_and_its_definition(client: Client) -> None:
    shown = html.unescape(client.get("/en/figures/states_with_needs").content.decode())

    plain = shown.index("Each State party counts once, however often it appears. Withdrawn and superseded needs are left out.")
    name = shown.index("Name in the data: \N{FIRST STRONG ISOLATE}states_with_needs\N{POP DIRECTIONAL ISOLATE}</summary>")
    assert plain < name < shown.index(explained(declarations()["states_with_needs"]))


def test_method_page_says_every_figure_in_plain_words_and_leads_to_its_parts(client: Client) -> None:
    page = html.unescape(client.get("/en/method").content.decode())

    for name, declared in declarations().items():
        if declared.dimension is None:
            shown = page.partition(f'<h3 id="{name}">')[2].partition("</section>")[0]
            assert in_plain_words(declared) in shown and f'href="/en/figures/{name}"' in shown


def test_splits_stand_with_their_total(client: Client) -> None:
    shown = html.unescape(client.get("/en/figures/needs_stated").content.decode())

    assert '<h2 id="needs_stated.chapter">By chapter</h2>' in shown
    assert "<caption>The parts add up to the total.</caption>" in shown
    assert explained_split(declarations()["needs_stated.chapter"]) in shown


@pytest.mark.parametrize("name", ["nothing", "needs_stated.chapter"])
def test_figure_that_is_no_total_of_the_release_has_no_page(client: Client, name: str) -> None:
    assert client.get(f"/en/figures/{name}").status_code == 404


def test_every_figure_that_a_page_names_leads_to_its_place(client: Client) -> None:
    method = client.get("/en/method").content.decode()

    for name in ("states_with_needs", "needs_stated", "gaps", "budget_usd", "commitment_usd", "disbursement_usd"):
        assert f'<h3 id="{name}">' in method
    overview = client.get("/en/").content.decode()
    assert 'href="/en/figures/needs_stated"' in overview
    assert 'href="/en/method#range-needs_open"' in overview and '<h3 id="range-needs_open">' in method


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_information_has_a_mark_and_a_meaning_of_its_own(client: Client, language: str) -> None:
    legend = client.get(f"/{language}/method").content.decode().partition('id="nothing"')[2].partition("</dl>")[0]
    entries = re.findall(r"<svg[^>]*>(.*?)</svg>\s*</span> ([^<]+)</dt><dd>(.*?)</dd>", legend, re.S)

    assert [words for _, words, _ in entries] == [label("coverage_cells", cell, language) for cell in codes("coverage_cells")]
    assert all(len({entry[part].strip() for entry in entries}) == len(entries) for part in (0, 2))


def test_page_tells_what_a_day_looked_back_on_passes_over_in_six_languages(client: Client) -> None:
    said = {}
    for language in LANGUAGES:
        steps = client.get(f"/{language}/method").content.decode().partition('id="steps"')[2].partition("</dl>")[0]
        assert "article60 match" in steps
        said[language] = html.unescape(steps.partition('<dt id="looked-back">')[2])

    assert "Documents, decisions and the operator’s facts of later days are passed over" in said["en"]
    assert "updated after the day tells of it by its start and end alone" in said["en"]
    assert all(said.values()) and len(set(said.values())) == len(LANGUAGES)


@pytest.mark.parametrize("most", [0, 1_000])
def test_of_very_many_files_of_aid_data_the_first_are_named_and_the_others_counted(
    client: Client, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(method, "_MOST_FILES", most)
    read = [one for one in current().info["inputs"] if one["kind"] == "aid"]

    page = html.unescape(client.get(f"/en/method?most={most}").content.decode())

    assert [f"<bdi>{one['file']}</bdi>" in page for one in read] == [bool(most)] * len(read) != []
    assert (f"Further files of aid data: {len(read)}." in page) is not bool(most)
    assert all(f"<bdi>{one['file']}</bdi>" in page for one in current().info["inputs"] if one["kind"] != "aid")


@pytest.mark.parametrize(
    ("counted", "all_of_them", "unread"), [([43_000, 334], "43,334", ""), ([43_000, None], "43,000", "1"), ([None], "", "")]
)
def test_page_says_how_many_activities_were_looked_through_and_of_which_files_nobody_knows(
    client: Client, monkeypatch: pytest.MonkeyPatch, counted: list[int | None], all_of_them: str, unread: str
) -> None:
    (read,) = [one for one in current().info["inputs"] if one["kind"] == "aid"]
    told = [read if one is None else read | {"activities": one} for one in counted]
    monkeypatch.setitem(current().info, "inputs", told)

    page = html.unescape(client.get(f"/en/method?counted={len(counted)}{unread}").content.decode())

    kept = f"Activities in all files of aid data: {all_of_them}. Kept as anti-corruption assistance, each once: 3."
    assert (kept in page) is bool(all_of_them)
    assert (f"nobody knows how many are in them: {unread}." in page) is bool(unread)
    assert ('data-head="Activities">43,000<' in page) is bool(all_of_them)
    assert ('data-head="Activities">not known<' in page) is bool(unread)
    assert '<th scope="row"><a href="https://data.example/a.xml" rel="external noreferrer"><bdi>a.xml</bdi></a></th>' in page

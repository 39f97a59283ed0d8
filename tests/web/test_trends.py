"""Trends: every number is that of `evaluate` under the filters, the same in chart and table, and opens to its rows."""

import html
import json
import re
from dataclasses import replace

import pytest
from django.test import Client
from django.utils import translation

from article60.figures.declarations import declarations, range_declarations
from article60.figures.evaluate import evaluate, evaluate_range
from article60.figures.narrowing import Narrowing
from article60.web.common.current import current
from article60.web.common.wording import from_to, number
from article60.web.public.drawings import Line
from article60.web.public.trends import BY, OVER_YEARS, SECTIONS

NAMES = [name for _, _, names in SECTIONS for name in names]
FILTERS = [
    {},
    {"state": "XA"},
    {"cycle": "1"},
    {"chapter": "IV", "article": "46"},
    {"coarse_type": "legislative", "year": "2025"},
    {"type": "legal_advice", "state": "XA"},
]


def page(client: Client, path: str, **to: str) -> str:
    response = client.get(f"/en/{path}", to)
    assert response.status_code == 200, (path, to)
    return html.unescape(response.content.decode())


def panels(shown: str) -> dict[str, str]:
    """The HTML of each figure by its name."""
    found = re.findall(r'<article class="panel" aria-labelledby="p-([\w-]+)">(.*?)</article>', shown, re.S)
    return {name.replace("range-", "range:"): body for name, body in found}


def table(panel: str) -> list[tuple[str, str]]:
    """Address and number of each line of the table beside a chart; of a range the address of its upper end."""
    cells = re.findall(r'<tr><th scope="row">.*?</th><td class="number">(.*?)</td>', panel)
    return [(re.findall(r'href="([^"]+)"', cell)[-1], re.sub("<[^>]+>", "", cell)) for cell in cells]


def values(panel: str) -> list[dict[str, object]]:
    """What a browser draws."""
    found = re.search(r"<template>(.*?)</template>", panel, re.S)
    return json.loads(found[1])["data"]["values"] if found else []


@pytest.mark.parametrize("by", BY)
@pytest.mark.parametrize("to", FILTERS, ids=str)
def test_every_number_is_the_figure_under_the_filters(client: Client, by: str, to: dict[str, str]) -> None:
    shown, connection = panels(page(client, f"trends/{by}", **to)), current().connection
    assert len(shown) == len(NAMES)

    for name, panel in shown.items():
        said = re.search(r'<p class="value">([^<]+)</p>', panel)
        assert said is not None
        if name.startswith("range:"):
            made = evaluate_range(connection, range_declarations()[name.removeprefix("range:")], to=Narrowing(**to))
            assert said[1] == from_to(made.low, made.high)
        else:
            assert said[1] == number(evaluate(connection, declarations()[name], to=Narrowing(**to)).value)


@pytest.mark.parametrize("by", BY)
def test_chart_and_table_hold_the_same_numbers(client: Client, by: str) -> None:
    for name, panel in panels(page(client, f"trends/{by}")).items():
        lines = [text for _, text in table(panel)]
        drawn = [datum["text"] for datum in values(panel)]
        assert ("<svg" in panel) == bool(drawn), name
        assert drawn == lines[: len(drawn)] and len(lines) - len(drawn) <= 1, name  # undated rows stand in the table alone


def test_each_part_leads_to_as_many_rows_as_it_counts(client: Client) -> None:
    tried = 0
    for by in ("chapter", "article", "year"):
        for name in ("needs_stated", "assistance_received"):
            for address, text in table(panels(page(client, f"trends/{by}"))[name]):
                listed = client.get(address).content.decode()
                assert listed.partition('<ol class="list rows">')[2].count("<li>") == int(text)
                assert f"these {text} rows" in listed or f"this {text} row" in listed
                tried += 1
    assert tried > 5


def test_filters_stand_in_the_address_and_can_be_taken_away(client: Client) -> None:
    shown = page(client, "trends/article", cycle="2", chapter="II")

    assert '<option value="2" selected>' in shown and '<option value="II" selected>' in shown
    assert 'href="/en/trends/article?chapter=II"' in shown and 'href="/en/trends/article?cycle=2"' in shown
    assert 'href="/en/trends/coarse_type?cycle=2&chapter=II"' in shown
    assert "Narrowed to: Review cycle: 2, Chapter: II – Preventive measures" in shown


def test_blank_filters_leave_the_address(client: Client) -> None:
    response = client.get("/fr/trends/type?state=&cycle=1&year=")

    assert (response.status_code, response.headers["Location"]) == (302, "/fr/trends/type?cycle=1")


@pytest.mark.parametrize(
    "query",
    ["state=ZZ", "cycle=3", "article=999", "type=%3Cscript%3E", "year=1066", "coarse_type=x", "bogus=1", "state=XA&state=XB"],
)
def test_filter_that_cannot_be_is_named_with_the_way_without_it(client: Client, query: str) -> None:
    answer = client.get(f"/en/trends?{query}")

    assert answer.status_code == 400
    assert 'href="/en/trends"' in answer.content.decode()


def test_split_that_does_not_exist_is_not_found(client: Client) -> None:
    assert client.get("/en/trends/state").status_code == 404


def test_group_of_too_few_states_has_words_and_no_number(client: Client) -> None:
    needs = panels(page(client, "trends/year", regional_group="african"))["needs_stated"]

    assert "fewer than five States" in needs
    assert not re.search(r'class="value"|<svg|rows\?', needs)


def test_what_the_denominator_does_not_tell_is_said(client: Client) -> None:
    shown = panels(page(client, "trends/year", article="46", cycle="1"))

    assert "(not narrowed by: Article)" in shown["states_with_needs"]
    assert "not narrowed" not in shown["needs_stated"]


def test_share_confirmed_by_people_stands_beside_each_figure_that_knows_it(client: Client) -> None:
    for name, panel in panels(page(client, "trends")).items():
        if name in ("states_with_needs", "needs_stated", "assistance_received", "range:current_needs"):
            assert re.search(r"Reading confirmed by a person: \d+ of \d+ rows?", panel), name


def test_change_since_the_release_before_is_told_where_it_is_known(client: Client) -> None:
    shown = panels(page(client, "trends"))

    assert "change since: \u2068\N{MINUS SIGN}1,198\u2069" in shown["states_with_needs"]
    assert "Not comparable with Release" in shown["needs_stated"]


def test_every_figure_says_how_it_was_computed(client: Client) -> None:
    for name, panel in panels(page(client, "trends/chapter")).items():
        how = panel.partition("How was this computed?")[2]
        assert current().info["name"] in how, name
        assert re.search(r'href="/en/(figures/[a-z_]+|method#range-[a-z_]+)"', how), name


def test_states_are_chosen_by_name_and_nothing_is_in_the_order_of_a_number(client: Client) -> None:
    names = re.findall(r'<option value="X[A-Z]">([^<]+)</option>', page(client, "trends"))

    assert len(names) > 10 and names == sorted(names)


def test_years_without_a_number_keep_their_place(client: Client) -> None:
    spec = re.search(r"<template>(.*?)</template>", panels(page(client, "trends/year"))["needs_stated"], re.S)
    assert spec is not None
    made = json.loads(spec[1])

    assert made["encoding"]["x"]["scale"]["domain"] == [str(year) for year in range(2013, 2026)]
    assert [datum["key"] for datum in made["data"]["values"]] == ["2013", "2025"]


@pytest.mark.parametrize("by", ["year", "article", "coarse_type"])
def test_arabic_charts_are_read_from_right_to_left(client: Client, by: str) -> None:
    specs = re.findall(r"<template>(.*?)</template>", client.get(f"/ar/trends/{by}").content.decode(), re.S)

    assert specs
    for spec in specs:
        assert '"reverse":true' in spec or '"align":"right"' in spec
        assert "\\u2067" in spec or "\u2067" in spec


def test_over_years_activities_are_all_that_were_kept(client: Client) -> None:
    assert set(OVER_YEARS) <= set(NAMES)
    assert "activities_kept" in panels(page(client, "trends/year"))
    assert "range:activities_running" in panels(page(client, "trends/chapter"))


def test_each_end_of_a_range_leads_to_the_rows_behind_it() -> None:
    of = Line(part="III", label="III", text="3–5", ends=("3", "5"))

    with translation.override("en"):
        assert re.findall(r'href="([^"]+)">(\d)<', of.linked("/high?by=chapter", "/low?by=chapter")) == [
            ("/low?by=chapter&amp;part=III", "3"),
            ("/high?by=chapter&amp;part=III", "5"),
        ]
        assert replace(of, ends=("5", "5"), text="5").linked("/high", "/low") == '<a href="/high?part=III">5</a>'


def test_rows_of_the_lower_end_of_a_range_can_be_listed(client: Client) -> None:
    shown = client.get("/en/trends/cycle").content.decode()

    addresses = re.findall(r'href="(/en/figures/current_needs/rows\?[^"]*part=[^"]*)"', shown)

    assert addresses
    assert {client.get(html.unescape(one)).status_code for one in addresses} == {200}

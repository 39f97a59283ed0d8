"""What Find shows, counts, writes and feeds is one list: page, facets, files, API and figure, over sampled filters.

Each combination is reckoned a second time in plain Python from the CSV files of the Release (`plain_lists`).
"""

import csv
import io
import random
import re
from dataclasses import replace

import openpyxl
import pytest
from django.test import Client
from django.utils.translation import override

from article60.figures.declarations import Filter, declarations
from article60.figures.evaluate import evaluate
from article60.web.common.current import current
from article60.web.public.find import find_page
from article60.web.public.lists.found import BOUNDS, FILTERS, Found
from plain_figures import Plain, Row, listed
from plain_lists import KEEPS, kept, last_confirmed, states, values_of

SEEDS, A_SEED = range(20), 10
NAMED_BY_COLUMN = ("state", "chapter", "grade", "beneficiary")
NAMED_BY_PART = ("article", "type", "coarse_type")
DONOR = {"sids": "true", "chapter": "V"}


def sampled(chance: random.Random, plain: Plain) -> dict[str, str]:
    """Values of up to three filters that pages offer."""
    names = chance.sample([name for name in FILTERS if values_of(plain, "needs", name)], chance.randint(0, 3))
    return {name: chance.choice(values_of(plain, "needs", name)) for name in names}


def wanted(plain: Plain, query: dict[str, str]) -> list[Row]:
    return kept(plain, "needs", {"open": "true"} | query)


def identifiers(client: Client, address: str, query: dict[str, str]) -> list[str]:
    """Identifiers in the CSV file of the page."""
    content = b"".join(client.get(address, query).streaming_content).decode("utf-8-sig")
    return [line["Identifier"] for line in csv.DictReader(io.StringIO(content))]


def counted_by_figure(connection, plain: Plain, query: dict[str, str]) -> int:
    """The declared figure of open needs, narrowed by what figures know: columns, States by their properties, and one part."""
    declared = declarations()["current_needs"]
    by_column = {name: query[name] for name in NAMED_BY_COLUMN if name in query}
    filters = [Filter(column=name, one_of=(value,)) for name, value in by_column.items()]
    part = next((name for name in NAMED_BY_PART if name in query), None)
    others = {name: value for name, value in query.items() if name not in by_column and name != part}
    if others:
        rows = [row["need_id"] for row in kept(plain, "needs", others)]
        filters.append(Filter(column="need_id", one_of=tuple(rows) or ("none",)))
    if part is None:
        return int(evaluate(connection, replace(declared, filters=(*declared.filters, *filters))).value)
    split = declarations()[f"current_needs.{part}"]
    return int(dict(evaluate(connection, replace(split, filters=(*split.filters, *filters))).parts).get(query[part], 0))


@pytest.mark.parametrize("seed", SEEDS)
def test_page_file_api_and_figure_hold_the_same_needs(client, connection, plain, seed):
    chance = random.Random(f"find {seed}")
    for _ in range(A_SEED):
        query = sampled(chance, plain)
        rows = wanted(plain, query)
        found = Found(release=current(), chosen=query)
        assert found.total == len(rows), query
        assert found.states == len({row["state"] for row in rows}), query
        assert found.total == counted_by_figure(connection, plain, query), query
        assert sorted(identifiers(client, "/en/find.csv", query)) == sorted(row["need_id"] for row in rows), query
        listed_there = client.get("/api/v1/needs", {"open": "true", "limit": "1000", **query}).json()["items"]
        assert [item["id"] for item in listed_there] == [row["need_id"] for row in rows], query
        page = client.get("/en/find", query)
        assert page.status_code == 200 or "provision" in query, query
        if page.status_code == 200:
            (shown,) = re.findall(r'<h2 id="needs"><span>[^<]*</span> <span>(\d+) needs?<', page.content.decode())
            assert int(shown) == len(rows), query


@pytest.mark.parametrize("seed", SEEDS)
def test_every_choice_leaves_as_many_needs_as_it_says(client, plain, seed):
    chance = random.Random(f"facets {seed}")
    query = {name: value for name, value in sampled(chance, plain).items() if name not in BOUNDS}
    with override("en"):
        shown = find_page(Found(release=current(), chosen=query), 1, base="http://localhost")
    facets = [(None, facet) for facet in shown["facets"]] + shown["picks"]
    for name in FILTERS:
        if name in BOUNDS or name == "provision":
            continue
        offered = Found(release=current(), chosen=query).counts(name)
        for value in values_of(plain, "needs", name):
            left = len(wanted(plain, query | {name: value}))
            assert offered.get(value, 0) == left, (query, name, value)
    assert facets
    for picked, facet in facets:
        for choice in facet.choices:
            if not choice.chosen:  # what is picked from a field is sent by its form
                following = (
                    client.get(choice.address) if choice.address else client.get("/en/find", query | {picked: choice.value})
                )
                assert f"<span>{choice.count} need" in following.content.decode(), choice


def test_samples_reach_every_filter_and_often_find_something(plain):
    made = [sampled(chance, plain) for chance in (random.Random(f"find {seed}") for seed in SEEDS) for _ in range(A_SEED)]
    assert {name for query in made for name in query} == set(FILTERS)
    assert set(FILTERS) < set(KEEPS["needs"])
    assert sum(bool(wanted(plain, query)) for query in made) > len(made) / 3
    assert len(made) >= 200


def test_donor_finds_open_needs_on_asset_recovery_in_small_island_states(client):
    page = client.get("/en/find", DONOR).content.decode()
    taken_home = identifiers(client, "/en/find.csv", DONOR)

    assert "<span>2 States</span> <span>8 needs</span>" in page
    assert sorted(one[:2] for one in taken_home) == ["XC"] * 4 + ["XJ"] * 4
    assert all(f'id="{one}"' in page for one in taken_home)
    book = openpyxl.load_workbook(io.BytesIO(client.get("/en/find.xlsx", DONOR).content))
    assert [row[0] for row in book.active.iter_rows(min_row=3, values_only=True)] == taken_home


def test_orders_are_the_alphabet_and_the_day(client, plain):
    rows = {row["need_id"]: row for row in wanted(plain, {})}
    by_state = [rows[one] for one in identifiers(client, "/en/find.csv", {})]
    by_day = [rows[one] for one in identifiers(client, "/en/find.csv", {"order": "date"})]

    names = [states(plain)[row["state"]]["name_en"] for row in by_state]
    assert names == sorted(names) and len(set(names)) > 3
    days = [last_confirmed(row) for row in by_day]
    assert days == sorted(days, reverse=True) and len(set(days)) > 3


def test_needs_that_nobody_confirmed_can_be_shown_too_and_are_those_of_the_figure(connection, client, plain):
    both = Found(release=current(), chosen={}, also=True)

    assert both.total == evaluate(connection, declarations()["current_needs_at_most"]).value
    assert both.not_updated == both.total - len(wanted(plain, {})) > 0
    assert len(identifiers(client, "/en/find.csv", {"also": "not_updated"})) == both.total


def test_names_stand_beside_codes_and_every_need_leads_back(client, plain):
    content = b"".join(client.get("/fr/find.csv", DONOR).streaming_content).decode("utf-8-sig")
    for line, row in zip(csv.DictReader(io.StringIO(content)), map(dict, csv.DictReader(io.StringIO(content))), strict=True):
        need = next(one for one in wanted(plain, {}) if one["need_id"] == line["Identifiant"])
        assert (line["État"], line["Code de l’État"]) == (states(plain)[need["state"]]["name_fr"], need["state"])
        assert row["Codes des types"].split("; ") == listed(need["types"])
        assert client.get(line["Adresse"].removeprefix("http://localhost")).status_code == 200

"""One number, one place: lists, the interface and the files of a Release hold the rows that its figures count.

Combinations of filters are sampled with fixed seeds; each list is asked for as people ask for it and kept again in plain Python
from the CSV files (`plain_lists`).
"""

import csv
import io
import json
import random

import openpyxl
import polars as pl
import pytest
from django.test import Client
from lxml import etree

from article60.figures.declarations import Declaration, Filter, declarations
from article60.figures.evaluate import evaluate
from article60.tables.declared import TABLES
from article60.web.public.lists.declared import LISTINGS
from plain_figures import Plain, Row, table
from plain_lists import FREE, KEEPS, kept, values_of
from sampled_figures import BOTH_A_SEED, LISTS_A_SEED, NUMBERS, SEEDS, dimensions

# Sampled lists


def test_every_filter_of_every_list_is_reckoned_here():
    assert {path: set(one.filters) for path, one in LISTINGS.items()} == {path: set(one) for path, one in KEEPS.items()}


def sampled_query(chance: random.Random, plain: Plain) -> tuple[str, dict[str, str]]:
    path = chance.choice([*sorted(KEEPS), *["needs"] * 5])  # needs have the most filters by far
    names = chance.sample(sorted(KEEPS[path]), min(len(KEEPS[path]), chance.randint(0, 3)))
    values = {name: values_of(plain, path, name) or ["nothing"] for name in names}
    return path, {name: chance.choice(some) if chance.random() < 0.95 else "nothing" for name, some in values.items()}


def may_be_shown(match: Row) -> bool:
    """A pair that a person confirmed, or that nobody rejected and whose activity covers, said a second time."""
    return match["standing"] == "confirmed" or (match["standing"] != "rejected" and match["covers"] == "true")


def everything(client: Client, path: str, query: dict[str, str], *, limit: int = 1000) -> list[dict]:
    """All items of a list, page by page."""
    address, parameters, found = f"/api/v1/{path}", query | {"limit": str(limit)}, []
    while address is not None:
        answer = client.get(address, parameters).json()
        found += answer["items"]
        address, parameters = answer["next"], {}
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_sampled_lists_and_their_exports_are_those_of_the_plain_reckoning(client, plain, seed):
    chance = random.Random(f"lists {seed}")
    for _ in range(LISTS_A_SEED):
        path, query = sampled_query(chance, plain)
        if any(value == "nothing" and name not in FREE for name, value in query.items()):
            assert client.get(f"/api/v1/{path}", query).status_code == 422, (path, query)
            continue
        wanted = [row[LISTINGS[path].key] for row in kept(plain, path, query)]
        found = [item["id"] for item in everything(client, path, query, limit=chance.choice([7, 50, 1000]))]
        assert (sorted(found) if path == "states" else found) == wanted, (path, query)
        exported = b"".join(client.get(f"/api/v1/{path}.csv", query).streaming_content)
        lines = list(csv.DictReader(io.StringIO(exported.decode())))
        assert [line["id"] for line in lines] == found, (path, query)


def test_sampled_lists_reach_every_list_and_most_find_something(plain):
    made = [sampled_query(chance, plain) for chance in (random.Random(f"lists {s}") for s in SEEDS) for _ in range(15)]
    assert {path for path, _ in made} == set(KEEPS)
    assert {(path, name) for path, query in made for name in query} >= {("needs", name) for name in KEEPS["needs"]}
    assert sum(bool(kept(plain, *one)) for one in made) > len(made) / 2


# Lists beside figures

SHARED = {
    "needs": (
        "needs",
        ("state", "chapter", "cycle", "grade", "timing", "reading", "language"),
        ("article", "type", "coarse_type"),
    ),
    "good-practices": ("good_practices", ("state", "chapter", "cycle", "reading", "language"), ("article",)),
    "activities": ("activities", ("running", "reporting_org"), ("article", "type", "coarse_type")),
    "gaps": ("gaps", ("state", "grade"), ("type",)),
    "documents": ("documents", ("language", "cycle"), ()),
    "funding": ("funding", ("state", "kind", "answers"), ()),
    "matches": ("matches", ("state", "standing"), ()),
}
"""Lists whose rows figures count: the filters that both have, and the filters that are parts of a figure."""


@pytest.mark.parametrize("seed", SEEDS)
def test_sampled_list_has_as_many_items_as_the_figure_counts(client, connection, plain, seed):
    chance = random.Random(f"both {seed}")
    for _ in range(BOTH_A_SEED):
        path = chance.choice(sorted(SHARED))
        name, columns, split = SHARED[path]
        chosen = chance.sample(columns, chance.randint(1, 2))
        query = {column: chance.choice(values_of(plain, path, column)) for column in chosen}
        filters = tuple(Filter(column=c, one_of=(int(v) if c in NUMBERS else v,)) for c, v in query.items())
        filters += declarations()["matches"].filters if path == "matches" else ()
        dimension = next((d for d in dimensions(name, "rows") if d and split and d.name == chance.choice(split)), None)
        declared = Declaration(
            figure="sampled", table=name, measure="rows", titles={"en": ""}, filters=filters, dimension=dimension
        )
        figure = evaluate(connection, declared)
        assert figure.value == len(everything(client, path, query)), (path, query)
        for part, value in figure.parts:
            if part != "-":
                assert value == len(everything(client, path, query | {dimension.name: part})), (path, query, part)


@pytest.mark.parametrize(
    ("figure", "path", "query"),
    [
        ("needs_in_register", "needs", {}),
        ("needs_confirmed", "needs", {"reading": "confirmed"}),
        ("needs_unmet", "needs", {"timing": "current", "grade": "unmet"}),
        ("needs_reported_addressed", "needs", {"timing": "current", "grade": "reported_addressed"}),
        ("gaps", "gaps", {}),
        ("needs_open_at_most", "gaps", {}),
        ("good_practices", "good-practices", {}),
        ("activities_kept", "activities", {}),
        ("activities_running", "activities", {"running": "running"}),
        ("matches", "matches", {}),
        ("overlaps_decided", "overlaps", {}),
        ("documents_read", "documents", {}),
    ],
)
def test_published_figure_is_the_length_of_the_list_that_shows_its_rows(client, published, figure, path, query):
    (value,) = [one["value"] for one in published["figures"] if one["figure"] == figure]
    assert value == len(everything(client, path, query))


def test_figures_and_ranges_of_the_interface_are_those_of_the_file(client, published):
    for path in ("figures", "ranges"):
        given = [{name: value for name, value in item.items() if name != "id"} for item in everything(client, path, {})]
        assert given == published[path]


# Exports


@pytest.mark.parametrize("name", list(TABLES))
def test_parquet_file_holds_what_the_csv_file_holds(demo_release, name):
    frame = pl.read_parquet(demo_release / "data" / f"{name}.parquet")
    rows = table(demo_release, name)
    assert frame.height == len(rows)
    for held, row in zip(frame.iter_rows(named=True), rows, strict=True):
        assert {column: _cell(value) for column, value in held.items()} == {c: _plain_cell(v) for c, v in row.items()}


def _cell(value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _plain_cell(str(value))


def _plain_cell(text: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from taking it for a formula."""
    return text.removeprefix("'")


@pytest.mark.parametrize(
    ("sheet", "figure"),
    [("Needs", "needs_in_register"), ("Activities", "activities_kept"), ("Matches", "matches"), ("Gaps", "gaps")],
)
def test_sheet_has_as_many_rows_as_the_figure_counts(demo_release, published, sheet, figure):
    book = openpyxl.load_workbook(demo_release / "register.xlsx", read_only=True)
    (value,) = [one["value"] for one in published["figures"] if one["figure"] == figure]
    assert sum(1 for row in book[sheet].iter_rows(min_row=3, values_only=True) if row[0]) == value
    book.close()


def test_needs_file_and_aid_file_hold_what_the_tables_hold(demo_release, plain):
    needs = json.loads((demo_release / "needs.json").read_text(encoding="utf-8"))["needs"]
    assert [one["id"] for one in needs] == [row["need_id"] for row in table(demo_release, "needs")]
    aid = etree.parse(demo_release / "assistance.xml").findall("iati-activity")
    kept_ones = plain.rows(declarations()["activities_kept"])
    assert sorted(one.findtext("iati-identifier") for one in aid) == sorted(row["iati_identifier"] for row in kept_ones)

"""One number, one place: figures, lists and exports of a Release agree with one another and with a plain second reckoning.

Combinations of filters are sampled with fixed seeds; each is computed by the code that people use - the evaluator, the API, the
files - and again in plain Python from the CSV files (`plain_figures`).
"""

import csv
import io
import json
import os
import random
from dataclasses import replace
from decimal import Decimal
from types import SimpleNamespace

import django
import openpyxl
import polars as pl
import pytest
from lxml import etree

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "article60.web.settings")
django.setup()

from django.conf import settings  # noqa: E402 - only after the settings are known
from django.test import Client  # noqa: E402

from article60.codes.labels import codes  # noqa: E402
from article60.figures.declarations import Declaration, Filter, declarations, range_declarations  # noqa: E402
from article60.figures.evaluate import evaluate  # noqa: E402
from article60.publication.reading import open_release  # noqa: E402
from article60.tables.declared import TABLES  # noqa: E402
from article60.web.public.lists.declared import LISTINGS  # noqa: E402
from plain_figures import Plain, Row, listed, table  # noqa: E402
from plain_lists import FREE, KEEPS, kept, values_of  # noqa: E402

SEEDS = range(20)
FIGURES_A_SEED, LISTS_A_SEED, BOTH_A_SEED = 15, 15, 5
"""Sampled combinations for each seed: of the evaluator, of the API, and of both beside each other."""


@pytest.fixture(scope="module")
def connection(demo_release):
    opened = open_release(demo_release)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def plain(demo_release):
    return Plain(demo_release)


@pytest.fixture(scope="module")
def client(demo_release):
    """A browser without a browser on the site that shows the Release of the invented world."""
    shown = settings.ARTICLE60_RELEASE
    settings.ARTICLE60_RELEASE = demo_release
    yield Client(SERVER_NAME="localhost")
    settings.ARTICLE60_RELEASE = shown


@pytest.fixture(scope="module")
def published(demo_release):
    return json.loads((demo_release / "figures.json").read_text(encoding="utf-8"))


def test_at_least_five_hundred_combinations_are_sampled():
    assert len(SEEDS) * (FIGURES_A_SEED + LISTS_A_SEED + BOTH_A_SEED) >= 500


# Every published figure


def number(text):
    return Decimal(str(text))


@pytest.mark.parametrize("name", list(declarations()))
def test_published_figure_is_that_of_the_plain_reckoning(plain, published, name):
    (one,) = [figure for figure in published["figures"] if figure["figure"] == name]
    declared = declarations()[name]
    assert number(one["value"]) == plain.value(declared)
    if declared.dimension is not None:
        assert {part: number(value) for part, value in one["parts"]} == plain.parts(declared)
    if declared.denominator is not None:
        assert number(one["denominator"]) == plain.value(declarations()[declared.denominator])
    if one["denominators"]:
        whole = declarations()[f"{declared.denominator}.{declared.dimension.name}"]
        assert dict(one["denominators"]) == plain.parts(whole)
    if one["confirmed"] is not None:
        reading = {row["need_id"]: row["reading"] for row in table(plain.folder, "needs")}
        marks = [row.get("reading") or row.get("standing") or reading[row["need_id"]] for row in plain.rows(declared)]
        assert (one["confirmed"], one["rows"]) == (marks.count("confirmed"), len(marks))


def test_parts_equal_the_total_wherever_they_are_declared_to_add_up(published):
    added = [one for one in published["figures"] if one["dimension"] is not None and one["parts_add_up"]]
    assert len(added) > 20
    for one in added:
        assert sum(number(value) for _, value in one["parts"]) == number(one["value"]), one["figure"]


def test_no_part_is_more_than_what_it_is_out_of(published):
    checked = 0
    for one in published["figures"]:
        of = dict(one["denominators"])
        for part, value in one["parts"] if of else ():
            assert value <= of[part], (one["figure"], part)
            checked += 1
    assert checked > 100


def test_activities_kept_are_out_of_nothing_since_a_release_holds_no_others(plain, published):
    (kept_ones,) = [one for one in published["figures"] if one["figure"] == "activities_kept"]
    assert {row["relevant"] for row in table(plain.folder, "activities")} == {"true"}
    assert (kept_ones["denominator"], kept_ones["denominator_of"]) == (None, None)


@pytest.mark.parametrize("name", list(range_declarations()))
def test_published_range_is_that_of_the_plain_reckoning(plain, published, name):
    (one,) = [found for found in published["ranges"] if found["range"] == name]
    low, high = (declarations()[end] for end in (range_declarations()[name].low, range_declarations()[name].high))
    assert (one["low"], one["high"]) == (plain.value(low), plain.value(high))
    if low.dimension is not None:
        least, most = plain.parts(low), plain.parts(high)
        assert one["parts"] == [[part, least.get(part, 0), most[part]] for part, _, _ in one["parts"]]
        assert {part for part, _, _ in one["parts"]} == set(most)


def test_published_figure_of_a_state_is_that_of_its_own_rows(plain, published):
    assert published["of_states"]
    for one in published["of_states"]:
        alone = Filter(column="state", one_of=(one["state"],))
        declared = declarations()[one["figure"]]
        rows = [row for row in plain.rows(declared) if row[alone.column] == one["state"]]
        assert number(one["value"]) == plain.measure(declared, rows)


@pytest.mark.parametrize("kind", ["commitment", "disbursement"])
def test_what_providers_give_states_is_what_states_have_of_the_activities(plain, published, kind):
    values = {one["figure"]: one for one in published["figures"]}
    has = {"state": Decimal(0)} | {part: number(value) for part, value in values[f"{kind}_usd.given_to"]["parts"]}
    assert number(values[f"{kind}_to_states_usd"]["value"]) == has["state"] != 0
    alone = {(one["figure"], one["state"]): one for one in published["of_states"]}
    states = {state for figure, state in alone if figure == f"{kind}_usd"}
    given = [row for row in table(plain.folder, "funding") if row["kind"] == kind]
    assert states == {row["state"] for row in given if row["usd"]}
    for state in states:
        by_provider = [Decimal(row["usd"]) for row in given if row["state"] == state and row["usd"]]
        said = [number(alone[(figure, state)]["value"]) for figure in (f"{kind}_usd", f"{kind}_to_states_usd")]
        assert said == [sum(by_provider)] * 2, state
        parts = alone[(f"{kind}_to_states_usd.answers", state)]["parts"]
        assert sum(number(value) for _, value in parts) == said[0], state


def test_activities_of_a_provision_stand_with_their_whole_amounts(plain):
    activities = {row["activity_id"]: row for row in table(plain.folder, "activities")}
    carrying = {row["activity_id"] for row in table(plain.folder, "activity_money") if row["kind"] != "budget"}
    rows = table(plain.folder, "provision_funding")
    served = {(article, one) for one in carrying for article in listed(activities[one]["articles"])}
    assert {(row["article"], row["activity_id"]) for row in rows} == served and len(rows) == len(served) > 100
    for row in rows:
        whole = activities[row["activity_id"]]
        assert [row[name] for name in ("commitment_usd", "disbursement_usd")] == [
            whole[name] for name in ("commitment_usd", "disbursement_usd")
        ]
        assert row["divisible"] == "false"


# Sampled figures

FILTERED = {
    "needs": ("state", "chapter", "cycle", "timing", "grade", "reading", "language"),
    "good_practices": ("state", "chapter", "cycle", "reading", "language"),
    "assistance_received": ("state", "chapter", "cycle", "reading", "language"),
    "activities": ("running", "status", "reporting_org", "file"),
    "gaps": ("state", "grade"),
    "coverage": ("state", "cycle", "chapter", "cell", "rests_on"),
    "review_coverage": ("state", "cycle", "stage"),
    "documents": ("language", "cycle", "document_kind", "series"),
    "matches": ("state", "standing"),
    "activity_money": ("kind", "in_totals", "given_to", "state"),
    "funding": ("state", "organisation_id", "kind", "answers"),
}
FILLED = {"needs": "chapter", "activities": "end", "coverage": "rests_on", "review_coverage": "summary", "documents": "symbol"}
NUMBERS = ("cycle",)


def measures(name: str) -> list[str]:
    """Measures that can be taken of a table."""
    found = ["rows"] + [f"distinct:{column}" for column in FILTERED[name]]
    if name == "activities":
        found += ["distinct:state of recipients", "distinct:each of articles"]
    if name == "activity_money":
        found += ["sum:usd"]
    if name == "funding":
        found += ["sum:usd", "distinct:each of activities", "distinct:each of not_known"]
    return found + (["distinct:each of types"] if "types" in TABLES[name].columns else [])


def dimensions(name: str, measure: str) -> list:
    """Dimensions by which some published figure of the table is split, and none."""
    found = {one.dimension.name: one.dimension for one in declarations().values() if one.table == name and one.dimension}
    money = [one for one in found.values() if one.column in ("given_to", "answers")]
    return [None, *(money if measure.startswith("sum:") else found.values())]


def sampled_filter(chance: random.Random, rows: tuple[Row, ...], column: str) -> Filter:
    """Some values of a column, or all but some; sometimes one that no row has."""
    values = sorted({row[column] for row in rows} - {""}) or ["nothing"]
    chosen = [*chance.sample(values, chance.randint(1, min(3, len(values)))), *(["nothing"] if chance.random() < 0.1 else [])]
    typed = tuple(int(one) if column in NUMBERS and one.isdigit() else one for one in chosen)
    return Filter(column=column, one_of=typed) if chance.random() < 0.6 else Filter(column=column, none_of=typed)


def sampled_alternative(chance: random.Random, rows: tuple[Row, ...], columns: list[str]) -> Filter:
    """A condition of one column or else another of another."""
    first, second = (sampled_filter(chance, rows, column) for column in columns)
    return replace(first, alternative=second)


def sampled_figure(chance: random.Random, plain: Plain) -> Declaration:
    """A figure that nobody declared: some table, measure, filters and split."""
    name = chance.choice(sorted(FILTERED))
    rows = table(plain.folder, name)
    columns = chance.sample(FILTERED[name], min(len(FILTERED[name]), chance.randint(0, 3)))
    filters = [sampled_filter(chance, rows, column) for column in columns]
    if len(columns) > 1 and chance.random() < 0.2:
        filters = [sampled_alternative(chance, rows, columns[:2])]
    if name in FILLED and chance.random() < 0.2:
        filters.append(Filter(column=FILLED[name], filled=chance.random() < 0.7))
    measure = chance.choice(measures(name))
    dimension = chance.choice(dimensions(name, measure))
    return Declaration(
        figure="sampled", table=name, measure=measure, titles={"en": "Sampled"}, filters=tuple(filters), dimension=dimension
    )


def one_value_only(declared: Declaration) -> bool:
    """Whether each row stands in one part alone, so that rows must add up."""
    dimension = declared.dimension
    single = dimension is not None and not dimension.listed and dimension.through != "provisions"
    return single and not (dimension.through == "states" and declared.table == "activities")


@pytest.mark.parametrize("seed", SEEDS)
def test_sampled_figures_are_those_of_the_plain_reckoning(connection, plain, seed):
    chance = random.Random(f"figures {seed}")
    for _ in range(FIGURES_A_SEED):
        declared = sampled_figure(chance, plain)
        found = evaluate(connection, declared)
        assert found.value == plain.value(declared), declared
        assert found.rows == len([row for row in plain.rows(declared) if _counts(declared, row)]), declared
        if declared.dimension is not None:
            assert dict(found.parts) == plain.parts(declared), declared
        if one_value_only(declared) and declared.measure in ("rows", "sum:usd"):
            assert sum(value for _, value in found.parts) == found.value, declared


def _counts(declared: Declaration, row: Row) -> bool:
    return declared.summed is None or row[declared.summed] != ""


def test_sampled_figures_reach_every_table_measure_and_dimension(plain):
    made = [sampled_figure(chance, plain) for chance in (random.Random(f"figures {s}") for s in SEEDS) for _ in range(15)]
    assert {one.table for one in made} == set(FILTERED)
    assert {one.measure.partition(":")[0] for one in made} == {"rows", "distinct", "sum"}
    assert len({one.dimension.name for one in made if one.dimension}) > 15
    assert sum(bool(plain.value(one)) for one in made) > len(made) / 2


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


def test_coverage_cells_are_one_for_each_state_cycle_and_chapter_and_make_the_total(demo_release, published):
    values = SimpleNamespace(**{one["figure"]: one["value"] for one in published["figures"] if one["dimension"] is None})
    kinds = [value for name, value in vars(values).items() if name.startswith("cells_")]
    assert len(kinds) == len(codes("coverage_cells"))
    assert sum(kinds) == values.coverage_cells == 4 * len(table(demo_release, "states"))

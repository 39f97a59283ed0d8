"""One number, one place: the figures of a Release agree with one another and with a plain second reckoning.

Combinations of filters are sampled with fixed seeds; each is computed by the evaluator and again in plain Python from the CSV
files (`plain_figures`).
"""

import random
from decimal import Decimal
from types import SimpleNamespace

import pytest

from article60.codes.labels import codes
from article60.figures.declarations import Declaration, Filter, declarations, range_declarations
from article60.figures.evaluate import evaluate
from plain_figures import Row, listed, table
from sampled_figures import BOTH_A_SEED, FIGURES_A_SEED, FILTERED, LISTS_A_SEED, SEEDS, one_value_only, sampled_figure


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


def test_coverage_cells_are_one_for_each_state_cycle_and_chapter_and_make_the_total(demo_release, published):
    values = SimpleNamespace(**{one["figure"]: one["value"] for one in published["figures"] if one["dimension"] is None})
    kinds = [value for name, value in vars(values).items() if name.startswith("cells_")]
    assert len(kinds) == len(codes("coverage_cells"))
    assert sum(kinds) == values.coverage_cells == 4 * len(table(demo_release, "states"))


# Sampled figures


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

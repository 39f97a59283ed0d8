from dataclasses import replace
from datetime import date

import pytest

from article60.codes.labels import codes
from article60.codes.languages import LANGUAGES
from article60.figures.declarations import Dimension, ImpossibleFigure, check, declarations, declared_in, part_labels
from article60.tables.columns import columns
from article60.tables.declared import TABLES

NEEDS = declarations()["needs_stated"]


def test_every_figure_is_named_in_six_languages():
    assert all(set(one.titles) == set(LANGUAGES) and all(one.titles.values()) for one in declarations().values())


def test_parts_that_no_list_holds_are_named_in_six_languages():
    assert all(set(labels) == set(LANGUAGES) for labels in part_labels().values())


def test_no_figure_is_split_by_state():
    assert not [one.figure for one in declarations().values() if one.dimension and one.dimension.column in ("state", "states")]


def test_no_figure_counts_suggestions():
    assert not [one.figure for one in declarations().values() if "suggest" in one.table + one.measure]


def test_every_dimension_with_a_list_has_that_list():
    lists = {one.dimension.codes for one in declarations().values() if one.dimension and one.dimension.codes}
    assert all(codes(name) for name in lists)


def test_amounts_are_summed_once_for_each_kind_and_split_by_recipient_or_by_what_they_answer_alone():
    sums = [one for one in declarations().values() if one.summed is not None or "usd" in one.measure]
    split = {(one.table, one.dimension.column) for one in sums if one.dimension is not None}
    assert split == {("activity_money", "given_to"), ("funding", "answers")}
    # What `funding` holds is counted already; the rows of activities say themselves whether totals count them.
    needed = {"activity_money": {"kind", "in_totals"}, "funding": {"kind"}}
    assert all(needed[one.table] <= {condition.column for condition in one.filters} for one in sums)
    assert not [one.figure for one in declarations().values() if one.table == "activity_amounts"]


@pytest.mark.parametrize("column", ["articles", "provisions", "chapter", "types", "coarse_types", "regional_group"])
def test_dividing_amounts_by_anything_but_the_recipient_is_refused(column):
    divided = replace(declarations()["disbursement_usd"], dimension=Dimension(name="other", column=column, titles={}))
    with pytest.raises(ImpossibleFigure, match="amounts may not be divided by other"):
        check(divided, names=declarations())


def test_adding_up_whole_amounts_over_provisions_is_refused():
    whole = replace(declarations()["disbursement_usd"], table="provision_funding", measure="sum:disbursement_usd")
    with pytest.raises(ImpossibleFigure, match="amounts of provision_funding may not be added up"):
        check(whole, names=declarations())


def test_splitting_by_state_is_refused():
    ranked = replace(NEEDS, dimension=Dimension(name="state", column="state", titles={}))
    with pytest.raises(ImpossibleFigure, match="no figure may be split by State"):
        check(ranked, names=declarations())


def test_denominator_that_is_not_declared_is_refused():
    with pytest.raises(ImpossibleFigure, match="no figure nothing"):
        check(replace(NEEDS, denominator="nothing"), names=declarations())


def test_what_is_published_for_single_states_is_the_total_or_a_split_of_the_figure():
    dimensions = {"kind": {"title": {"en": "by kind"}, "column": "kind"}}
    figure = {"id": "gaps_open", "table": "gaps", "measure": "rows", "title": {"en": "Gaps"}, "by": {"kind": True}}

    def published(*names):
        found = declared_in({"dimensions": dimensions, "figures": [figure | {"of_states": names}]})
        return [one.figure for one in found.values() if one.of_states]

    assert published("total", "kind") == ["gaps_open", "gaps_open.kind"]
    with pytest.raises(ImpossibleFigure, match="gaps_open: of_states names totals, kinds, by which it is not split"):
        published("total", "totals", "kinds")


@pytest.mark.parametrize("name", sorted(declarations()))
def test_every_column_that_a_figure_names_is_declared_and_lists_are_marked(name):
    one = declarations()[name]
    table = TABLES[one.table]
    assert {condition.column for condition in one.filters} <= set(table.columns)
    assert one.summed is None or one.summed in table.columns
    if one.counts_recipients:
        assert "activity_id" in table.columns and one.counted in TABLES["activity_recipients"].columns
    elif one.counted is not None:
        assert table.holds_lists(one.counted) == one.counts_listed
    if one.dimension is not None and one.dimension.through is None:
        assert table.holds_lists(one.dimension.column) == one.dimension.listed
    if one.dimension is not None and one.dimension.instead is not None:
        assert {condition.column for condition in one.dimension.instead.where} <= set(table.columns)
        assert one.dimension.instead.part in codes(one.dimension.instead.codes)
    if one.dimension is not None and one.dimension.year:
        assert columns(table.noun)[one.dimension.column] is date
    if one.dimension is not None and one.dimension.through is not None:
        assert {"states": {"state", "activity_id"}, "provisions": {"articles"}}[one.dimension.through] & set(table.columns)
        assert one.dimension.column in TABLES[one.dimension.through].columns


@pytest.mark.parametrize("name", sorted(one.figure for one in declarations().values() if one.dimension is not None))
def test_every_split_by_regional_group_merges_groups_of_few_states(name):
    dimension = declarations()[name].dimension
    assert dimension.merge_below == (5 if "regional" in dimension.column else 0)


def test_what_is_required_and_what_is_provided_is_split_by_all_that_a_trend_is_asked_for():
    required = {"cycle", "year", "article", "cluster", "chapter", "type", "coarse_type", "regional_group"}
    provided = {"cycle_served", "year_running", "article", "cluster", "chapter_served", "type", "coarse_type", "regional_group"}
    for total, wanted in (
        ("states_with_needs", required),
        ("needs_stated", required),
        ("assistance_received", required),
        ("activities_kept", provided),
    ):
        assert wanted <= {name.partition(".")[2] for name in declarations() if name.startswith(f"{total}.")}, total


def test_filters_are_said_in_words():
    assert [one.words for one in NEEDS.filters] == ["grade is not withdrawn or superseded"]
    assert declarations()["matches"].filters[1].words == "standing is confirmed or covers is 1"

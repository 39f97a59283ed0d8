"""A figure narrowed by a reader is its part; what may not stand apart is merged or refused, and so is what rows do not tell."""

from dataclasses import replace

import pytest

from article60.figures.counted import counted_rows
from article60.figures.declarations import MERGED, NOT_NAMED, declarations
from article60.figures.evaluate import evaluate
from article60.figures.narrowing import SPLITS, Narrowing, NotNarrowed, TooFewStates
from invented_tables import STATES, tables

SPLIT = sorted(
    name
    for name, one in declarations().items()
    if one.dimension is not None
    and one.dimension.name in SPLITS
    and one.table in ("needs", "assistance_received", "good_practices", "gaps", "coverage", "review_coverage", "activities")
)


def figure(connection, name, **to):
    return evaluate(connection, declarations()[name], to=Narrowing(**to))


@pytest.mark.parametrize("name", SPLIT)
def test_narrowed_to_a_value_a_figure_is_its_part_of_that_value(invented, name):
    total, by = name.split(".")
    parts = {part: value for part, value in figure(invented, name).parts if part not in (MERGED, NOT_NAMED)}

    for part, value in parts.items():
        assert figure(invented, total, **{SPLITS[by]: part}).value == value


@pytest.mark.parametrize("name", ["needs_stated", "states_with_needs", "assistance_received", "activities_running", "gaps"])
def test_figures_of_single_states_are_those_of_their_rows(invented, name):
    declared = declarations()[name]
    given = {one.activity_id: {r.state for r in tables()["activity_recipients"] if r.activity_id == one.activity_id}
             for one in tables()["activities"]}  # fmt: skip

    for state in STATES:
        found = figure(invented, name, state=state)
        if declared.table == "activities":
            assert found.rows == sum(
                one.relevant and one.running == "running" and state in given[one.activity_id] for one in tables()["activities"]
            )
        else:
            assert found.rows == evaluate(invented, declared, state=state).rows


def test_filters_hold_together_and_stand_in_the_definition(invented):
    found = figure(invented, "needs_stated", article="46", coarse_type="capacity_building", cycle="1", chapter="IV")

    assert found.value == 1
    assert found.filters == (
        "grade is not withdrawn or superseded", "cycle is 1", "chapter is IV", "article is 46",
        "coarse_type is capacity_building",
    )  # fmt: skip
    assert (found.denominator, found.previous_release) == (1, None)


def test_denominator_is_narrowed_by_what_its_rows_tell_alone(invented):
    assert figure(invented, "states_with_needs", article="9").denominator == len(STATES) - 1
    assert figure(invented, "states_with_needs", state="XA").denominator == 1
    assert figure(invented, "states_with_needs", cycle="2").denominator == 0


def test_group_of_too_few_states_is_not_told_by_itself(invented):
    with pytest.raises(TooFewStates, match="needs_stated: african"):
        figure(invented, "needs_stated", regional_group="african")


def of_groups(**states):
    """So many States in each group, each with a need on article 9, and all but the first of a group with one on article 5."""
    made = tables()
    placed = [(f"Q{chr(65 + place)}{group[:2]}", group, place) for group, number in states.items() for place in range(number)]
    needs = [
        replace(made["needs"][0], need_id=f"{state}-NEED{article}", state=state, articles=(article,))
        for state, _, place in placed
        for article in ("9", "5")[: 1 if place == 0 else 2]
    ]
    return {
        "states": [replace(made["states"][0], state=state, regional_group=group) for state, group, _ in placed],
        "needs": needs,
    }


def test_group_that_stands_apart_does_not_once_other_filters_leave_too_few(open_database):
    connection = open_database(of_groups(african=6, asia_pacific=5))

    assert figure(connection, "states_with_needs", regional_group="asia_pacific").value == 5
    with pytest.raises(TooFewStates):
        figure(connection, "states_with_needs", regional_group="asia_pacific", article="5")


def test_group_of_five_is_not_told_where_it_would_show_a_smaller_one_through_the_difference(open_database):
    connection = open_database(of_groups(african=7, asia_pacific=6, eastern_european=1))

    assert figure(connection, "states_with_needs", regional_group="african").value == 7
    for group in ("asia_pacific", "eastern_european"):
        with pytest.raises(TooFewStates):
            figure(connection, "states_with_needs", regional_group=group)
    assert figure(connection, "states_with_needs", regional_group="western_european_other").value == 0


def test_what_a_figure_is_out_of_is_not_told_where_it_rests_on_too_few_states(open_database):
    connection = open_database(of_groups(african=6, asia_pacific=5))

    apart = figure(connection, "anticipated_needs", regional_group="african")
    small = figure(connection, "anticipated_needs", regional_group="asia_pacific", article="5")

    assert (apart.value, apart.denominator) == (0, 11)
    assert (small.value, small.denominator) == (0, None)
    assert small.denominator_of is None


def test_split_by_group_merges_what_other_filters_leave_too_small(open_database):
    parts = figure(open_database(of_groups(african=6, asia_pacific=5)), "states_with_needs.regional_group", article="5").parts

    assert parts == (("merged", 9),)


def test_split_by_what_is_chosen_is_left_out(invented):
    assert figure(invented, "needs_stated.cycle", cycle="1").parts == ()
    assert figure(invented, "needs_stated.regional_group", state="XA").parts == ()
    assert figure(invented, "activities_kept.chapter_served", chapter="IV").parts == ()
    assert [part for part, _ in figure(invented, "needs_stated.chapter", cycle="2").parts] == ["II", "V"]


def test_states_counted_are_those_chosen_where_a_row_names_several(open_database):
    document = tables()["documents"][0]
    connection = open_database(tables() | {"documents": [replace(document, states=("XA", "XB"))]})

    assert figure(connection, "states_with_documents").value == 2
    assert figure(connection, "states_with_documents", state="XB").value == 1


@pytest.mark.parametrize(("name", "to"), [("documents_read", {"article": "9"}), ("reviews_with_needs", {"type": "other"})])
def test_filter_that_the_rows_do_not_tell_is_refused(invented, name, to):
    with pytest.raises(NotNarrowed, match=name):
        figure(invented, name, **to)


@pytest.mark.parametrize(
    ("name", "part", "to"),
    [
        ("needs_stated", None, {}),
        ("needs_stated.article", "46", {}),
        ("needs_stated.chapter", NOT_NAMED, {}),
        ("needs_stated.regional_group", MERGED, {"cycle": "1"}),
        ("activities_kept.year_running", None, {"article": "46"}),
        ("current_needs", None, {"state": "XA", "coarse_type": "legislative"}),
    ],
)
def test_rows_that_a_number_counts_are_as_many_as_it_tells(invented, name, part, to):
    found = figure(invented, name, **to)
    number = dict(found.parts)[part] if part is not None else found.value

    rows = counted_rows(invented, declarations()[name], to=Narrowing(**to), part=part)

    assert len(rows) == len(set(rows)) == number > 0
    assert rows == sorted(rows)

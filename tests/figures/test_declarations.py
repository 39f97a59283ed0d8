from dataclasses import replace

import pytest

from article60.codes.labels import codes
from article60.codes.languages import LANGUAGES
from article60.figures.declarations import Dimension, ImpossibleFigure, check, declarations, part_labels

NEEDS = declarations()["needs_stated"]


def test_every_figure_is_named_in_six_languages():
    assert all(set(one.titles) == set(LANGUAGES) and all(one.titles.values()) for one in declarations().values())


def test_parts_that_no_list_holds_are_named_in_six_languages():
    assert all(set(labels) == set(LANGUAGES) for labels in part_labels().values())


def test_no_figure_is_split_by_state():
    assert not [one.figure for one in declarations().values() if one.dimension and one.dimension.column in ("state", "states")]


def test_every_dimension_with_a_list_has_that_list():
    lists = {one.dimension.codes for one in declarations().values() if one.dimension and one.dimension.codes}
    assert all(codes(name) for name in lists)


def test_no_figure_sums_amounts():
    assert not [one.figure for one in declarations().values() if one.table == "activity_amounts" or "usd" in one.measure]


def test_splitting_by_state_is_refused():
    ranked = replace(NEEDS, dimension=Dimension(name="state", column="state", titles={}))
    with pytest.raises(ImpossibleFigure, match="no figure may be split by State"):
        check(ranked, names=declarations())


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"table": "nothing"}, "no table nothing"),
        ({"measure": "distinct:shoe_size"}, "no column shoe_size"),
        ({"denominator": "nothing"}, "no figure nothing"),
    ],
)
def test_declaration_that_cannot_be_evaluated_is_refused(change, said):
    with pytest.raises(ImpossibleFigure, match=said):
        check(replace(NEEDS, **change), names=declarations())


def test_filters_are_said_in_words():
    assert [one.words for one in NEEDS.filters] == ["grade is not withdrawn or superseded"]

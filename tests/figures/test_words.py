import pytest

from article60.codes.labels import label
from article60.figures.declarations import declarations
from article60.figures.words import explained, part_label


def test_definition_says_what_is_counted_under_which_conditions_and_out_of_what():
    words = explained(declarations()["states_with_needs.regional_group"])
    assert "distinct values of “state” in the rows of the table “needs”" in words
    assert "grade is not withdrawn or superseded" in words
    assert "States parties about which a document was read" in words
    assert "fewer than 5 States are merged" in words


def test_definition_says_which_rows_have_a_part_of_their_own():
    words = explained(declarations()["needs_in_register.stands"])
    assert "Split by where they stand (“grade”, or anticipated where timing is anticipated and grade is related" in words


@pytest.mark.parametrize(
    ("figure", "part", "language", "name"),
    [
        ("needs_stated.chapter", "IV", "es", "Cooperación internacional"),
        ("needs_stated.article", "46", "zh", "46"),
        ("needs_stated.regional_group", "merged", "en", "groups shown together"),
        ("needs_stated.chapter", "-", "fr", "non précisé"),
        ("needs_in_register.stands", "anticipated", "es", "Prevista"),
        ("needs_in_register.stands", "unmet", "en", label("need_grades", "unmet", "en")),
    ],
)
def test_parts_have_names(figure, part, language, name):
    assert part_label(declarations()[figure], part, language) == name


def test_merged_groups_are_others_only_beside_some_that_stand_apart():
    declared = declarations()["states_with_needs.regional_group"]

    assert part_label(declared, "merged", "en") == "groups shown together"
    assert part_label(declared, "merged", "en", alone=True) == "all groups together"
    assert part_label(declared, "african", "en", alone=True) == "African States"

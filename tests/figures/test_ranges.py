import pytest

from article60.codes.languages import LANGUAGES
from article60.figures.declarations import (
    ImpossibleFigure,
    RangeDeclaration,
    check_range,
    declarations,
    range_declarations,
    range_words,
)
from article60.figures.evaluate import all_figures, all_ranges, evaluate, evaluate_range
from article60.figures.words import between, explained_range
from invented_tables import tables


def test_every_range_is_named_in_six_languages():
    for one in range_declarations().values():
        for words in (one.titles, one.least, one.most):
            assert set(words) == set(LANGUAGES) and all(words.values())


def test_what_the_least_counts_is_more_than_the_name_of_the_range():
    totals = [one for one in range_declarations().values() if "." not in one.range]
    assert not [one.range for one in totals for code in LANGUAGES if one.titles[code] in (one.least[code], one.most[code])]


def test_both_ends_are_said_in_six_languages():
    assert set(range_words()) == set(LANGUAGES)
    assert all(words.count("{low}") == words.count("{high}") == 1 for words in range_words().values())


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ar", "بين 3 و7"), ("en", "3 to 7"), ("es", "entre 3 y 7"), ("fr", "entre 3 et 7"), ("ru", "от 3 до 7"),
        ("zh", "3至7"),
    ],
)  # fmt: skip
def test_range_is_said_as_the_reader_says_it_and_as_one_number_where_its_ends_are_the_same(language, words):
    assert between("3", "7", language) == words
    assert between("7", "7", language) == "7"


def test_current_needs_are_at_least_those_confirmed_lately_and_at_most_these_and_those_not_updated(invented):
    found = evaluate_range(invented, range_declarations()["current_needs"])
    current = [need for need in tables()["needs"] if need.timing == "current"]
    surely = [n for n in current if n.grade in ("partly_met", "unmet", "related_assistance_found", "no_assistance_found")]
    assert (found.low, found.high) == (len(surely), len(surely) + sum(n.grade == "not_updated" for n in current)) == (5, 6)


def test_unanswered_needs_are_at_least_those_called_unmet_and_at_most_those_that_nobody_says_are_addressed(invented):
    found = evaluate_range(invented, range_declarations()["needs_open"])
    current = [need.grade for need in tables()["needs"] if need.timing == "current"]
    unsure = ("no_assistance_found", "related_assistance_found")
    assert (found.low, found.high) == (current.count("unmet"), current.count("unmet") + sum(map(current.count, unsure)))
    assert (found.low, found.high) == (1, 4)


def test_part_in_which_the_least_is_nothing_stands_with_it(invented):
    assert evaluate_range(invented, range_declarations()["needs_open.chapter"]).parts == (
        ("II", 0, 2),
        ("IV", 0, 1),
        ("-", 1, 1),
    )


def test_ends_of_a_range_are_the_figures_that_it_names(invented):
    for one in all_ranges(all_figures(invented)):
        assert one == evaluate_range(invented, range_declarations()[one.range])
        low, high = (evaluate(invented, declarations()[name]) for name in (one.low_figure, one.high_figure))
        assert (one.low, one.high, one.rows, one.confirmed) == (low.value, high.value, high.rows, high.confirmed)
        assert one.low <= one.high and all(least <= most for _, least, most in one.parts)
        assert {part: most for part, _, most in one.parts} == dict(high.parts)


def test_definition_says_what_both_ends_count():
    words = explained_range(range_declarations()["needs_open"])
    assert words.startswith("At least: Current needs that the States call unmet (needs_unmet). At most: ")


def declared(low, high):
    return RangeDeclaration(range="wrong", titles={}, low=low, high=high, least={}, most={})


@pytest.mark.parametrize(
    ("low", "high", "why"),
    [
        ("nothing", "current_needs", "no figure nothing"),
        ("states_with_needs", "needs_stated", "do not count the same thing"),
        ("current_needs.chapter", "current_needs", "do not count the same thing"),
        ("budget_usd", "budget_usd", "do not count the same thing"),
        ("needs_open_at_most", "needs_unmet", "may count rows that needs_unmet does not"),
        ("needs_in_register", "current_needs", "may count rows"),
        ("current_needs.regional_group", "current_needs.regional_group", "what is merged"),
    ],
)
def test_range_whose_least_could_be_more_than_its_most_is_refused(low, high, why):
    with pytest.raises(ImpossibleFigure, match=why):
        check_range(declared(low, high), names=declarations())

"""Statements of two language versions, paired by what they claim and in their order."""

from article60.identity.versions import pair_versions
from makers import statement


def said(*texts, **changes):
    return [statement(text=text, position=place, **changes) for place, text in enumerate(texts)]


def pairs(ours, theirs):
    return sorted(pair_versions(ours, theirs))


def test_several_needs_with_the_same_claims_are_paired_in_their_order():
    assert pairs(said("Judges", "Prosecutors", "Police"), said("Juges", "Procureurs", "Police")) == [(0, 0), (1, 1), (2, 2)]


def test_where_one_version_has_fewer_numbers_and_acronyms_tell_which_is_missing():
    ours = said("Training of 20 judges", "Training of 35 prosecutors", "Training of the FIU")
    theirs = said("Formation de 35 procureurs", "Formation de la FIU", language="fr")
    assert pairs(ours, theirs) == [(1, 0), (2, 1)]
    assert pairs(theirs, ours) == [(0, 1), (1, 2)]


def test_where_nothing_else_tells_the_place_does():
    ours = said("Judges", "Prosecutors", "Police")
    assert pairs(ours, said("Juges", "Police")) == [(0, 0), (2, 1)]


def test_pairs_never_cross():
    assert pairs(said("20 judges", "35 prosecutors"), said("35 procureurs", "20 juges")) == [(0, 0), (1, 1)]


def test_section_that_is_a_heading_in_words_or_was_not_found_keeps_nothing_apart():
    ours = said("Judges", section="Technical assistance needs")
    assert pairs(ours, said("Juges", section="Besoins d’assistance technique")) == [(0, 0)]
    assert pairs(ours, said("Juges", section=None)) == [(0, 0)]


def test_same_claims_in_the_same_section_come_before_those_in_another():
    ours = [statement(section="3.4"), statement(section="2.4", position=1)]
    assert pairs(ours, [statement(section="2.4")]) == [(1, 0)]


def test_types_that_were_read_differently_are_passed_over_where_both_versions_have_as_many():
    ours, theirs = said("Judges"), said("Juges", types=("capacity_building",))
    assert pairs(ours, theirs) == [(0, 0)]
    assert pairs(said("Judges", "Police"), theirs) == []


def test_other_provisions_are_never_the_same():
    assert pairs(said("Judges"), said("Juges", provisions=("17",))) == []
    assert pairs(said("Judges", provisions=()), said("Juges", provisions=(), types=("translation",))) == []

"""Overlap of words."""

from article60.text.similarity import overlap


def test_same_words_in_other_dress_overlap_wholly():
    assert overlap("Récupération d’avoirs", "RECUPERATION D'AVOIRS") == 1.0


def test_nothing_overlaps_with_nothing():
    assert overlap("", "") == 0.0


def test_half_of_the_words_in_common():
    assert overlap("asset recovery unit", "asset recovery law") == 0.5

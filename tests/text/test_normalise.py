"""Folding, squeezing and the way back to the original text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article60.text.normalise import fold, fold_with_offsets, is_chinese, quote_key, squeeze, words


def test_chinese_characters_are_known_from_other_signs():
    assert [character for character in "第15条，art. الـ 条かな" if is_chinese(character)] == ["第", "条", "条"]


def test_squeeze_makes_every_blank_one_space():
    assert squeeze("  a\u00a0 b\n\tc\u200b ") == "a b c"


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("Évaluation", "evaluation"),
        ("المَادَّة ٤٦", "المادة 46"),
        ("المـــادة", "المادة"),
        ("أُسُس", "اسس"),
        ("（９）", "(9)"),
        ("Ёлка", "елка"),
        ("44–50", "44-50"),
        ("Côte d’Ivoire", "cote d'ivoire"),
        ("Straße", "strasse"),
    ],
)
def test_fold_removes_what_does_not_matter(printed, folded):
    assert fold(printed) == folded


def test_words_of_chinese_are_its_characters():
    assert words("追回 Assets") == {"追", "回", "assets"}


def test_quote_key_survives_line_breaks_and_hyphens():
    assert quote_key("anti-\ncorruption  Body") == quote_key("Anticorruption body")


@given(st.text())
def test_offsets_lead_back_to_the_original(text):
    folded = fold_with_offsets(text)
    assert folded.text == fold(text)
    assert len(folded.offsets) == len(folded.text)
    start, end = folded.span(0, len(folded.text))
    assert 0 <= start <= end <= len(text)
    assert fold(text[start:end]) == folded.text


def test_span_keeps_marks_with_their_letter():
    text = "الفسَاد"
    folded = fold_with_offsets(text)
    assert text[slice(*folded.span(0, 4))] == "الفسَ"


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)

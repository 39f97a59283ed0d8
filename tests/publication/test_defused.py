import pytest

from article60.publication.defused import defused

BEGINNINGS = ["=", "+", "-", "@", "|", "%", "＝", "＋", "－", "＠", "｜", "％"]
BEFORE = ["", " ", "\t", "\r\n", "\ufeff", "\u202e", "\u2066 "]


@pytest.mark.parametrize("before", BEFORE)
@pytest.mark.parametrize("beginning", BEGINNINGS)
def test_beginning_of_a_formula_is_defused_whatever_stands_before_it(before, beginning):
    text = f"{before}{beginning}cmd|' /C calc'!A0"
    assert defused(text) == f"'{text}"


@pytest.mark.parametrize("text", ["\tx", "\rx", "\ufeffx"])
def test_beginning_that_a_spreadsheet_drops_is_defused(text):
    assert defused(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Need", "-1000.50", "+5", "10", "46(9)(b)", "", "art. 5 = a duty"])
def test_plain_words_and_numbers_stay_as_they_are(text):
    assert defused(text) == text

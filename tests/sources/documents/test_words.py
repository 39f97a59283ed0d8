import pytest

from article60.sources.documents.words import Vocabulary, join_lines, mend, tidy

KNOWN = Vocabulary(
    [
        "The protection of witnesses and capacity-building are needed; protection is a priority.",
        "Money-laundering, building permits, information and cooperation; the municipalities; protection again.",
    ]
)


def test_compound_keeps_its_hyphen_at_a_line_end() -> None:
    assert join_lines(["support for capacity-", "building programmes"], KNOWN) == "support for capacity-building programmes"


def test_cut_word_is_made_whole_when_the_document_knows_it() -> None:
    assert join_lines(["measures of protec-", "tion for witnesses"], KNOWN) == "measures of protection for witnesses"


def test_cut_word_is_made_whole_when_another_form_of_it_stands_in_the_document() -> None:
    lines = ["la soustraction de biens, sous la direction du parquet", "étude des sous-", "tractions de biens"]
    assert join_lines(lines[-2:], Vocabulary(lines)) == "étude des soustractions de biens"


def test_compound_keeps_its_hyphen_when_no_other_form_stands_in_the_document() -> None:
    lines = ["sous la direction du parquet", "les contrats de sous-", "traitance des marchés"]
    assert join_lines(lines[-2:], Vocabulary(lines)) == "les contrats de sous-traitance des marchés"


def test_unknown_word_keeps_its_hyphen_in_a_document_that_divides_no_words() -> None:
    lines = ["a line of a long text", *["another line of it"] * 40, "there is no anti-", "corruption body"]
    assert join_lines(lines[-2:], Vocabulary(lines)) == "there is no anti-corruption body"


def test_soft_hyphen_falls_away() -> None:
    assert join_lines(["Verfah\u00ad", "ren"], KNOWN) == "Verfahren"


def test_name_keeps_its_hyphen() -> None:
    assert join_lines(["the Director-", "General"], KNOWN) == "the Director-General"


def test_chinese_lines_are_joined_without_a_blank() -> None:
    assert join_lines(["为负责制定保护方案的机关", "提供能力建设"], KNOWN) == "为负责制定保护方案的机关提供能力建设"


def test_latin_words_beside_chinese_keep_no_blank_at_the_line_end() -> None:
    assert join_lines(["约", "2,000名调查人员"], KNOWN) == "约2,000名调查人员"


@pytest.mark.parametrize(
    ("torn", "whole"),
    [
        ("witness protec tion in force", "witness protection in force"),
        ("follow -up of cases", "follow-up of cases"),
        ("the munici palities agree", "the municipalities agree"),
    ],
)
def test_stray_blank_is_taken_out(torn: str, whole: str) -> None:
    assert mend(torn, Vocabulary(["The protection of municipalities; information of the protection.", torn])) == whole


def test_two_real_words_are_left_apart() -> None:
    lines = ["It may be that the maybe is rare.", "Courts may sit. There can be no doubt.", "What may be done?"]
    assert mend("what may be done", Vocabulary(lines)) == "what may be done"


def test_blanks_and_control_characters_are_tidied() -> None:
    assert tidy("para.\u00a01\u200f  (a)\u00ad\n of") == "para. 1 (a) of"

"""Where a line turns its direction."""

import pytest

from article60.publication.reports.word.directions import LRM, RLM, Piece, pieces

AR = "الوثيقة"


@pytest.mark.parametrize(
    ("words", "cut"),
    [
        (f"{AR} {AR}.", [(f"{AR} {AR}.", True)]),
        (f"{AR} A/1, {AR}", [(f"{AR} ", True), ("A/1", False), (f", {AR}", True)]),
        (f"{AR} CAC/COSP/2014/CRP.2", [(f"{AR} ", True), ("CAC/COSP/2014/CRP.2", False)]),
        (f"2026-06-30-0397 {AR}", [(f"{LRM}2026-06-30-0397", False), (f" {AR}", True)]),
        (f"{AR} 2026-11-24-9f8e", [(f"{AR} ", True), (f"{LRM}2026-11-24-9f8e", False)]),
        (f"{AR} art. 46 (9) {AR}", [(f"{AR} ", True), (f"art. 46 (9){LRM}", False), (f" {AR}", True)]),
        (f"{AR} 2026-11-24", [(f"{AR} ", True), (f"{LRM}2026-11-24", False)]),
        (f"{AR} 12026-11-24 {AR}", [(f"{AR} ", True), (f"{LRM}12026-11-24", False), (f" {AR}", True)]),
        (f"({AR})", [(f"({AR})", True)]),
        (f"(IV) {AR}", [("(", True), ("IV", False), (f") {AR}", True)]),
        (
            f"{AR} \N{LEFT-TO-RIGHT ISOLATE}2026-06-30-03979489\N{POP DIRECTIONAL ISOLATE}",
            [(f"{AR} ", True), (f"{LRM}2026-06-30-03979489", False)],
        ),
        (" – ", [(f"{RLM} – {RLM}", True)]),
        (f"{AR} \N{FIRST STRONG ISOLATE}(x)\N{POP DIRECTIONAL ISOLATE}", [(f"{AR} ", True), (f"{LRM}(x){LRM}", False)]),
    ],
)
def test_words_of_other_scripts_stand_as_they_are_read_in_a_line_from_right_to_left(words, cut):
    assert [(one.text, one.rtl) for one in pieces(words, rtl=True)] == cut


def test_bare_numbers_go_with_the_line_but_keep_their_own_letters():
    assert list(pieces(f"{AR} 1,234.", rtl=True)) == [Piece(f"{AR} ", True), Piece("1,234", False, True), Piece(".", True)]


def test_arabic_words_in_a_line_from_left_to_right_keep_their_numbers():
    cut = [(one.text, one.rtl, one.number) for one in pieces(f"Words {AR} 16 {AR}, p. 3", rtl=False)]
    assert cut == [
        ("Words ", False, False),
        (f"{AR} ", True, False),
        ("16", False, True),
        (f" {AR}", True, False),
        (", p. 3", False, False),
    ]


@pytest.mark.parametrize("words", ["Words (a), 2026-06-30.", "需要：12项。", "Слова", ""])
def test_line_of_one_direction_is_left_as_it_is(words):
    assert "".join(one.text for one in pieces(words, rtl=False)) == words
    assert not any(one.rtl for one in pieces(words, rtl=False))

import pytest

from article60.sources.documents.pdf import order
from article60.sources.documents.pdf.glyphs import Drawing, Glyph
from article60.sources.documents.pdf.lines import Line
from article60.sources.documents.pdf.marks import written
from article60.sources.documents.pdf.reader import brackets_turned


def letter(text: str, left: float) -> Glyph:
    return Glyph(text, left, 100, left + 5, 111, 109, 10, bold=False, italic=False)


def square(left: float, size: float) -> Drawing:
    return Drawing(left, 106 - size / 2, left + size, 106 + size / 2)


WORD = [letter("N", 120), letter("o", 125)]


@pytest.mark.parametrize(
    ("drawings", "text"),
    [
        ([square(108, 3.5)], "•No"),
        ([square(106, 9)], "☐No"),
        ([square(106, 9), square(105.5, 10)], "☐No"),
        ([square(106, 9), square(105.5, 10), square(107, 7)], "☑No"),
        ([square(136, 9)], "No☐"),
        ([square(60, 9)], "No"),
        ([square(106, 15.9)], "☐No"),
    ],
)
def test_drawn_bullets_and_boxes_stand_beside_their_words(drawings: list[Drawing], text: str) -> None:
    found = written(WORD, drawings)
    assert "".join(g.text for g in sorted(found, key=lambda g: g.left)) == text


def test_cross_in_a_drawn_box_ticks_it() -> None:
    cross = Glyph("X", 107, 101, 113, 111, 109, 9, bold=False, italic=False)
    assert "".join(g.text for g in sorted(written([cross, *WORD], [square(105.5, 10)]), key=lambda g: g.left)) == "☑No"


def test_dot_between_words_is_no_bullet() -> None:
    beside = [letter("Y", 98), *WORD]
    assert written(beside, [square(108, 3.5)]) == beside


def line(text: str, *, italic: bool) -> Line:
    return Line(text, 0, 0, 100, 10, 8, 10, bold=False, italic=italic)


def test_brackets_are_turned_in_the_fonts_that_store_them_as_seen() -> None:
    lines = [line(")المادتان 5 و6(", italic=True), line("(المادة 7)", italic=False)]
    assert brackets_turned(lines) == {(False, True)}


@pytest.mark.parametrize("swap", [False, True])
@pytest.mark.parametrize("stored", ["لا", "ال"])
def test_letters_of_a_ligature_are_lam_before_alef_however_they_are_stored(stored: str, swap: bool) -> None:
    glyphs = [letter(stored[0], 100), letter(stored[1], 100), letter("ش", 92)]
    assert "".join(g.text for g in order.right_to_left(glyphs, swap=swap)) == "لاش"

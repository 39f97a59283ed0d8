"""Pages of PDF files as they are seen: none is empty, nothing stands in a margin or over other words, each says what it is."""

from collections.abc import Iterator

import pypdfium2
import pytest

from drawn_pages import A4, LEAST, MM, bounds, ink, letters, share

MARGINS = {False: (20, 22, 20), True: (18, 20, 18)}
"""Beside, above and below the text, in millimetres."""
HEAD, FOOT = 6, 6
"""Above the head and below the foot of a page nothing stands, in millimetres."""
PAGES = {
    "trend-note": (8, 24),
    "state-brief": (2, 6),
    "regional-brief": (2, 6),
    "provision-brief": (2, 6),
    "donor-brief": (2, 6),
    "launch-pack": (5, 9),
    "clearance-sheet": (8, 20),
    "national-plan": (3, 8),
}
"""Least and most pages of each kind about the invented world; those of briefs are what was asked for."""


def boxes(page: pypdfium2.PdfPage) -> Iterator[tuple[float, float, float, float]]:
    """Left, bottom, right, top of each letter that shows, in points; those outside the paper too."""
    text = page.get_textpage()
    for place in range(text.count_chars()):
        left, bottom, right, top = text.get_charbox(place)
        if right > left and top > bottom:
            yield left, bottom, right, top


def test_pages_are_as_many_as_they_should_be(one):
    least, most = PAGES[one.report.kind]
    assert least <= len(one.pdf) <= most


def test_no_page_is_empty_and_none_is_inked_in_its_margins(one):
    width, height = A4[one.report.landscape]
    side, above, below = MARGINS[one.report.landscape]
    for number, page in enumerate(one.pdf, start=1):
        assert [round(length / MM) for length in page.get_size()] == [width, height]
        picture = ink(page)
        left, top, right, bottom = bounds(picture)
        assert left >= side - 1, number
        assert right <= width - side + 1, number
        assert top >= HEAD, number
        assert bottom <= height - FOOT, number
        assert share(picture, side=side, above=above, below=below) > LEAST, number


def test_no_letter_leaves_the_page_or_its_margins(one):
    width, height = (length * MM for length in A4[one.report.landscape])
    side = MARGINS[one.report.landscape][0] * MM
    for number, page in enumerate(one.pdf, start=1):
        out = [box for box in boxes(page) if box[0] < side - 3 or box[2] > width - side + 3 or box[1] < 0 or box[3] > height]
        assert out == [], number


def test_every_letter_has_a_font_and_nothing_is_drawn_otherwise_than_said(one):
    """WeasyPrint tells of each letter that no font has, and draws a box in its place."""
    one.path("pdf")
    assert one.warnings == []


def test_every_page_says_that_it_is_a_working_draft(one):
    wanted = letters(one.report.head)
    assert sum(wanted.values()) > 10
    for number, page in enumerate(one.pdf, start=1):
        width, height = page.get_size()
        above = MARGINS[one.report.landscape][1] * MM
        head = page.get_textpage().get_text_bounded(left=0, bottom=height - above, right=width, top=height)
        assert not wanted - letters(head), (number, head)


def test_every_page_has_its_number_and_its_release(one):
    for number, page in enumerate(one.pdf, start=1):
        width, _ = page.get_size()
        foot = page.get_textpage().get_text_bounded(left=0, bottom=0, right=width, top=MARGINS[one.report.landscape][2] * MM)
        assert one.report.release.replace("-", "") in "".join(letter for letter in foot if letter.isalnum()), number
        assert str(number) in foot.replace(one.report.release, "").split(), number


@pytest.mark.parametrize("language", ["en", "fr", "ru", "zh"])
def test_page_with_letters_in_a_margin_is_seen(made, language, tmp_path):
    """The measure itself: a page moved sideways is no longer within its margins."""
    document = pypdfium2.PdfDocument(made("state-brief", language).path("pdf"))
    page = document[0]
    page.set_mediabox(30, 0, 30 + 210 * MM, 297 * MM)
    left, *_ = bounds(ink(page))
    assert left < MARGINS[False][0] - 1

"""Word files of the invented world as LibreOffice lays them out: each kind in two languages, all six among them."""

import pypdfium2
import pytest

from article60.codes.languages import LANGUAGES
from article60.publication.reports.kinds import KINDS
from drawn_pages import A4, LEAST, MM, bounds, ink, letters, share

SAMPLE = [(kind, LANGUAGES[(row + turn) % len(LANGUAGES)]) for row, kind in enumerate(KINDS) for turn in (0, 3)]
PAGES = {
    "trend-note": (8, 28),
    "state-brief": (2, 7),
    "regional-brief": (2, 6),
    "provision-brief": (2, 6),
    "donor-brief": (2, 7),
    "launch-pack": (5, 10),
    "clearance-sheet": (8, 22),
    "national-plan": (3, 10),
}
"""Least and most pages of each kind; a Word file is set a little wider than the PDF."""
SIDES, HEAD, FOOT = {False: 24, True: 18}, 8, 8
"""Margins in millimetres, by whether the paper lies on its long side."""


@pytest.fixture(scope="module")
def laid_out(made, office):
    """The PDF that LibreOffice makes of each file; it makes none of a file that it cannot read."""
    paths = [made(kind, language).path("docx") for kind, language in SAMPLE]
    return dict(zip(SAMPLE, map(pypdfium2.PdfDocument, office(paths, "pdf")), strict=True))


@pytest.mark.parametrize("one", SAMPLE, ids="-".join)
def test_pages_are_as_many_as_they_should_be(laid_out, one):
    least, most = PAGES[one[0]]
    assert least <= len(laid_out[one]) <= most


@pytest.mark.parametrize("one", SAMPLE, ids="-".join)
def test_no_page_is_empty_and_none_is_inked_in_its_margins(laid_out, made, one):
    landscape = made(*one).report.landscape
    width, height = A4[landscape]
    for number, page in enumerate(laid_out[one], start=1):
        assert [round(length / MM) for length in page.get_size()] == [width, height]
        picture = ink(page)
        left, top, right, bottom = bounds(picture)
        assert left >= SIDES[landscape] - 1, number
        assert right <= width - SIDES[landscape] + 1, number
        assert top >= HEAD, number
        assert bottom <= height - FOOT, number
        assert share(picture, side=SIDES[landscape], above=24, below=22) > LEAST, number


@pytest.mark.parametrize("one", SAMPLE, ids="-".join)
def test_every_page_says_that_it_is_a_working_draft(laid_out, made, one):
    wanted = letters(made(*one).report.head)
    for number, page in enumerate(laid_out[one], start=1):
        width, height = page.get_size()
        head = page.get_textpage().get_text_bounded(left=0, bottom=height - 24 * MM, right=width, top=height)
        missing = wanted - letters(head)
        assert sum(missing.values()) <= 0.2 * sum(wanted.values()), (number, head)  # ligatures of Arabic are one letter

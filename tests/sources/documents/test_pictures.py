"""Pages are drawn small and always alike, and areas lie on the picture where they lie on the page."""

import io
from collections.abc import Callable
from pathlib import Path

import numpy
import pypdfium2 as pdfium
import pytest
from PIL import Image

from article60.sources.documents import UnreadableDocument, draw, mark
from article60.sources.documents.pdf.marking import Wanted
from article60.sources.documents.pdf.pictures import Picture
from article60.sources.documents.reading import Limits, Reading

_BLACK = "<div style='position:absolute;left:72pt;top:144pt;width:200pt;height:36pt;background:#000'></div>"


def dots(picture: Picture) -> numpy.ndarray:
    return numpy.array(Image.open(io.BytesIO(picture.png)).convert("RGB"))


def inside(picture: Picture) -> numpy.ndarray:
    """The dots of the picture in the first area."""
    left, top, right, bottom = picture.marks[0]
    across, down = picture.width / 100, picture.height / 100
    return dots(picture)[round(top * down) + 1 : round(bottom * down) - 1, round(left * across) + 1 : round(right * across) - 1]


@pytest.fixture
def black(pdf: Callable[..., Path]) -> Path:
    """A page with a black field from 72 to 272 points across and 144 to 180 points down."""
    return pdf(_BLACK, style="@page { margin: 0 } body { margin: 0 }")


_FIELD = (72.0, 144.0, 272.0, 180.0)


def test_page_is_drawn_alike_each_time_and_small(black: Path) -> None:
    (one,), (again,) = draw(black, {0: [_FIELD]}), draw(black, {0: [_FIELD]})

    assert one == again
    assert (one.width, one.height) == (910, 1287)
    assert len(one.png) < 10_000
    assert Image.open(io.BytesIO(one.png)).mode in ("L", "1")


def test_area_lies_on_the_picture_where_it_lies_on_the_page(black: Path) -> None:
    (one,) = draw(black, {0: [_FIELD]})

    assert inside(one).max() == 0
    height, width, _ = inside(one).shape
    assert (dots(one) == 0).all(axis=2).sum() <= (height + 4) * (width + 4)  # nothing beside it is black


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_page_keeps_its_area_on_the_field(turn: int, black: Path, tmp_path: Path) -> None:
    with pdfium.PdfDocument(black) as document:
        page = document[0]
        upright = page.get_height()
        page.set_rotation(turn)
        shift = page.get_height() - upright  # boxes are measured down from the height of the page as it is shown
        page.close()
        document.save(tmp_path / "turned.pdf")
    left, top, right, bottom = _FIELD

    (one,) = draw(tmp_path / "turned.pdf", {0: [(left, top + shift, right, bottom + shift)]})

    assert inside(one).size > 0 and inside(one).max() == 0


def test_page_cut_to_a_part_of_its_sheet_keeps_its_area_on_the_field(black: Path, tmp_path: Path) -> None:
    with pdfium.PdfDocument(black) as document:
        page = document[0]
        upright = page.get_height()
        page.set_cropbox(50, 400, 400, 800)
        shift = page.get_height() - upright
        page.close()
        document.save(tmp_path / "cut.pdf")
    left, top, right, bottom = _FIELD

    (one,) = draw(tmp_path / "cut.pdf", {0: [(left, top + shift, right, bottom + shift)]})

    assert inside(one).size > 0 and inside(one).max() == 0


def test_coloured_page_keeps_its_colours(pdf: Callable[..., Path]) -> None:
    path = pdf("<p style='background:#c00000;height:300pt'></p>")

    (one,) = draw(path, {0: []})

    drawn = Image.open(io.BytesIO(one.png))
    assert drawn.mode == "P"
    assert {colour for count, colour in drawn.convert("RGB").getcolors(256) if count > 10_000} == {(255, 255, 255), (187, 0, 0)}


def test_poster_is_drawn_no_larger_than_a_screen_can_show(pdf: Callable[..., Path]) -> None:
    (one,) = draw(pdf("<p>Poster</p>", style="@page { size: 3000pt 6000pt }"), {0: []})

    assert max(one.width, one.height) == 2400


def test_drawing_is_bounded_as_reading_is(black: Path) -> None:
    with pytest.raises(UnreadableDocument, match=r"made\.pdf"):
        draw(black, {0: []}, limits=Limits(memory_bytes=80 * 1024 * 1024))
    with pytest.raises(UnreadableDocument, match=r"made\.pdf"):
        mark(black, [Wanted("words", (), ())], limits=Limits(seconds=0))


def test_reading_goes_on_in_the_same_server(black: Path, reading: Callable[[Path], Reading]) -> None:
    assert draw(black, {0: []})
    assert reading(black).pages == 1

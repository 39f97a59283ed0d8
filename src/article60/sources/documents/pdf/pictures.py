"""Pictures of pages on which quoted words stand, and where on the picture they do."""

import ctypes
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy
import pypdfium2 as pdfium
import pypdfium2.raw as raw

from article60.sources.documents.pdf.png import Dots, png

Area = tuple[float, float, float, float]
"""Left, top, right and bottom from the top left corner: in points of a page, or in parts of a hundred of a picture."""

DOTS_PER_INCH = 110
_LONGEST_SIDE = 2400  # dots; a poster is drawn smaller
_FINE = 1 << 20


@dataclass(frozen=True, slots=True)
class Picture:
    """One page as PNG, its size in dots, and the areas asked for in parts of a hundred of its width and height."""

    index: int
    width: int
    height: int
    png: bytes
    marks: tuple[Area, ...]


def pictures(document: pdfium.PdfDocument, pages: Mapping[int, Sequence[Area]]) -> Iterator[Picture]:
    """Yield each of the pages, by their order in the document; areas are in points, as boxes of passages are."""
    for index, areas in sorted(pages.items()):
        page = document[index]
        try:
            dots = _drawn(page)
            height, width = dots.shape[:2]
            yield Picture(index, width, height, png(dots), tuple(_on_picture(page, area) for area in areas))
        finally:
            page.close()


def _drawn(page: pdfium.PdfPage) -> Dots:
    scale = min(DOTS_PER_INCH / 72, _LONGEST_SIDE / max(*page.get_size(), 1))
    bitmap = page.render(scale=scale, rev_byteorder=True)
    try:
        dots: Dots = numpy.ascontiguousarray(bitmap.to_numpy()[:, :, :3])
        return dots
    finally:
        bitmap.close()


def _on_picture(page: pdfium.PdfPage, area: Area) -> Area:
    """An area as parts of a hundred: pages may be turned, or show but a part of the sheet on which their words are placed."""
    left, top, right, bottom = area
    corners = [_at(page, x, y) for x, y in ((left, top), (right, bottom))]
    (a, b), (c, d) = corners
    return min(a, c), min(b, d), max(a, c), max(b, d)


def _at(page: pdfium.PdfPage, x: float, y: float) -> tuple[float, float]:
    across, down = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(page.raw, 0, 0, _FINE, _FINE, 0, x, page.get_height() - y, across, down)
    return tuple(round(100 * min(max(place.value / _FINE, 0), 1), 2) for place in (across, down))  # type: ignore[return-value]

"""Pages as points of ink, and their letters whatever their order."""

import unicodedata
from collections import Counter
from typing import Any

import pypdfium2

MM = 72 / 25.4
"""Points in a millimetre."""
A4 = {False: (210, 297), True: (297, 210)}
"""Paper, in millimetres, by whether it lies on its long side."""
LEAST = 0.0015
"""Share of the points of a page, between its margins, that are ink where a few lines stand."""
_INK = 200
"""A point darker than this grey, of 255, is ink."""


def letters(text: str) -> Counter[str]:
    """Letters and digits in their plain forms, whatever their order: a PDF holds Arabic as it is drawn."""
    return Counter(letter for letter in unicodedata.normalize("NFKC", text) if letter.isalnum())


def ink(page: pypdfium2.PdfPage) -> Any:
    """A page drawn with two points to the millimetre, white where there is ink and black elsewhere."""
    return page.render(scale=2 / MM).to_pil().convert("L").point(lambda grey: 255 if grey < _INK else 0)


def bounds(picture: Any) -> tuple[int, int, int, int]:
    """Millimetres from the left and from above between which there is ink: left, top, right, bottom."""
    left, top, right, bottom = (round(edge / 2) for edge in picture.getbbox())
    return left, top, right, bottom


def share(picture: Any, *, side: float, above: float, below: float) -> float:
    """Share of the points within some margins, in millimetres, that are ink."""
    inner = picture.crop(tuple(map(int, (2 * side, 2 * above, picture.width - 2 * side, picture.height - 2 * below))))
    return float(inner.histogram()[255] / (inner.width * inner.height))

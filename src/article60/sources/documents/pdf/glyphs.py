"""Characters of a PDF page with their boxes, sizes and weights, and the ruling lines drawn on it."""

import ctypes
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from article60.sources.documents import labels

_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_SMALL, _LARGE = 1.5, 16.0  # points
_ITALIC = re.compile(r"italic|oblique", re.IGNORECASE)


@dataclass(slots=True)
class Glyph:
    """One character: its text, box from the top left corner in points, baseline, font size and style.

    `after_blank`: a blank without width stands before it in the stream, or the reader of the file guessed one.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    baseline: float
    size: float
    bold: bool
    italic: bool
    after_blank: bool = False


Letters = Mapping[int, Sequence[Glyph]]
"""Letters of pages, physical from 0, each page in stream order."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line drawn on a page, horizontal or vertical, from the top left corner in points."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def horizontal(self) -> bool:
        """Whether it runs from left to right."""
        return self.right - self.left >= self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Drawing:
    """A small drawing about as wide as it is high, from the top left corner in points."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(slots=True)
class Sheet:
    """One page as drawn: size in points, glyphs in stream order, ruling lines, small drawings, whether it holds pictures."""

    index: int
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    drawings: list[Drawing] = field(default_factory=list)
    has_images: bool = False


def sheet(document: pdfium.PdfDocument, index: int) -> Sheet:
    """Read one page; closes what it opens."""
    page = document[index]
    try:
        width, height = page.get_size()
        found = Sheet(index=index, width=width, height=height)
        text = page.get_textpage()
        try:
            found.glyphs = _glyphs(text, height)
        finally:
            text.close()
        _drawings(page, found)
        return found
    finally:
        page.close()


def glyphs(document: pdfium.PdfDocument, index: int) -> list[Glyph]:
    """Letters of one page alone, in stream order; closes what it opens."""
    page = document[index]
    try:
        text = page.get_textpage()
        try:
            return _glyphs(text, page.get_height())
        finally:
            text.close()
    finally:
        page.close()


def _glyphs(text: pdfium.PdfTextPage, height: float) -> list[Glyph]:
    handle, styles = text.raw, _Styles()
    box = raw.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    found = []
    guessed = False
    for i in range(raw.FPDFText_CountChars(handle)):
        code = raw.FPDFText_GetUnicode(handle, i)
        if code in (0, 10, 13, 0xFFFE, 0xFFFF) or raw.FPDFText_IsGenerated(handle, i) == 1:
            guessed = guessed or code == 32
            continue
        raw.FPDFText_GetLooseCharBox(handle, i, box)
        if box.right <= box.left and code in (32, 160):
            guessed = True
            continue
        raw.FPDFText_GetCharOrigin(handle, i, x, y)
        size, bold, italic, font = styles.of(handle, i)
        top, bottom, baseline = height - box.top, height - box.bottom, height - y.value
        found.append(
            Glyph(
                labels.symbol(_plain(code), font) if font else _plain(code),
                box.left,
                top,
                box.right,
                bottom,
                baseline,
                size,
                bold,
                italic,
                guessed,
            )
        )
        guessed = False
    return found


def _plain(code: int) -> str:
    if code in (2, 0xAD):
        return "-" if code == 2 else "\u00ad"
    character = chr(code)
    if 0xFB00 <= code <= 0xFDFF or 0xFE70 <= code <= 0xFEFC:
        return unicodedata.normalize("NFKC", character)
    return character


class _Styles:
    """Size, weight, slant and name of symbol fonts by text object, asked for once an object."""

    def __init__(self) -> None:
        self.known: dict[int, tuple[float, bool, bool, str]] = {}
        self.matrix = raw.FS_MATRIX()
        self.name = ctypes.create_string_buffer(256)
        self.flags = ctypes.c_int()

    def of(self, handle: object, i: int) -> tuple[float, bool, bool, str]:
        item = raw.FPDFText_GetTextObject(handle, i)
        key = ctypes.cast(item, ctypes.c_void_p).value or -i - 1
        if key not in self.known:
            self.known[key] = self._ask(handle, i)
        return self.known[key]

    def _ask(self, handle: object, i: int) -> tuple[float, bool, bool, str]:
        scale, slanted = 1.0, False
        if raw.FPDFText_GetMatrix(handle, i, self.matrix):
            upright = abs(self.matrix.b) < 0.01 * abs(self.matrix.d)
            slanted = upright and abs(self.matrix.c) > 0.1 * abs(self.matrix.d)
            scale = (abs(self.matrix.d) if upright else (self.matrix.c**2 + self.matrix.d**2) ** 0.5) or 1.0
        raw.FPDFText_GetFontInfo(handle, i, self.name, 256, self.flags)
        name = self.name.value.decode("utf-8", "replace")
        bold = bool(_BOLD.search(name)) or raw.FPDFText_GetFontWeight(handle, i) >= 600
        return (
            round(raw.FPDFText_GetFontSize(handle, i) * scale, 2),
            bold,
            slanted or bool(_ITALIC.search(name)) or bool(self.flags.value & 64),
            name if labels.is_symbol_font(name) else "",
        )


def _drawings(page: pdfium.PdfPage, found: Sheet) -> None:
    for item in page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE), max_depth=4):
        if item.type == raw.FPDF_PAGEOBJ_IMAGE:
            found.has_images = True
            continue
        left, bottom, right, top = item.get_bounds()
        width, height = right - left, top - bottom
        if min(width, height) <= 2.5 and max(width, height) >= 6:
            found.rules.append(Rule(left, found.height - top, right, found.height - bottom))
        elif min(width, height) >= _SMALL and max(width, height) <= _LARGE and 0.75 < width / height < 1.34:
            found.drawings.append(Drawing(left, found.height - top, right, found.height - bottom))

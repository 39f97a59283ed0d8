"""Reads the words of scanned pages with Tesseract, as glyphs with boxes, so that the rest of reading is the same."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from statistics import median

import numpy
import pypdfium2 as pdfium
from lxml import html

from article60.sources.documents.pdf import order, tesseract
from article60.sources.documents.pdf.glyphs import Glyph, Sheet
from article60.sources.documents.pdf.tesseract import Dots
from article60.sources.documents.reading import UnreadableDocument
from article60.sources.documents.words import is_wide

_POINTS_PER_DOT = 72 / tesseract.DOTS_PER_INCH
_SURE_WORD, _SURE_PAGE = 30, 80
_HEAD_BAND, _FOOT_BAND = 0.2, 0.86
_SYMBOL = re.compile(r"[A-Z]{3,}/[A-Z]{3,}/")
_ROMAN = re.compile(r"(?<=/IRG/)[I1l|]{1,2}(?=/\d/\d/)")
_NUMBERED = re.compile(r"(?:\d{1,4}(?:/\d{1,4})?)?\s*(?:[A-Z]{1,3}\.\d{2}-\d{4,6}(?: \([A-Z]\))?)?[\d\s]*(?:\d{1,4}/\d{1,4})?")
_INK, _BULLET_REACH = 110, 2.4
# Marks that Tesseract adds to keep directions apart, and brackets that it takes for others.
_MARKS = str.maketrans({"\u200e": None, "\u200f": None, "〈": "（", "〉": "）"})
_PACKAGES = "tesseract-ocr and tesseract-ocr-ara, -chi-sim, -fra, -rus, -spa"
# Without letters that reach up or down, and with the marks of Arabic, lines of one type differ in height.
_SAME_SIZE, _SAME_SIZE_ARABIC, _SAME_LINE = 0.13, 0.3, 0.3
_BOLD = 1.25
_TITLE = re.compile(r"(bbox|baseline|x_size|x_wconf) ((?:-?[\d.]+ ?)+)")


@dataclass(frozen=True, slots=True)
class Recognised:
    """A scanned page as read: its sheet, and how sure Tesseract was of its words, from 0 to 100."""

    sheet: Sheet
    sureness: float


@dataclass(frozen=True, slots=True)
class _Word:
    """One word and its left and right edge, in dots."""

    text: str
    left: float
    right: float


@dataclass(slots=True)
class _Row:
    """One line as Tesseract saw it, in dots: its box, where its baseline runs, the height of its type, its words."""

    left: float
    top: float
    bottom: float
    slope: float
    offset: float
    size: float
    words: list[_Word] = field(default_factory=list)
    sureness: list[float] = field(default_factory=list)

    @property
    def right(self) -> float:
        """Right edge of its last word."""
        return max(word.right for word in self.words)

    @property
    def text(self) -> str:
        """Its words, joined by blanks."""
        return " ".join(word.text for word in self.words)

    def baseline_at(self, x: float) -> float:
        """Height of the baseline at a place, from the top of the page."""
        return self.bottom + self.offset + self.slope * (x - self.left)


def unread(pages: int, *, failure: UnreadableDocument | None = None) -> str:
    """The note on pages that are pictures and were not recognised: how many, why, and what to do."""
    what = "1 page has" if pages == 1 else f"{pages} pages have"
    told = f"install Debian's {_PACKAGES} and run again" if failure is None else f"{failure.reason}; {failure.advice}"
    return f"{what} no text layer (a scan): not read; {told}"


def told(pages: Sequence[Recognised]) -> Iterator[str]:
    """Notes on pages that were recognised: that they were, and which of them are to be read by a person with care."""
    what = "1 page is a scan" if len(pages) == 1 else f"{len(pages)} pages are scans"
    yield f"{what}, recognised by {tesseract.recogniser().split(':')[0]}; letters and figures may be wrong"
    doubtful = [str(page.sheet.index + 1) for page in pages if page.sureness < _SURE_PAGE]
    if doubtful:
        yield f"hardly legible scans, physical pages {', '.join(doubtful)}: check against the document"


def recognise(document: pdfium.PdfDocument, pages: Sequence[int], *, tongue: str | None) -> Iterator[Recognised]:
    """Each of the pages as read, in order.

    `tongue` is the language of the document's other pages where it has some; else script and language are found on the scan.
    """
    known = tongue if tongue in tesseract.NAMES else None
    for index in pages:
        dots, width, height = _picture(document, index)
        known = known or tesseract.tongue_of(dots)
        name = tesseract.name_of(known or "en")
        rows = _rows(tesseract.read(dots, name))
        if name not in tesseract.LATIN:
            rows = _with_latin(rows, dots)
        glyphs = list(_glyphs(rows, dots))
        sureness = [sure for row in rows for sure in row.sureness]
        sheet = Sheet(index=index, width=width, height=height, glyphs=glyphs, has_images=True)
        yield Recognised(sheet, round(median(sureness), 1) if sureness else 0.0)


def _picture(document: pdfium.PdfDocument, index: int) -> tuple[Dots, float, float]:
    """A page as grey dots, one row of the array for each row of the page, and its width and height in points."""
    page = document[index]
    try:
        width, height = page.get_size()
        return _grey(page), width, height
    finally:
        page.close()


def _grey(page: pdfium.PdfPage) -> Dots:
    drawn: Dots = page.render(scale=tesseract.DOTS_PER_INCH / 72, grayscale=True).to_numpy()
    return numpy.ascontiguousarray(drawn if drawn.ndim == 2 else drawn[:, :, 0])


def _rows(hocr: str) -> list[_Row]:
    """The lines of a page; words that are hardly more than a guess are left out."""
    return [row for line in html.fromstring(hocr.encode()).iter("span") if (row := _row(line)) is not None]


def _row(line: html.HtmlElement) -> _Row | None:
    if line.get("class") not in ("ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat"):
        return None
    said = _said(line.get("title", ""))
    left, top, _, bottom = said["bbox"]
    slope, offset = said.get("baseline", (0.0, 0.0))
    row = _Row(left, top, bottom, slope, offset, size=said.get("x_size", (bottom - top,))[0])
    for word in line.iter("span"):
        text, told = word.text_content().translate(_MARKS).strip(), _said(word.get("title", ""))
        if word.get("class") == "ocrx_word" and text and told["x_wconf"][0] >= _SURE_WORD:
            row.words.append(_Word(text, told["bbox"][0], told["bbox"][2]))
            row.sureness.append(told["x_wconf"][0])
    return row if row.words else None


def _with_latin(rows: Sequence[_Row], dots: Dots) -> list[_Row]:
    """The rows with symbols, job and page numbers at head and foot, which only a reading in Latin letters makes out."""
    found: list[_Row] = []
    height = dots.shape[0]
    for top, bottom in ((0, int(height * _HEAD_BAND)), (int(height * _FOOT_BAND), height)):
        latin = _rows(tesseract.read(numpy.ascontiguousarray(dots[top:bottom]), "eng"))
        kept = (row for row in latin if _SYMBOL.search(row.text) or (top and _NUMBERED.fullmatch(row.text)))
        found.extend(replace(row, top=row.top + top, bottom=row.bottom + top) for row in kept)
    return [row for row in rows if not any(_overlap(row, latin) for latin in found)] + found


def _overlap(row: _Row, other: _Row) -> bool:
    beside = row.left < other.right and other.left < row.right
    return beside and row.top < other.bottom and other.top < row.bottom


def _said(title: str) -> dict[str, tuple[float, ...]]:
    return {name: tuple(map(float, values.split())) for name, values in _TITLE.findall(title)}


def _glyphs(rows: Sequence[_Row], dots: Dots) -> Iterator[Glyph]:
    """The letters of the rows, set upright: the slope of the page is taken out of their places."""
    if not rows:
        return
    slope = median(row.slope for row in rows)
    usual = _usual_size([row.size for row in rows for _ in row.words])
    middle = dots.shape[1] / 2
    upright = sorted(((row.baseline_at(row.left) - slope * (row.left - middle), row) for row in rows), key=lambda pair: pair[0])
    strokes = [_stroke(row, dots) for _, row in upright]
    fine, last = median(strokes), -usual
    for (baseline, row), stroke in zip(upright, strokes, strict=True):
        last = last if baseline - last < _SAME_LINE * usual else baseline
        slack = _SAME_SIZE_ARABIC if order.is_right_to_left(row.text) else _SAME_SIZE
        size = usual if abs(row.size - usual) <= slack * usual else row.size
        bullet = _bulleted(row, dots, usual)
        letters = [] if bullet is None else [_glyph("•", *bullet, baseline=last, size=size)]
        letters += _letters(row, baseline=last, size=size)
        yield from (replace(letter, bold=stroke > _BOLD * fine) for letter in letters)


def _stroke(row: _Row, dots: Dots) -> float:
    """How wide the strokes of a line are beside its height: half as wide again where it is printed bold."""
    ink = dots[int(row.top) : int(row.bottom), int(row.left) : int(row.right)] < _INK
    strokes = int((ink[:, 1:] & ~ink[:, :-1]).sum()) + int(ink[:, 0].sum())
    return int(ink.sum()) / max(strokes, 1) / row.size


def _bulleted(row: _Row, dots: Dots, usual: float) -> tuple[float, float] | None:
    """Left and right edge of the dot before a line, taken out of its words; None where there is none.

    Tesseract takes the dots of lists for dirt, or for a letter or sign. They stand left of a line, right of an Arabic one.
    """
    backwards = order.is_right_to_left(row.text)
    first = max(row.words, key=lambda w: w.right) if backwards else min(row.words, key=lambda w: w.left)
    near, way = (first.right, -1) if backwards else (first.left, 1)
    outer, inner = near - way * _BULLET_REACH * usual, near + way * min(first.right - first.left + 0.25 * usual, 2 * usual)
    spot = _spot(row, dots, outer, inner, usual)
    if spot is None:
        return None
    if spot[0] > first.left - 3 and spot[1] < first.right + 3:
        row.words.remove(first)
        rest = first.text[1:]
        if rest:
            row.words.append(_Word(rest, *((first.left, spot[0]) if backwards else (spot[1], first.right))))
    return spot if row.words else None


def _spot(row: _Row, dots: Dots, outer: float, inner: float, usual: float) -> tuple[float, float] | None:
    """Edges of the outermost ink between two places of a line where it is a round spot that stands alone; else None."""
    left, right = int(max(min(outer, inner), 0)), int(min(max(outer, inner), dots.shape[1]))
    middle = row.baseline_at(left) - 0.28 * usual
    top, bottom = int(max(middle - 0.45 * usual, 0)), int(min(middle + 0.45 * usual, dots.shape[0]))
    ink = dots[top:bottom, left:right] < _INK
    columns = numpy.flatnonzero(ink.any(axis=0))
    if outer > inner:
        columns = columns[::-1]
    gaps = numpy.flatnonzero(numpy.abs(numpy.diff(columns)) > 0.2 * usual)
    run = columns[: gaps[0] + 1] if len(gaps) else columns
    if not len(run) or (len(gaps) == 0 and abs(inner - (left + run[-1])) < 2):
        return None
    rows = numpy.flatnonzero(ink[:, run].any(axis=1))
    width, height = abs(int(run[-1]) - int(run[0])) + 1, int(rows[-1]) - int(rows[0]) + 1
    area = int(ink[:, run].sum())
    is_round = max(width, height) <= 0.6 * usual and 0.5 <= width / height <= 2 and area >= 0.55 * width * height
    if area < (0.12 * usual) ** 2 or not is_round:
        return None
    return float(left + min(run)), float(left + max(run) + 1)


def _usual_size(sizes: Iterable[float]) -> float:
    """The height of most type on the page, in dots."""
    return float(Counter(round(size) for size in sizes).most_common(1)[0][0])


def _letters(row: _Row, *, baseline: float, size: float) -> Iterator[Glyph]:
    """The letters of one line, with a blank between words; Chinese characters stand side by side without one."""
    words = _mended(sorted(row.words, key=lambda word: word.left))
    for word, following in zip_longest(words, words[1:]):
        gap = following.left - word.right if following is not None else 0.0
        solid = following is not None and gap < size and (is_wide(word.text[-1]) or is_wide(following.text[0]))
        yield from _spread(word.text, word.left, word.right + (gap if solid else 0.0), baseline=baseline, size=size)
        if following is not None and not solid and gap < size:
            yield _glyph(" ", word.right, following.left, baseline=baseline, size=size)


def _mended(words: Sequence[_Word]) -> list[_Word]:
    """The words of a line; where they are the pieces of a document symbol, that symbol, with its Roman number of the cycle."""
    whole = "".join(word.text for word in words)
    if len(words) < 6 and (_SYMBOL.match(whole) or _ROMAN.search(whole)):
        mended = _ROMAN.sub(lambda found: "I" * len(found.group()), whole)
        return [_Word(mended, words[0].left, words[-1].right)]
    return list(words)


def _spread(text: str, left: float, right: float, *, baseline: float, size: float) -> Iterator[Glyph]:
    """The letters of a word shared out over its width, in logical order; those of Arabic run from the right.

    A mark above or below a letter stands in the letter's place.
    """
    letters = [letter for letter in text if not unicodedata.combining(letter)]
    step = (right - left) / max(len(letters), 1)
    backwards, place = order.is_right_to_left(text), -1
    for letter in text:
        place += not unicodedata.combining(letter)
        x = right - (place + 1) * step if backwards else left + place * step
        yield _glyph(letter, x, x + step, baseline=baseline, size=size)


def _glyph(text: str, left: float, right: float, *, baseline: float, size: float) -> Glyph:
    return Glyph(
        text=text,
        left=left * _POINTS_PER_DOT,
        top=(baseline - 0.75 * size) * _POINTS_PER_DOT,
        right=right * _POINTS_PER_DOT,
        bottom=(baseline + 0.25 * size) * _POINTS_PER_DOT,
        baseline=baseline * _POINTS_PER_DOT,
        size=round(2 * size * _POINTS_PER_DOT) / 2,
        bold=False,
        italic=False,
    )

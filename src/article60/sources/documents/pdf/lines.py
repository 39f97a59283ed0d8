"""Glyphs become lines: rows of one baseline, cut at wide gaps, in reading order, with superscript marks set apart."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from article60.sources.documents.pdf import order
from article60.sources.documents.pdf.glyphs import Glyph, Rule, Sheet

WIDE_GAP = 1.6
WORD_GAP = 0.17
# A slanted letter hangs over into the blank behind it; there the reader of the file tells a blank from none.
GUESSED_GAP = -0.25
# How small raised type is beside the words it belongs to; a numeral or letter alone may be nearly as large as its note.
_SMALL, _ALONE = 0.8, 0.85
_ASIDE, _MOST_IN_MARK = 1.2, 3
# The row of a mark's words is among the next few: rows of another column stand between.
_AROUND = 5


Look = tuple[bool, bool]
Span = tuple[float, float]
"""From and to which place something reaches, in points."""


@dataclass(slots=True)
class Line:
    """A run of words on one baseline without a wide gap: text in logical order, box in points, style of most letters.

    `marks`: raised marks of notes in it; `note`: the raised mark with which the line of a note begins. `printed`: the words
    with the label that was taken from them.
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
    underlined: bool = False
    marks: tuple[str, ...] = ()
    note: str | None = None
    row: int = 0
    label: str | None = None
    printed: str = ""
    label_left: float = 0.0
    glyphs: list[Glyph] = field(default_factory=list)

    @property
    def look(self) -> Look:
        """Whether most letters are bold, and whether they are slanted."""
        return self.bold, self.italic

    @property
    def width(self) -> float:
        """Distance from the left to the right edge, in points."""
        return self.right - self.left


Cells = list[list[Line]]
"""A row of a table: the lines of each of its cells."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How the lines of a page are set: direction, and what its producer stored back to front.

    `brackets_turned`: the looks of type, bold and slanted or not, in which brackets are stored as seen.
    """

    right_to_left: bool = False
    ligatures_reversed: bool = False
    brackets_turned: frozenset[Look] = frozenset()


def lines_of(sheet: Sheet, setting: Setting) -> list[Line]:
    """Lines of a page, top to bottom and in reading direction within a row."""
    upright = [rule for rule in sheet.rules if not rule.horizontal]
    found: list[Line] = []
    for number, row in enumerate(_rows(sheet.glyphs)):
        middle = _middle(row)
        walls = [rule.left for rule in upright if rule.top <= middle <= rule.bottom]
        found.extend(_in_reading_order(_pieces(row, WIDE_GAP, walls), number, setting))
    for line in found:
        line.underlined = _is_underlined(line, sheet.rules)
    _bring_home(found, setting)
    return sorted(found, key=lambda line: (line.row, -line.right if setting.right_to_left else line.left))


def _bring_home(lines: Sequence[Line], setting: Setting) -> None:
    """Put a bullet to the row of its words, where a line of another column stands nearer to its baseline than they do."""
    for mark in lines:
        if len(mark.text) > 1 or mark.text.isalnum():
            continue
        level = [line for line in lines if line is not mark and abs(line.baseline - mark.baseline) < 0.35 * mark.size]
        gaps = [(mark.left - line.right if setting.right_to_left else line.left - mark.right, line) for line in level]
        near = min((pair for pair in gaps if 0 <= pair[0] < 3 * mark.size), key=lambda pair: pair[0], default=None)
        if near is not None:
            mark.row = near[1].row


def cut(line: Line, gap: float, setting: Setting) -> list[Line]:
    """The pieces of a line that stand further apart than `gap` times the size of its type."""
    pieces = _in_reading_order(_pieces(line.glyphs, gap, ()), line.row, setting)
    return pieces if len(pieces) > 1 else [line]


def merged(pieces: Sequence[Line], setting: Setting) -> Line:
    """Pieces of one row as one line."""
    if len(pieces) == 1:
        return pieces[0]
    whole = _line([g for piece in pieces for g in piece.glyphs], pieces[0].row, setting)
    return whole if whole is not None else pieces[0]


def _in_reading_order(pieces: Iterable[Sequence[Glyph]], number: int, setting: Setting) -> list[Line]:
    kept = [line for line in (_line(piece, number, setting) for piece in pieces) if line is not None]
    return sorted(kept, key=lambda line: -line.right if setting.right_to_left else line.left)


def _rows(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """Glyphs by baseline; smaller raised or lowered ones and combining marks go to the row they overlap most."""
    letters = [g for g in glyphs if not unicodedata.combining(g.text[0])]
    marks = [g for g in glyphs if unicodedata.combining(g.text[0])]
    rows: list[list[Glyph]] = []
    for glyph in sorted(letters, key=lambda g: g.baseline):
        if rows and abs(glyph.baseline - rows[-1][0].baseline) < 0.2 * min(glyph.size, rows[-1][0].size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    rows = _strays_moved(_raised_joined(rows))
    for mark in marks:
        home = min(rows, key=lambda r: abs(_middle(r) - (mark.top + mark.bottom) / 2), default=None)
        if home is not None:
            home.append(mark)
    in_stream = {id(g): i for i, g in enumerate(glyphs)} if isinstance(glyphs, Sequence) else {}
    for row in rows:
        yield sorted(row, key=lambda g: in_stream[id(g)])


def _middle(row: Sequence[Glyph]) -> float:
    return (row[0].top + row[0].bottom) / 2


def _size(row: Sequence[Glyph]) -> float:
    return median(g.size for g in row)


def _raised_joined(rows: list[list[Glyph]]) -> list[list[Glyph]]:
    kept: list[list[Glyph]] = []
    for i, row in enumerate(rows):
        host = None
        for other in rows[i + 1 : i + _AROUND] + kept[-1:]:
            if _is_raised(row, other):
                host = other
                break
        if host is None:
            kept.append(row)
        else:
            host.extend(row)
    return kept


def _strays_moved(rows: list[list[Glyph]]) -> list[list[Glyph]]:
    """Raised marks put to the words they stand beside, where they share their baseline with words of another column."""
    for i, row in enumerate(rows):
        for piece in list(_pieces(row, _ASIDE, ())) if len(row) > _MOST_IN_MARK else []:
            small = sum(not g.text.isspace() for g in piece) <= _MOST_IN_MARK and _size(piece) < _ALONE * _size(row)
            near = [rows[k] for k in (i + 1, i - 1, i + 2) if 0 <= k < len(rows)]
            host = next((other for other in near if small and _is_raised(piece, other)), None)
            if host is not None:
                host.extend(piece)
                away = {id(g) for g in piece}
                row[:] = [g for g in row if id(g) not in away]
    return rows


def _is_raised(row: Sequence[Glyph], host: Sequence[Glyph]) -> bool:
    """A short row of smaller type whose baseline lies within the height of a row beside it."""
    text = "".join(g.text for g in row).strip()
    alone = text.isdigit() or len(text) == 1
    if len(row) > 24 or _size(row) > (_ALONE if alone else _SMALL) * _size(host):
        return False
    lift = host[0].baseline - row[0].baseline
    beside = min(max(g.left - h.right, h.left - g.right) for g in row for h in host) < 1.2 * _size(host)
    return -0.3 * _size(host) < lift < 0.75 * _size(host) and beside


def _pieces(row: Sequence[Glyph], gap: float, walls: Sequence[float]) -> Iterator[list[Glyph]]:
    """The row cut at gaps wider than `gap` times its type, and at the ruling lines that stand in it."""
    visible = sorted((g for g in row if not g.text.isspace() and not unicodedata.combining(g.text[0])), key=lambda g: g.left)
    if not visible:
        return
    limit = gap * _size(visible)
    cuts, reach = [visible[0].left], visible[0].right
    for glyph in visible[1:]:
        if glyph.left - reach > limit or any(reach - 1 <= wall <= glyph.left + 1 for wall in walls):
            cuts.append(glyph.left)
        reach = max(reach, glyph.right)
    for i, start in enumerate(cuts):
        end = cuts[i + 1] if i + 1 < len(cuts) else float("inf")
        piece = [g for g in row if start - 0.5 <= (g.left if not unicodedata.combining(g.text[0]) else g.right) < end - 0.5]
        if piece:
            yield piece


def _line(piece: Sequence[Glyph], row: int, setting: Setting) -> Line | None:
    visible = [g for g in piece if not g.text.isspace()]
    if not visible:
        return None
    size = median(g.size for g in visible)
    baseline = median(g.baseline for g in visible)
    spaced = _with_blanks(piece, size)
    if setting.right_to_left:
        ordered = order.right_to_left(spaced, swap=setting.ligatures_reversed)
    else:
        ordered = order.left_to_right(spaced)
    text, marks = _text(ordered, size=size, baseline=baseline)
    if not text:
        return None
    letters = [g for g in visible if g.text.isalnum()] or visible
    bold, italic = sum(g.bold for g in letters) * 2 > len(letters), sum(g.italic for g in letters) * 2 > len(letters)
    turned = (bold, italic) in setting.brackets_turned or (setting.right_to_left and _is_turned_number(text))
    return Line(
        text=order.mirrored(text) if turned else text,
        left=min(g.left for g in visible),
        top=min(g.top for g in visible),
        right=max(g.right for g in visible),
        bottom=max(g.bottom for g in visible),
        baseline=baseline,
        size=size,
        bold=bold,
        italic=italic,
        marks=marks,
        note=_note(ordered, size=size, baseline=baseline),
        row=row,
        glyphs=list(piece),
    )


def _is_turned_number(text: str) -> bool:
    """Whether a line of a right-to-left page without a letter of its script holds brackets that open after they close."""
    return not any(map(order.is_right_to_left, text)) and order.well_nested(text) < 0 < order.well_nested(order.mirrored(text))


def _text(ordered: Sequence[Glyph], *, size: float, baseline: float) -> tuple[str, tuple[str, ...]]:
    """Words of the line, and the superscript marks taken out of them."""
    words: list[str] = []
    marks: list[str] = []
    for glyph in ordered:
        if words and _is_mark(glyph, size=size, baseline=baseline):
            marks.append(glyph.text)
        else:
            words.append(glyph.text)
    return unicodedata.normalize("NFC", " ".join("".join(words).split())), tuple(marks)


def _note(ordered: Sequence[Glyph], *, size: float, baseline: float) -> str | None:
    """The raised mark at the head of a line, where words follow it."""
    solid = [glyph for glyph in ordered if not glyph.text.isspace()]
    end = next((i for i, glyph in enumerate(solid) if not _is_mark(glyph, size=size, baseline=baseline)), len(solid))
    return "".join(glyph.text for glyph in solid[:end]) if 0 < end < len(solid) else None


def _with_blanks(piece: Sequence[Glyph], size: float) -> list[Glyph]:
    """The glyphs in stream order, with a blank after each one that stands well apart from its right-hand neighbour."""
    solid = sorted((g for g in piece if not unicodedata.combining(g.text[0])), key=lambda g: g.left)
    apart: dict[int, Glyph] = {}
    place = {id(g): i for i, g in enumerate(piece)}
    reach = solid[0].right if solid else 0.0
    for before, glyph in pairwise(solid):
        reach = max(reach, before.right)
        told = (glyph if place[id(glyph)] > place[id(before)] else before).after_blank and before.italic
        gap = GUESSED_GAP if told and abs(place[id(glyph)] - place[id(before)]) == 1 else WORD_GAP
        if glyph.left - reach > gap * size and not glyph.text.isspace() and not before.text.isspace():
            apart[id(glyph)] = replace(glyph, text=" ", left=reach, right=glyph.left)
    found: list[Glyph] = []
    for glyph in piece:
        if id(glyph) in apart:
            found.append(apart[id(glyph)])
        found.append(glyph)
    return found


def _is_mark(glyph: Glyph, *, size: float, baseline: float) -> bool:
    """A raised, smaller digit, letter or asterisk: the mark of a footnote."""
    raised = baseline - glyph.baseline > 0.15 * size and glyph.size < 0.85 * size
    return (raised and (glyph.text.isdigit() or glyph.text in "*†‡,abcdefgh")) or glyph.text in "¹²³⁴⁵⁶⁷⁸⁹⁰"


def _is_underlined(line: Line, rules: Iterable[Rule]) -> bool:
    """A ruling line just under the words and about as wide as they are."""
    for rule in rules:
        near = -0.1 * line.size < rule.top - line.baseline < 0.45 * line.size
        if rule.horizontal and near and abs(rule.left - line.left) < line.size and abs(rule.right - line.right) < line.size:
            return True
    return False

"""Gutters: white that runs down between the words of several rows of print, and the rows that leave it free."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from article60.sources.documents import labels
from article60.sources.documents.pdf import lines as setting
from article60.sources.documents.pdf.glyphs import Glyph
from article60.sources.documents.pdf.lines import Line, Span
from article60.sources.documents.pdf.page import PageLines

FINE_GAP = 0.52  # times the size of the type: the narrowest white between the cells of a row
FURTHEST = 4.5  # times the size of the type: the widest step from one row of a table to the next
FEWEST_ROWS = 3
_OUTSTANDING = 1.6  # times the white between the words of a line: what parts columns in it
_FEWEST_GAPS = 3
_INDENT = 4.0  # times the size of the type: how far the first line of a paragraph or an item stands in
_LABEL_GAP = 3.2  # times the size of the type: how far behind its label an item begins
_LAST_STEP = 2.5  # times the size of the type: from the row above to the last line of a page
_FEW_LETTERS = 8
_AT = 2.0  # points within which lines begin at one place
_JUSTIFIED = 1.1  # times the size of the type: the widest white that justification leaves between words
# So many lines well apart in the first column only, each one step this wide below the last, are text between two tables.
_APART, _MOST_ALONE = 1.4, 2


@dataclass(slots=True)
class Row:
    """The pieces of one baseline; `spread`: justification has set them apart."""

    pieces: list[Line]
    spread: bool = False

    @property
    def baseline(self) -> float:
        """Where the row stands, in points from the top."""
        return self.pieces[0].baseline


def rows_of(lines: Sequence[Line]) -> list[Row]:
    """The lines in rows of one baseline, from top to bottom."""
    rows: dict[int, list[Line]] = {}
    for line in lines:
        rows.setdefault(line.row, []).append(line)
    found: list[Row] = []
    for row in sorted((Row(pieces) for pieces in rows.values()), key=lambda row: row.baseline):
        if found and _is_beside(found[-1], row):
            found[-1] = Row([*found[-1].pieces, *row.pieces])
        else:
            found.append(row)
    return found


def _is_beside(above: Row, row: Row) -> bool:
    """Whether a few letters, set in a font with another baseline, stand beside the words of a row."""
    few = min((above, row), key=lambda r: sum(len(piece.text) for piece in r.pieces))
    near = row.baseline - above.baseline < 0.35 * row.pieces[0].size
    apart = all(a.right <= b.left or b.right <= a.left for a in above.pieces for b in row.pieces)
    return near and apart and len(few.pieces) == 1 and len(few.pieces[0].text) <= _FEW_LETTERS


def mark_spread(rows: Sequence[Row], page: PageLines) -> None:
    """Find the rows of a few words that justification spreads from edge to edge of a column of running text.

    Words that begin where other rows begin are set apart and not spread.
    """
    first = min(page.start_of(line) for row in rows for line in row.pieces)
    last = max(page.end_of(line) for row in rows for line in row.pieces)
    begins = Counter(round(min(page.start_of(line) for line in row.pieces) / _AT) for row in rows)
    for row in rows:
        starts = sorted(page.start_of(piece) for piece in row.pieces)
        size = row.pieces[0].size
        reaches = starts[0] - first < _INDENT * size and last - max(map(page.end_of, row.pieces)) < 0.3 * size
        apart = any(begins[round(start / _AT) + k] for start in starts[1:] for k in (-1, 0, 1))
        row.spread = len(starts) > 1 and reaches and not apart


def run_from(rows: Sequence[Row], start: int) -> tuple[int, list[Span]]:
    """End of the rows from `start` on that leave the same gaps free, and those gaps."""
    gutters = _gaps(_fine(rows[start]))
    if not gutters:
        return start, []
    end, kept, several, alone = start + 1, gutters, 1, 0
    for i in range(start + 1, len(rows)):
        step = (rows[i].baseline - rows[i - 1].baseline) / rows[i].pieces[0].size
        alone = alone + 1 if step > _APART and {column_of(span, gutters) for span in _fine(rows[i])} == {0} else 0
        if step > FURTHEST or alone > _MOST_ALONE:
            break
        left = narrowed(gutters, rows[i])
        if not left:
            break
        gutters = left
        if part_count(rows[i], gutters) > 1:
            several += 1
            end, kept = i + 1, gutters
        elif i - end > 8:
            break
    return (with_tail(rows, end, kept), kept) if several >= 2 else (start, [])


def with_further(rows: Sequence[Row], end: int, gutters: Sequence[Span]) -> int:
    """End of the rows behind a run that have several parts between its gutters, where not all of them had shown before."""
    while end < len(rows) and part_count(rows[end], gutters) > 1 and len(narrowed(gutters, rows[end])) == len(gutters):
        if rows[end].baseline - rows[end - 1].baseline > FURTHEST * rows[end].pieces[0].size:
            break
        end += 1
    return with_tail(rows, end, gutters)


def all_white(rows: Sequence[Row], gutters: Sequence[Span]) -> list[Span]:
    """The gutters of a run, and those that its first row did not show as it holds fewer cells: white through all rows."""
    parted = [_fine(row) for row in rows]
    covered: list[Span] = []
    for left, right in sorted(span for spans in parted for span in spans):
        if covered and left <= covered[-1][1]:
            covered[-1] = (covered[-1][0], max(covered[-1][1], right))
        else:
            covered.append((left, right))
    size = rows[0].pieces[0].size
    new = [gap for gap in _gaps(covered) if gap[1] - gap[0] > FINE_GAP * size and not any(_meets(gap, g) for g in gutters)]
    shown = [
        gap for gap in new if sum(any(_meets(gap, between) for between in _gaps(spans)) for spans in parted) >= FEWEST_ROWS
    ]
    return sorted([*gutters, *shown])


def first_row(rows: Sequence[Row], start: int, gutters: Sequence[Span], page: PageLines) -> int:
    """First row, from `start` upwards, of a further column that begins higher than the first one."""
    while gutters and start > 0:
        row, step = rows[start - 1], rows[start].baseline - rows[start - 1].baseline
        columns = {column_of(span, gutters) for span in _fine(row)}
        first = len(gutters) if page.right_to_left else 0
        if step > 1.6 * row.pieces[0].size or first in columns or not narrowed(gutters, row):
            break
        start -= 1
    return start


def with_tail(rows: Sequence[Row], end: int, gutters: Sequence[Span]) -> int:
    """Further rows that go on within one column, at the usual distance of lines; in the first one only in mid-sentence.

    So too the last line of a page that stands in a further column: the rest of its row is on the next page.
    """
    while end < len(rows):
        step = rows[end].baseline - rows[end - 1].baseline
        if part_count(rows[end], gutters) > 1 or not narrowed(gutters, rows[end]):
            break
        further = rows[end].pieces[0].left >= gutters[0][1] - 0.5
        widest = _LAST_STEP if further and end == len(rows) - 1 else 1.35
        if step > widest * rows[end].pieces[0].size or (not further and rows[end].pieces[0].text[:1].isupper()):
            break
        end += 1
    return end


def narrowed(gutters: Sequence[Span], row: Row) -> list[Span]:
    """What a row leaves free of each gutter; gutters that it crosses fall away."""
    spans = _fine(row)
    found = []
    for left, right in gutters:
        inside = [s for s in spans if s[1] > left and s[0] < right]
        low = max((s[1] for s in inside if s[0] <= left), default=left)
        high = min((s[0] for s in inside if s[0] > left), default=right)
        if high - low > 0.4 * row.pieces[0].size and not any(s[0] > low and s[1] < high for s in inside):
            found.append((low, high))
    return found


def part_count(row: Row, gutters: Sequence[Span]) -> int:
    """In how many of the columns between the gutters a row has words."""
    return len({column_of(span, gutters) for span in _fine(row)})


def column_of(span: Span, gutters: Sequence[Span]) -> int:
    """The column in which a span begins, from 0 at the left."""
    return sum(span[0] >= gutter[1] - 0.5 for gutter in gutters)


def _fine(row: Row) -> list[Span]:
    if row.spread:
        return [(min(line.left for line in row.pieces), max(line.right for line in row.pieces))]
    spans: list[Span] = []
    for line in sorted(row.pieces, key=lambda piece: piece.left):
        ordered = sorted((g for g in line.glyphs if not g.text.isspace()), key=lambda g: g.left)
        widest = max(FINE_GAP * line.size, _OUTSTANDING * _word_gap(ordered, line.size))
        for glyph in ordered:
            if spans and glyph.left - spans[-1][1] <= widest:
                spans[-1] = (spans[-1][0], max(spans[-1][1], glyph.right))
            else:
                spans.append((glyph.left, glyph.right))
    return _without_label(sorted(spans), row)


def _word_gap(ordered: Sequence[Glyph], size: float) -> float:
    """The white between the words of a line where justification widens all of it alike; 0 where it does not."""
    reach = list(accumulate((glyph.right for glyph in ordered), max))
    gaps = [after.left - edge for edge, after in zip(reach, ordered[1:], strict=False)]
    words = sorted(gap for gap in gaps if setting.WORD_GAP * size < gap < _JUSTIFIED * size)
    usual = words[len(words) // 2] if len(words) > _FEWEST_GAPS else 0.0
    return usual if words and words[0] > 0.7 * usual else 0.0


def _without_label(spans: list[Span], row: Row) -> list[Span]:
    """A bullet or number before the words belongs to them: the gap behind it parts no columns."""
    label, words = labels.split(" ".join(line.text for line in row.pieces))
    if label and words and len(spans) > 1:
        nearest = _LABEL_GAP * row.pieces[0].size
        if any("\u0590" <= c <= "\u08ff" for c in words):
            return [*spans[:-2], (spans[-2][0], spans[-1][1])] if spans[-1][0] - spans[-2][1] < nearest else spans
        return [(spans[0][0], spans[1][1]), *spans[2:]] if spans[1][0] - spans[0][1] < nearest else spans
    return spans


def _gaps(spans: Sequence[Span]) -> list[Span]:
    return [(a[1], b[0]) for a, b in pairwise(spans)]


def _meets(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]

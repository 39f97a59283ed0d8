"""A page's lines as strips in reading order: text in one column, columns side by side, and tables."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, pairwise
from statistics import median

from article60.sources.documents import labels
from article60.sources.documents.pdf import lines as setting
from article60.sources.documents.pdf.glyphs import Glyph
from article60.sources.documents.pdf.line_ends import has_room
from article60.sources.documents.pdf.lines import Cells, Line, Span
from article60.sources.documents.pdf.page import PageLines

_LEADER = re.compile(r"(?:[.·…]\s?){4,}")
FINE_GAP = 0.52
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
_ROW_STEP = 1.6  # times the size of the type: single lines so far apart are rows
_WIDER = 1.18  # times the usual distance of lines: the step from one row of a table to the next


@dataclass(slots=True)
class Strip:
    """Lines that are read one after another, or the rows of a table, each a list of cells of lines.

    `column`: which column of its page, from 0. `listed`: each line is said for itself. `cut`: the page ends before a line is
    drawn under the last row.
    """

    lines: list[Line] = field(default_factory=list)
    rows: list[Cells] = field(default_factory=list)
    column: int = 0
    listed: bool = False
    cut: bool = False

    @property
    def top(self) -> float:
        """Upper edge in points, to put strips in order."""
        return min(line.top for line in self.lines or [line for row in self.rows for cell in row for line in cell])


@dataclass(slots=True)
class _Row:
    """The pieces of one baseline; `spread`: justification has set them apart."""

    pieces: list[Line]
    spread: bool = False

    @property
    def baseline(self) -> float:
        """Where the row stands, in points from the top."""
        return self.pieces[0].baseline


def strips(page: PageLines, *, running: bool = False, above: Strip | None = None) -> list[Strip]:
    """Strips of the lines of a page or of one of its columns.

    `running`: it is a column of running text; `above`: what ends the page before, with whose columns a table may go on.
    """
    rows = _rows(page.lines)
    if running and rows:
        _mark_spread(rows, page)
    found: list[Strip] = []
    plain: list[Line] = []
    i = 0
    while i < len(rows):
        end, gutters = _run(rows, i)
        start = _start(rows, i, gutters, page)
        made = None
        if gutters:
            white = _all_white(rows[start:end], gutters)
            further = _further(rows, end, white) if len(white) > len(gutters) else end
            made = _side_by_side(rows[start:further], white, page)
            end = further if made is not None else end
            made = made or _side_by_side(rows[start:end], gutters, page)
        if made is None and i == 0 and above is not None and above.rows:
            end, made = _gone_on(rows, above, page)
        if made is None:
            plain.extend(_whole(rows[i], page))
            i += 1
            continue
        drawn_in = {id(line) for row in rows[start:i] for line in row.pieces}
        plain = [line for line in plain if id(line) not in drawn_in]
        if plain:
            found.append(Strip(lines=plain))
            plain = []
        found.extend(made)
        i = end
    return [*found, Strip(lines=plain)] if plain else found


def _rows(lines: Sequence[Line]) -> list[_Row]:
    rows: dict[int, list[Line]] = {}
    for line in lines:
        rows.setdefault(line.row, []).append(line)
    found: list[_Row] = []
    for row in sorted((_Row(pieces) for pieces in rows.values()), key=lambda row: row.baseline):
        if found and _is_beside(found[-1], row):
            found[-1] = _Row([*found[-1].pieces, *row.pieces])
        else:
            found.append(row)
    return found


def _is_beside(above: _Row, row: _Row) -> bool:
    """Whether a few letters, set in a font with another baseline, stand beside the words of a row."""
    few = min((above, row), key=lambda r: sum(len(piece.text) for piece in r.pieces))
    near = row.baseline - above.baseline < 0.35 * row.pieces[0].size
    apart = all(a.right <= b.left or b.right <= a.left for a in above.pieces for b in row.pieces)
    return near and apart and len(few.pieces) == 1 and len(few.pieces[0].text) <= _FEW_LETTERS


def _mark_spread(rows: Sequence[_Row], page: PageLines) -> None:
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


def _whole(row: _Row, page: PageLines) -> Iterator[Line]:
    """The lines of a row outside tables.

    An entry of a table of contents with its leaders and number is one line, and so are words spread by justification.
    """
    led = len(row.pieces) > 1 and any(_LEADER.search(piece.text) for piece in row.pieces)
    if row.spread or led:
        yield setting.merged(row.pieces, page.setting)
    else:
        yield from row.pieces


def _run(rows: Sequence[_Row], start: int) -> tuple[int, list[Span]]:
    """End of the rows from `start` on that leave the same gaps free, and those gaps."""
    gutters = _gaps(_fine(rows[start]))
    if not gutters:
        return start, []
    end, kept, several, alone = start + 1, gutters, 1, 0
    for i in range(start + 1, len(rows)):
        step = (rows[i].baseline - rows[i - 1].baseline) / rows[i].pieces[0].size
        alone = alone + 1 if step > _APART and {_column(span, gutters) for span in _fine(rows[i])} == {0} else 0
        if step > 4.5 or alone > _MOST_ALONE:
            break
        left = _narrowed(gutters, rows[i])
        if not left:
            break
        gutters = left
        if _parts(rows[i], gutters) > 1:
            several += 1
            end, kept = i + 1, gutters
        elif i - end > 8:
            break
    return (_tail(rows, end, kept), kept) if several >= 2 else (start, [])


def _further(rows: Sequence[_Row], end: int, gutters: Sequence[Span]) -> int:
    """End of the rows behind a run that have several parts between its gutters, where not all of them had shown before."""
    while end < len(rows) and _parts(rows[end], gutters) > 1 and len(_narrowed(gutters, rows[end])) == len(gutters):
        if rows[end].baseline - rows[end - 1].baseline > 4.5 * rows[end].pieces[0].size:
            break
        end += 1
    return _tail(rows, end, gutters)


def _gone_on(rows: Sequence[_Row], above: Strip, page: PageLines) -> tuple[int, list[Strip] | None]:
    """The first few rows of a page that stand in the columns of the table that ends the page before, and their number."""
    columns = [[line for row in above.rows for line in row[k]] for k in range(len(above.rows[0]))]
    edges = sorted((min(n.left for n in lines), max(n.right for n in lines)) for lines in columns if lines)
    gutters = [(a[1], b[0]) for a, b in pairwise(edges)]
    if len(edges) < len(columns) or not gutters or any(b <= a for a, b in gutters):
        return 0, None
    end = 0
    for i, row in enumerate(rows):
        near = i == 0 or row.baseline - rows[i - 1].baseline < 4.5 * row.pieces[0].size
        if not near or len(_narrowed(gutters, row)) < len(gutters):
            break
        end = i + 1 if _parts(row, gutters) > 1 else end
    if not end:
        return 0, None
    end = _tail(rows, end, gutters)
    made = meant_rows([_cells(row, gutters, page) for row in rows[:end]], page)
    return end, [Strip(rows=[row[::-1] for row in made] if page.right_to_left else made)]


def _all_white(rows: Sequence[_Row], gutters: Sequence[Span]) -> list[Span]:
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


def _meets(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _start(rows: Sequence[_Row], start: int, gutters: Sequence[Span], page: PageLines) -> int:
    """First row, from `start` upwards, of a further column that begins higher than the first one."""
    while gutters and start > 0:
        row, step = rows[start - 1], rows[start].baseline - rows[start - 1].baseline
        columns = {_column(span, gutters) for span in _fine(row)}
        first = len(gutters) if page.right_to_left else 0
        if step > 1.6 * row.pieces[0].size or first in columns or not _narrowed(gutters, row):
            break
        start -= 1
    return start


def _tail(rows: Sequence[_Row], end: int, gutters: Sequence[Span]) -> int:
    """Further rows that go on within one column, at the usual distance of lines; in the first one only in mid-sentence.

    So too the last line of a page that stands in a further column: the rest of its row is on the next page.
    """
    while end < len(rows):
        step = rows[end].baseline - rows[end - 1].baseline
        if _parts(rows[end], gutters) > 1 or not _narrowed(gutters, rows[end]):
            break
        further = rows[end].pieces[0].left >= gutters[0][1] - 0.5
        widest = _LAST_STEP if further and end == len(rows) - 1 else 1.35
        if step > widest * rows[end].pieces[0].size or (not further and rows[end].pieces[0].text[:1].isupper()):
            break
        end += 1
    return end


def _fine(row: _Row) -> list[Span]:
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


def _without_label(spans: list[Span], row: _Row) -> list[Span]:
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


def _narrowed(gutters: Sequence[Span], row: _Row) -> list[Span]:
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


def _parts(row: _Row, gutters: Sequence[Span]) -> int:
    return len({_column(span, gutters) for span in _fine(row)})


def _column(span: Span, gutters: Sequence[Span]) -> int:
    return sum(span[0] >= gutter[1] - 0.5 for gutter in gutters)


def _side_by_side(rows: Sequence[_Row], gutters: Sequence[Span], page: PageLines) -> list[Strip] | None:
    """Columns of text or a table; None where neither is meant (chance gaps in justified text, a table of contents)."""
    grid = [_cells(row, gutters, page) for row in rows]
    several = [cells for cells in grid if sum(bool(c) for c in cells) > 1]
    if any(_LEADER.search(line.text) for cells in grid for cell in cells for line in cell) or _numbers_only(grid, page):
        return None
    prose = len(gutters) == 1 and _is_prose(grid)
    parting = 1 if prose else _parting(grid)
    if parting is not None:
        sides = [[line for cells in grid for cell in part(cells, parting) for line in cell] for part in (_before, _behind)]
        ordered = sides[::-1] if page.right_to_left else sides
        return [strip for side in ordered for strip in strips(replace(page, lines=side))]
    if len(several) < FEWEST_ROWS or not _aligned(several, gutters):
        return None
    made = meant_rows(grid, page)
    return [Strip(rows=[row[::-1] for row in made] if page.right_to_left else made)]


def _before(cells: Cells, column: int) -> Cells:
    return cells[:column]


def _behind(cells: Cells, column: int) -> Cells:
    return cells[column:]


def _parting(grid: Sequence[Cells]) -> int | None:
    """First column of what stands beside the rest without sharing its baselines: no row of a table does so."""
    shared: dict[int, float] = {}
    for column in range(1, len(grid[0])):
        left = [any(cells[:column]) for cells in grid]
        right = [any(cells[column:]) for cells in grid]
        fewer = min(sum(left), sum(right))
        if fewer >= 4:
            shared[column] = sum(a and b for a, b in zip(left, right, strict=True)) / fewer
    least = min(shared, key=lambda column: shared[column], default=None)
    return least if least is not None and shared[least] < 0.6 else None


def _cells(row: _Row, gutters: Sequence[Span], page: PageLines) -> Cells:
    cells: Cells = [[] for _ in range(len(gutters) + 1)]
    for line in row.pieces:
        for piece in setting.cut(line, FINE_GAP, page.setting):
            cells[_column((piece.left, piece.right), gutters)].append(piece)
    return [[setting.merged(cell, page.setting)] if cell else [] for cell in cells]


def _numbers_only(grid: Sequence[Cells], page: PageLines) -> bool:
    """Two columns of which the outer one holds nothing but page numbers: entries of a table of contents."""
    last = [cells[0 if page.right_to_left else -1] for cells in grid]
    texts = [line.text.translate(labels.EUROPEAN) for cell in last for line in cell]
    return len(grid[0]) == 2 and all(text.isdigit() and len(text) < 4 for text in texts[1:]) and len(texts) > 1


def _is_prose(grid: Sequence[Cells]) -> bool:
    """Both columns are running text: of one width, many lines begin in mid-sentence, and no wider step parts rows."""
    columns = [[line for cells in grid for line in cells[k]] for k in (0, 1)]
    if min(len(column) for column in columns) < 5:
        return False
    widths = [max(line.width for line in column) for column in columns]
    filled = [median(line.width for line in column) > 0.8 * width for column, width in zip(columns, widths, strict=True)]
    running = [sum(not line.text[:1].isupper() for line in column) > 0.3 * len(column) for column in columns]
    return all(running) and 0.6 < widths[0] / max(1.0, widths[1]) < 1.67 and (all(filled) or not _spaced(grid))


def _spaced(grid: Sequence[Cells]) -> bool:
    """Whether some rows stand further apart than others."""
    steps = _steps(grid)
    return any(step > _WIDER * min(steps) for step in steps)


def _steps(grid: Sequence[Cells]) -> list[float]:
    firsts = [next(line for cell in cells for line in cell) for cells in grid]
    return [b.baseline - a.baseline for a, b in pairwise(firsts)]


def _aligned(several: Sequence[Cells], gutters: Sequence[Span]) -> bool:
    """Whether the cells of every column begin, or end, under one another."""
    for k in range(len(gutters) + 1):
        cells = [row[k][0] for row in several if row[k]]
        edges = ([c.left for c in cells], [c.right for c in cells], [(c.left + c.right) / 2 for c in cells])
        if not any(sum(abs(e - median(side)) < 2.5 for e in side) >= 0.7 * len(cells) for side in edges if side):
            return False
    return True


def spaced_rows(printed: Sequence[Cells]) -> list[Cells]:
    """Printed rows, each a list of cells, joined to rows that wider steps part; one row where no step is wider."""
    steps = _steps(printed)
    return _joined(printed, [step > _WIDER * min(steps) for step in steps])


def meant_rows(printed: Sequence[Cells], page: PageLines) -> list[Cells]:
    """Printed rows joined to the rows that are meant: a wider step, or else a new beginning in the first column, parts them."""
    steps = _steps(printed)
    first = -1 if page.right_to_left else 0
    size = next(line.size for cells in printed for cell in cells for line in cell)
    if min(steps, default=0.0) > _ROW_STEP * size:
        return _joined(printed, [True] * len(steps))
    if not _spaced(printed):
        return _joined(printed, _new_beginnings([cells[first] for cells in printed], page))
    wide = [step > _WIDER * min(steps) for step in steps]
    between = [step for step, cells, is_wide in zip(steps, printed[1:], wide, strict=True) if is_wide and cells[first]]
    least = 0.9 * min(between, default=0.0)
    rows = zip(wide, steps, pairwise(printed), strict=True)
    return _joined(printed, [w and (bool(below[first]) or s >= least or _look(a) != _look(below)) for w, s, (a, below) in rows])


def _look(cells: Cells) -> tuple[bool, bool]:
    """Whether all words of a printed row are bold, and whether all are slanted."""
    lines = [line for cell in cells for line in cell]
    return all(line.bold for line in lines), all(line.italic for line in lines)


def _new_beginnings(cells: Sequence[list[Line]], page: PageLines) -> list[bool]:
    """For all but the first of a column's cells, whether words begin there that do not go on from the cell above."""
    edge = max((page.end_of(line) for cell in cells for line in cell), default=0.0)
    found, above = [], next(iter(cells[0]), None)
    for cell in cells[1:]:
        goes_on = (
            bool(cell) and above is not None and (cell[0].text[:1].islower() or not has_room(above, cell[0], page, edge=edge))
        )
        found.append(bool(cell) and not goes_on)
        above = cell[-1] if cell else None
    return found


def _joined(printed: Sequence[Cells], begins: Sequence[bool]) -> list[Cells]:
    found: list[Cells] = []
    for cells, is_new in zip(printed, [True, *begins], strict=True):
        if is_new:
            found.append([list(cell) for cell in cells])
        else:
            for cell, more in zip(found[-1], cells, strict=True):
                cell.extend(more)
    return found

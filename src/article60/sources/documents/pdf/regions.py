"""A page's lines as strips in reading order: text in one column, columns side by side, and tables."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from article60.sources.documents import labels
from article60.sources.documents.pdf import lines as setting
from article60.sources.documents.pdf.gutters import (
    FEWEST_ROWS,
    FINE_GAP,
    FURTHEST,
    Row,
    all_white,
    column_of,
    first_row,
    mark_spread,
    narrowed,
    part_count,
    rows_of,
    run_from,
    with_further,
    with_tail,
)
from article60.sources.documents.pdf.lines import Cells, Line, Span
from article60.sources.documents.pdf.page import PageLines
from article60.sources.documents.pdf.table_rows import is_spaced, meant_rows

_LEADER = re.compile(r"(?:[.·…]\s?){4,}")


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


def strips(page: PageLines, *, running: bool = False, above: Strip | None = None) -> list[Strip]:
    """Strips of the lines of a page or of one of its columns.

    `running`: it is a column of running text; `above`: what ends the page before, with whose columns a table may go on.
    """
    rows = rows_of(page.lines)
    if running and rows:
        mark_spread(rows, page)
    found: list[Strip] = []
    plain: list[Line] = []
    i = 0
    while i < len(rows):
        end, gutters = run_from(rows, i)
        start = first_row(rows, i, gutters, page)
        made = None
        if gutters:
            white = all_white(rows[start:end], gutters)
            further = with_further(rows, end, white) if len(white) > len(gutters) else end
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


def _whole(row: Row, page: PageLines) -> Iterator[Line]:
    """The lines of a row outside tables.

    An entry of a table of contents with its leaders and number is one line, and so are words spread by justification.
    """
    led = len(row.pieces) > 1 and any(_LEADER.search(piece.text) for piece in row.pieces)
    if row.spread or led:
        yield setting.merged(row.pieces, page.setting)
    else:
        yield from row.pieces


def _gone_on(rows: Sequence[Row], above: Strip, page: PageLines) -> tuple[int, list[Strip] | None]:
    """The first few rows of a page that stand in the columns of the table that ends the page before, and their number."""
    columns = [[line for row in above.rows for line in row[k]] for k in range(len(above.rows[0]))]
    edges = sorted((min(n.left for n in lines), max(n.right for n in lines)) for lines in columns if lines)
    gutters = [(a[1], b[0]) for a, b in pairwise(edges)]
    if len(edges) < len(columns) or not gutters or any(b <= a for a, b in gutters):
        return 0, None
    end = 0
    for i, row in enumerate(rows):
        near = i == 0 or row.baseline - rows[i - 1].baseline < FURTHEST * row.pieces[0].size
        if not near or len(narrowed(gutters, row)) < len(gutters):
            break
        end = i + 1 if part_count(row, gutters) > 1 else end
    if not end:
        return 0, None
    end = with_tail(rows, end, gutters)
    made = meant_rows([_cells(row, gutters, page) for row in rows[:end]], page)
    return end, [Strip(rows=[row[::-1] for row in made] if page.right_to_left else made)]


def _side_by_side(rows: Sequence[Row], gutters: Sequence[Span], page: PageLines) -> list[Strip] | None:
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


def _cells(row: Row, gutters: Sequence[Span], page: PageLines) -> Cells:
    cells: Cells = [[] for _ in range(len(gutters) + 1)]
    for line in row.pieces:
        for piece in setting.cut(line, FINE_GAP, page.setting):
            cells[column_of((piece.left, piece.right), gutters)].append(piece)
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
    return all(running) and 0.6 < widths[0] / max(1.0, widths[1]) < 1.67 and (all(filled) or not is_spaced(grid))


def _aligned(several: Sequence[Cells], gutters: Sequence[Span]) -> bool:
    """Whether the cells of every column begin, or end, under one another."""
    for k in range(len(gutters) + 1):
        cells = [row[k][0] for row in several if row[k]]
        edges = ([c.left for c in cells], [c.right for c in cells], [(c.left + c.right) / 2 for c in cells])
        if not any(sum(abs(e - median(side)) < 2.5 for e in side) >= 0.7 * len(cells) for side in edges if side):
            return False
    return True

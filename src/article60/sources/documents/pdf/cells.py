"""The words of a page in the cells of a table whose columns and rows are known."""

from collections.abc import Sequence
from dataclasses import dataclass

from article60.sources.documents.pdf import lines as setting
from article60.sources.documents.pdf.bars import Bar
from article60.sources.documents.pdf.gutters import FINE_GAP
from article60.sources.documents.pdf.lines import Cells, Line
from article60.sources.documents.pdf.page import PageLines
from article60.sources.documents.pdf.table_rows import spaced_rows

_LEVEL = 6.0  # points


@dataclass(frozen=True, slots=True)
class Grid:
    """Edges of the columns and rows of a table, in points, and the lines drawn between its rows."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    bars: tuple[Bar, ...] = ()

    def is_parted(self, row: int, column: int) -> bool:
        """Whether a line is drawn between a cell and the one above it; else both are one."""
        left, right = self.columns[column : column + 2]
        near = [bar for bar in self.bars if abs(bar.middle - self.rows[row]) <= _LEVEL]
        return not near or any(bar.covers(left, right) for bar in near)


def filled(lines: Sequence[Line], grid: Grid, page: PageLines) -> list[Cells]:
    """Rows from top to bottom that hold words, each with its cells in reading direction.

    Words in a cell that goes on over several rows stand in the first of them.
    """
    bands: list[list[Line]] = [[] for _ in grid.rows[1:]]
    for line in lines:
        bands[sum((line.top + line.bottom) / 2 >= edge for edge in grid.rows[1:-1])].append(line)
    found: list[Cells] = []
    for number, band in enumerate(bands):
        for row in _rows(band, grid, page):
            if number and found and row is not None:
                _move_up(row, found[-1], number, grid)
            if any(row):
                found.append(row)
    return [row[::-1] for row in found] if page.right_to_left else found


def _move_up(row: Cells, above: Cells, number: int, grid: Grid) -> None:
    for column, cell in enumerate(row):
        if cell and not grid.is_parted(number, column):
            above[column].extend(cell)
            row[column] = []


def _rows(band: Sequence[Line], grid: Grid, page: PageLines) -> list[Cells]:
    """The row between two lines; several where no line parts them but wide steps do, and each begins with a first cell."""
    ordered = printed(band, grid, page)
    whole = [[line for row in ordered for line in row[column]] for column in range(len(grid.columns) - 1)]
    parts = spaced_rows(ordered)
    first = -1 if page.right_to_left else 0
    if len(parts) > 1 and all(part[first] and sum(map(bool, part)) > 1 for part in parts):
        return parts
    return [whole]


def printed(band: Sequence[Line], grid: Grid, page: PageLines) -> list[Cells]:
    """The rows of print in a band of a table, each with its cells from left to right."""
    found: dict[int, Cells] = {}
    for line in band:
        row = found.setdefault(line.row, [[] for _ in grid.columns[1:]])
        for column, pieces in _pieces(line, grid, page).items():
            row[column].append(setting.merged(pieces, page.setting))
    return [found[row] for row in sorted(found)]


def _pieces(line: Line, grid: Grid, page: PageLines) -> dict[int, list[Line]]:
    """A line by the columns in which it stands; cut only where it runs over an edge between them."""
    edges = grid.columns[1:-1]
    crossing = any(line.left + 2 < edge < line.right - 2 for edge in edges)
    found: dict[int, list[Line]] = {}
    for piece in setting.cut(line, FINE_GAP, page.setting) if crossing else [line]:
        start = piece.right - 1 if page.right_to_left else piece.left + 1
        found.setdefault(sum(start >= edge for edge in edges), []).append(piece)
    return found

"""Tables drawn with ruling lines: the grid of rows and columns that the lines make, and the words in its cells."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from article60.sources.documents.pdf.glyphs import Rule
from article60.sources.documents.pdf.lines import Line
from article60.sources.documents.pdf.page import PageLines
from article60.sources.documents.pdf.regions import Strip

_TOUCH = 3.0
# More lines than this on one page are a map or a chart, not a table.
_MOST_RULES = 2000


@dataclass(frozen=True, slots=True)
class Grid:
    """Edges of the columns and rows of a drawn table, in points."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]


def tables(page: PageLines) -> list[tuple[Strip, list[Line]]]:
    """The drawn tables of a page, each with the lines that it took."""
    found = []
    for grid in _grids(page.rules) if len(page.rules) <= _MOST_RULES else []:
        inside = [line for line in page.lines if _is_inside(line, grid)]
        strip = Strip(rows=_filled(inside, grid, page))
        if sum(1 for row in strip.rows if sum(bool(cell) for cell in row) > 1) > 0:
            found.append((strip, inside))
    return found


def _grids(rules: Sequence[Rule]) -> list[Grid]:
    found = []
    for group in _touching(rules):
        columns = _edges((r.left + r.right) / 2 for r in group if not r.horizontal)
        rows = _edges((r.top + r.bottom) / 2 for r in group if r.horizontal)
        if len(columns) >= 2 and len(rows) >= 2:
            found.append(Grid(*_closed(columns, rows, group)))
    return found


def _closed(columns: list[float], rows: list[float], group: Sequence[Rule]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """The edges, with outer ones where the table is drawn open at its sides."""
    left, right = min(r.left for r in group), max(r.right for r in group)
    columns = ([left] if columns[0] - left > 10 else []) + columns + ([right] if right - columns[-1] > 10 else [])
    return tuple(columns), tuple(rows)


def _touching(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Rules in groups that hang together; going down the page, only groups that still reach this far are looked at."""
    done: list[list[Rule]] = []
    open_groups: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda r: (r.top, r.left)):
        reaching = [g for g in open_groups if max(r.bottom for r in g) + _TOUCH >= rule.top]
        done.extend(g for g in open_groups if not any(g is r for r in reaching))
        near = [g for g in reaching if any(_meet(rule, other) for other in reversed(g))]
        open_groups = [g for g in reaching if not any(g is n for n in near)]
        open_groups.append([*(r for g in near for r in g), rule])
    return done + open_groups


def _meet(a: Rule, b: Rule) -> bool:
    across = a.left <= b.right + _TOUCH and b.left <= a.right + _TOUCH
    return across and a.top <= b.bottom + _TOUCH and b.top <= a.bottom + _TOUCH


def _edges(places: Iterable[float]) -> list[float]:
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > 2 * _TOUCH:
            found.append(place)
    return found


def _is_inside(line: Line, grid: Grid) -> bool:
    middle, height = (line.left + line.right) / 2, (line.top + line.bottom) / 2
    return grid.columns[0] - 2 < middle < grid.columns[-1] + 2 and grid.rows[0] < height < grid.rows[-1]


def _filled(inside: Sequence[Line], grid: Grid, page: PageLines) -> list[list[list[Line]]]:
    cells: list[list[list[Line]]] = [[[] for _ in grid.columns[1:]] for _ in grid.rows[1:]]
    for line in inside:
        row = sum((line.top + line.bottom) / 2 >= edge for edge in grid.rows[1:-1])
        column = sum(line.left + 1 >= edge for edge in grid.columns[1:-1])
        cells[row][column].append(line)
    rows = [row for row in cells if any(row)]
    return [row[::-1] for row in rows] if page.right_to_left else rows

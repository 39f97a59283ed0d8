"""Tables drawn with ruling lines: the grid of rows and columns that the lines make, and the words in its cells."""

from collections.abc import Iterable, Sequence

from article60.sources.documents.pdf import barred
from article60.sources.documents.pdf.bars import bars, joints
from article60.sources.documents.pdf.cells import Grid, filled
from article60.sources.documents.pdf.glyphs import Rule
from article60.sources.documents.pdf.lines import Line
from article60.sources.documents.pdf.page import PageLines
from article60.sources.documents.pdf.regions import Strip

_TOUCH = 3.0
# More lines than this on one page are a map or a chart, not a table.
_MOST_RULES = 2000


def tables(page: PageLines) -> list[tuple[Strip, list[Line]]]:
    """The drawn tables of a page, each with the lines that it took."""
    if len(page.rules) > _MOST_RULES:
        return []
    found: list[tuple[Strip, list[Line]]] = []
    rest, free = list(page.lines), []
    for group in _touching(page.rules):
        grid = _grid(group)
        inside = [line for line in rest if _is_inside(line, grid)] if grid is not None else []
        strip = Strip(rows=filled(inside, grid, page)) if grid is not None else Strip()
        walls = len(_edges(rule.left for rule in group if not rule.horizontal))
        if sum(sum(bool(cell) for cell in row) > 1 for row in strip.rows) >= (1 if walls > 1 else 2):
            found.append((strip, inside))
            away = {id(line) for line in inside}
            rest = [line for line in rest if id(line) not in away]
        else:
            free.extend(group)
    return found + barred.tables(page, rest, bars(free))


def _grid(group: Sequence[Rule]) -> Grid | None:
    """The grid that touching lines make; None where they enclose no cells."""
    upright = [r for r in group if not r.horizontal]
    drawn = bars(group)
    rows = _edges((r.top + r.bottom) / 2 for r in group if r.horizontal)
    if not upright or len(rows) < 2:
        return None
    columns = _edges([*((r.left + r.right) / 2 for r in upright), *joints(drawn)])
    columns = _closed(columns, min(r.left for r in group), max(r.right for r in group))
    rows = _closed(rows, min(r.top for r in upright), max(r.bottom for r in upright))
    return Grid(tuple(columns), tuple(rows), tuple(drawn)) if len(columns) > 2 or len(rows) > 2 else None


def _closed(edges: list[float], first: float, last: float) -> list[float]:
    """The edges, with outer ones where the table is drawn open at its sides or cut off by the page."""
    return ([first] if edges[0] - first > 10 else []) + edges + ([last] if last - edges[-1] > 10 else [])


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

"""Printed rows of a table joined to the rows that are meant: by wider steps, or by where words begin anew."""

from collections.abc import Sequence
from itertools import pairwise

from article60.sources.documents.pdf.line_ends import has_room
from article60.sources.documents.pdf.lines import Cells, Line
from article60.sources.documents.pdf.page import PageLines

_ROW_STEP = 1.6  # times the size of the type: single lines so far apart are rows
_WIDER = 1.18  # times the usual distance of lines: the step from one row of a table to the next


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
    if not is_spaced(printed):
        return _joined(printed, _new_beginnings([cells[first] for cells in printed], page))
    wide = [step > _WIDER * min(steps) for step in steps]
    between = [step for step, cells, is_wide in zip(steps, printed[1:], wide, strict=True) if is_wide and cells[first]]
    least = 0.9 * min(between, default=0.0)
    rows = zip(wide, steps, pairwise(printed), strict=True)
    return _joined(printed, [w and (bool(below[first]) or s >= least or _look(a) != _look(below)) for w, s, (a, below) in rows])


def is_spaced(grid: Sequence[Cells]) -> bool:
    """Whether some printed rows stand further apart than others."""
    steps = _steps(grid)
    return any(step > _WIDER * min(steps) for step in steps)


def _steps(grid: Sequence[Cells]) -> list[float]:
    firsts = [next(line for cell in cells for line in cell) for cells in grid]
    return [b.baseline - a.baseline for a, b in pairwise(firsts)]


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

"""Tables drawn with horizontal lines only: each band between two of them is a row, parted where white runs through all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from statistics import median

from article60.sources.documents import labels
from article60.sources.documents.pdf import columns
from article60.sources.documents.pdf import lines as setting
from article60.sources.documents.pdf.bars import Bar, joints
from article60.sources.documents.pdf.cells import Grid, filled, printed
from article60.sources.documents.pdf.gutters import FINE_GAP
from article60.sources.documents.pdf.lines import Line, Span
from article60.sources.documents.pdf.page import PageLines
from article60.sources.documents.pdf.regions import Strip
from article60.sources.documents.pdf.table_rows import meant_rows

_LEVEL = 3.0  # points
_NARROWEST = 0.6  # times the size of the type: white between two columns
_NEXT = 1.7  # times the size of the type: the widest step from one line of a row to its next
_FEWEST_IN_COLUMNS = 16  # lines between two drawn lines that may be columns of text
_END = float("inf")
_HEAD, _HEAD_ROWS = 0.25, 4  # the head of a cover stands between lines too, so high on the first page and of fewer rows


@dataclass(slots=True)
class _Band:
    """What stands between two drawn lines, or between one and the edge of the page: heights in points, lines of words."""

    top: float
    bottom: float
    lines: list[Line]


def tables(page: PageLines, lines: Sequence[Line], bars: Sequence[Bar]) -> list[tuple[Strip, list[Line]]]:
    """The tables that horizontal lines draw, each with the lines of words that it took."""
    found: list[tuple[Strip, list[Line]]] = []
    taken: set[int] = set()
    for stack in _stacks(bars, lines, page):
        rest = [line for line in lines if id(line) not in taken]
        for strip, inside in _tables(stack, rest, page):
            found.append((strip, inside))
            taken.update(id(line) for line in inside)
    return found


def _stacks(bars: Sequence[Bar], lines: Sequence[Line], page: PageLines) -> list[list[Bar]]:
    """Bars one below another within one stretch of the page; lines under words are left out."""
    underlined = [line for line in lines if line.underlined]
    found: list[list[Bar]] = []
    for bar in bars:
        if any(abs(line.left - bar.left) < line.size and 0 < bar.top - line.top < 2 * line.size for line in underlined):
            continue
        home = next((s for s in found if s[0].left - _LEVEL <= bar.left and bar.right <= s[0].right + _LEVEL), None)
        if home is not None:
            home.append(bar)
        elif bar.right - bar.left > 0.3 * page.width:
            found.append([bar])
    return [stack for stack in found if len(stack) > 1]


def _tables(stack: Sequence[Bar], lines: Sequence[Line], page: PageLines) -> Iterator[tuple[Strip, list[Line]]]:
    stretch = stack[0].left, stack[0].right
    inside = [line for line in lines if stretch[0] - 2 <= (line.left + line.right) / 2 <= stretch[1] + 2]
    edges_drawn = joints(stack)
    tabular = groupby(_bands(stack, inside, page), key=lambda band: _is_tabular(band, stretch, page, edges_drawn))
    for run in (list(bands) for is_tabular, bands in tabular if is_tabular):
        edges = edges_drawn or _white(run, page)
        if not edges:
            continue
        run = [band for band in run if (band.top > 0 and band.bottom < _END) or _is_cut_off(band, edges, page)]
        run = _without_captions(run, edges)
        if not run or (page.index == 0 and len(run) < _HEAD_ROWS and run[0].top < _HEAD * page.height):
            continue
        grid = Grid((stretch[0], *edges, stretch[1]), (run[0].top, *(band.bottom for band in run)), tuple(stack))
        taken = [line for band in run for line in band.lines]
        rows = filled(taken, grid, page)
        several = sum(sum(map(bool, row)) > 1 for row in rows)
        short = len(rows) > 1 and _is_one_row(run[-1], grid, page)
        if several > 2 or (short and several > (0 if edges_drawn else 1) and len(edges) > (0 if edges_drawn else 1)):
            yield Strip(rows=rows, cut=run[-1].bottom == _END), taken


def _without_captions(run: list[_Band], edges: Sequence[float]) -> list[_Band]:
    """The bands from the first to the last one whose words keep to the columns: a caption above a table runs over them."""
    kept = [i for i, band in enumerate(run) if not any(n.left < e - 2 and n.right > e + 2 for n in band.lines for e in edges)]
    kept += [i for i, band in enumerate(run) if len({_column(n, edges) for n in band.lines}) > 1]
    return run[min(kept) : max(kept) + 1] if kept else []


def _column(line: Line, edges: Sequence[float]) -> int:
    return sum(line.left + 1 >= edge for edge in edges)


def _bands(stack: Sequence[Bar], inside: Sequence[Line], page: PageLines) -> list[_Band]:
    """The bands between bars that hold words, and those that the edges of the page cut off."""
    levels = [0.0]
    for bar in stack:
        if bar.middle - levels[-1] > _LEVEL:
            levels.append(bar.middle)
    bands = [_Band(a, b, []) for a, b in pairwise([*levels, _END])]
    for line in inside:
        middle = (line.top + line.bottom) / 2
        next(band for band in bands if middle < band.bottom).lines.append(line)
    return [band for band in bands if band.lines]


def _is_tabular(band: _Band, stretch: Span, page: PageLines, edges: Sequence[float]) -> bool:
    """Whether a band is no running text: hardly a line fills the stretch, and it is not set in columns."""
    wide = 0.7 * (stretch[1] - stretch[0])
    full = [line for line in band.lines if line.right - line.left > wide and len(_spans([line], page)) < 2]
    if len(full) > 1 or (full and len(band.lines) > 2):
        return False
    return bool(edges) or len(band.lines) < _FEWEST_IN_COLUMNS or len(columns.blocks(replace(page, index=1), band.lines)) == 1


def _spans(lines: Sequence[Line], page: PageLines) -> list[Span]:
    """Stretches that words of the lines cover, from left to right."""
    found: list[Span] = []
    pieces = [piece for line in lines for piece in setting.cut(line, FINE_GAP, page.setting)]
    for left, right in sorted((piece.left, piece.right) for piece in pieces):
        if found and left <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], right))
        else:
            found.append((left, right))
    return found


def _white(bands: Sequence[_Band], page: PageLines) -> list[float]:
    """Middles of the white that runs through all bands, or all but a few of many; the white behind list labels is none."""
    size = median(line.size for band in bands for line in band.lines)
    spans = [_spans(band.lines, page) for band in bands]
    few = len(bands) // 6
    places = sorted({edge for covered in spans for span in covered for edge in span})
    crowded = [
        (a, b) for a, b in pairwise(places) if sum(any(left < b and a < right for left, right in s) for s in spans) > few
    ]
    gaps = [(a[1], b[0]) for a, b in pairwise(crowded) if b[0] - a[1] > _NARROWEST * size]
    found: list[float] = []
    for gap in gaps:
        before = [s for covered in spans for s in covered if s[1] <= gap[0] + 1 and s[0] >= (found[-1] if found else 0)]
        if max((right - left for left, right in before), default=0) > 1.5 * size or not _only_labels(bands, gap, page):
            found.append((gap[0] + gap[1]) / 2)
    return found


def _only_labels(bands: Sequence[_Band], gap: Span, page: PageLines) -> bool:
    lines = [piece for band in bands for n in band.lines for piece in setting.cut(n, FINE_GAP, page.setting)]
    beside = [n for n in lines if (n.left >= gap[1] - 1 if page.right_to_left else n.right <= gap[0] + 1)]
    return all(labels.is_label(line.text) for line in beside)


def _is_cut_off(band: _Band, edges: Sequence[float], page: PageLines) -> bool:
    """Whether a band without a line above or below it is part of a row that the edge of the page cuts off."""
    ordered = sorted(page.lines, key=lambda line: line.top)
    outer = ordered[-1] if band.bottom == _END else ordered[0]
    if not any(line is outer for line in band.lines):
        return False
    levels = sorted({line.baseline for line in band.lines} | ({band.top} if band.bottom == _END else {band.bottom}))
    near = all(b - a < _NEXT * band.lines[0].size for a, b in pairwise(levels))
    first = page.right_to_left
    return near and any((line.right < edges[-1] if first else line.left > edges[0]) for line in band.lines)


def _is_one_row(band: _Band, grid: Grid, page: PageLines) -> bool:
    """Whether a band holds no rows that no lines part."""
    return len(meant_rows(printed(band.lines, grid, page), page)) == 1

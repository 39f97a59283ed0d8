"""Columns of text side by side: where a page is set in them, and which lines stand in which, in reading order."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from article60.sources.documents import labels
from article60.sources.documents.pdf import lines as setting
from article60.sources.documents.pdf.lines import Line
from article60.sources.documents.pdf.page import PageLines

GUTTER = 0.9  # times the size of the type: the narrowest white between columns
APART = 1.12  # times the usual distance of lines: a wider step parts paragraphs or rows
FEWEST_LINES = 3
# So many sizes of type without words are no part of a column.
_HOLE = 4.5
# Columns part well inside the page; the head of a cover begins in its upper quarter.
_INSIDE, _COVER = (0.2, 0.85), 0.25
_EDGE_STEP, _MOST_PLACES = 4.0, 6  # points; places that are tried
_MOST_IN_HEAD, _LEAST_EVEN, _MOST_TABULAR = 8, 0.4, 0.7
_ROWS_APART = 1.75  # times the size of the type: single lines so far apart are rows
_UNBROKEN = 2.2  # times the usual distance of lines: the widest step from paragraph to paragraph
_PLAIN, _COLUMNS, _MASTHEAD = "plain", "columns", "masthead"


@dataclass(slots=True)
class _Run:
    """Lines, top to bottom, that leave one place free; each as what stands before that place and what stands behind it."""

    whole: list[Line] = field(default_factory=list)
    pairs: list[tuple[Line | None, Line | None]] = field(default_factory=list)

    @property
    def sides(self) -> tuple[list[Line], list[Line]]:
        """The lines to the left and to the right."""
        return [a for a, _ in self.pairs if a is not None], [b for _, b in self.pairs if b is not None]


@dataclass(frozen=True, slots=True)
class Block:
    """Lines to be read one after another, and which column they are, from 0.

    `running`: they are a column of running text; `listed`: each is said for itself, as symbol, distribution and date are.
    """

    lines: list[Line]
    column: int = 0
    running: bool = False
    listed: bool = False


def blocks(page: PageLines, lines: Sequence[Line]) -> list[Block]:
    """The lines in blocks to be read in turn: those over the whole width, then each column, and so on down the page.

    One block where no columns are found; a table is no columns.
    """
    ordered = sorted(lines, key=lambda line: (line.row, page.start_of(line)))
    _, best = _best(page, ordered)
    return list(_in_order(best, page)) if best else [Block(ordered)]


def find_gutters(pages: Sequence[PageLines]) -> None:
    """Tell every page where most of the pages that are set in columns are parted.

    So a few last lines in columns are seen to be such.
    """
    found: Counter[float] = Counter()
    for page in pages:
        place, runs = _best(page, sorted(page.lines, key=lambda line: (line.row, page.start_of(line))))
        if any(form == _COLUMNS for _, form in runs):
            found[place] += 1
    for page in pages:
        page.gutter = found.most_common(1)[0][0] if found else None


def _best(page: PageLines, ordered: Sequence[Line]) -> tuple[float, list[tuple[_Run, str]]]:
    """The place that parts most lines most evenly, and the runs of lines with their forms; none where nothing is parted."""
    places = [page.gutter] if page.gutter is not None else []
    if len(ordered) >= 2 * FEWEST_LINES:
        places += _places(page, ordered)
    best: tuple[float, list[tuple[_Run, str]]] = (0.0, [])
    most = 0.0
    for place in places:
        runs = [(part, _form(part, page)) for part in _parts(list(_runs(ordered, place, page)), page)]
        covered = sum(len(run.whole) * _evenness(run) for run, form in runs if form != _PLAIN)
        if covered > most:
            best, most = (place, runs), covered
    return best


def _evenness(run: _Run) -> float:
    """Share of the wider side that the narrower one is wide."""
    narrow, wide = sorted(max(n.right for n in side) - min(n.left for n in side) for side in run.sides)
    return narrow / wide


def _in_order(runs: Sequence[tuple[_Run, str]], page: PageLines) -> Iterator[Block]:
    plain: list[Line] = []
    for run, form in runs:
        if form == _PLAIN:
            plain.extend(run.whole)
            continue
        if plain:
            yield Block(plain)
            plain = []
        left, right = run.sides
        first, second = (right, left) if page.right_to_left else (left, right)
        if form == _MASTHEAD:
            yield from (Block(first), Block(second, column=1, listed=True))
        else:
            inside = replace(page, index=max(1, page.index), gutter=None)
            yield from (replace(block, running=True) for block in blocks(inside, first))
            yield from (replace(block, running=True, column=block.column + 1) for block in blocks(inside, second))
    if plain:
        yield Block(plain)


def _places(page: PageLines, lines: Sequence[Line]) -> list[float]:
    """Places just before edges, well inside the page, at which several lines begin."""
    size = median(line.size for line in lines)
    first, last = min(line.left for line in lines), max(line.right for line in lines)
    shares = [1 - share for share in reversed(_INSIDE)] if page.right_to_left else _INSIDE
    low, high = (first + share * (last - first) for share in shares)
    pieces = [p for n in lines for p in (setting.cut(n, GUTTER, page.setting) if n.left < low or n.right > high else [n])]
    edges = [piece.right if page.right_to_left else piece.left for piece in pieces]
    often = Counter(round(edge / _EDGE_STEP) for edge in edges if low < edge < high)
    found = [step * _EDGE_STEP for step, times in often.most_common(_MOST_PLACES) if times >= FEWEST_LINES - 1]
    return [place + (0.5 if page.right_to_left else -0.5) * size for place in found]


def _runs(lines: Sequence[Line], place: float, page: PageLines) -> Iterator[_Run]:
    """Lines in runs: those that leave the place free, and between them those that do not."""
    run = _Run()
    for line in lines:
        pair = _parted(line, place, page)
        if pair is None:
            if run.whole and run.pairs:
                yield run
                run = _Run()
            run.whole.append(line)
        else:
            if run.whole and not run.pairs:
                yield run
                run = _Run()
            run.whole.append(line)
            run.pairs.append(pair)
    if run.whole:
        yield run


def _parted(line: Line, place: float, page: PageLines) -> tuple[Line | None, Line | None] | None:
    """What of a line stands left and right of a place; None where words cross it."""
    if line.right <= place:
        return line, None
    if line.left >= place:
        return None, line
    pieces = setting.cut(line, GUTTER, page.setting)
    left, right = [p for p in pieces if p.right <= place], [p for p in pieces if p.left >= place]
    if not left or not right or len(left) + len(right) < len(pieces):
        return None
    return setting.merged(left, page.setting), setting.merged(right, page.setting)


def _parts(runs: Sequence[_Run], page: PageLines) -> Iterator[_Run]:
    for i, run in enumerate(runs):
        before = runs[i - 1].whole[-1] if i else None
        after = runs[i + 1].whole[0] if i + 1 < len(runs) else None
        yield from _sections(run, before, after, page)


def _sections(run: _Run, before: Line | None, after: Line | None, page: PageLines) -> Iterator[_Run]:
    """A run without the short lines over the whole width that happen to leave the place free: headings and last lines."""
    if not run.pairs:
        yield run
        return
    plain = [False] * len(run.whole)
    step = _usual_step(run.sides[1 if page.right_to_left else 0])
    for start, end in _alone(run, page):
        group = run.whole[start:end]
        apart = _first_apart(run, start, end, step, page)
        if start == 0:
            first, last = (start, end) if before is not None and _belongs(before, group[0]) else (end, end)
        elif end == len(run.whole):
            first, last = (apart, end) if after is not None or _is_cover(run, page) else (end, end)
        elif group[-1].bottom - group[0].top > _HOLE * group[0].size:
            first, last = apart, end
        else:
            first, last = max(apart, _first_of_heading(run.whole, start, end)), end
        plain[first:last] = [True] * (last - first)
    yield from _split(run, plain)


def _split(run: _Run, plain: Sequence[bool]) -> Iterator[_Run]:
    part = _Run()
    kind: bool | None = None
    for line, pair, away in zip(run.whole, run.pairs, plain, strict=True):
        if kind is not None and away != kind:
            yield part
            part = _Run()
        kind = away
        part.whole.append(line)
        if not away:
            part.pairs.append(pair)
    if part.whole:
        yield part


def _alone(run: _Run, page: PageLines) -> list[tuple[int, int]]:
    """From and to which line of a run only the first column has words, with a free line beside them."""
    first = 1 if page.right_to_left else 0
    others = [pair[1 - first] for pair in run.pairs]
    found: list[tuple[int, int]] = []
    for i, (line, other) in enumerate(zip(run.whole, others, strict=True)):
        beside = other is not None or any(
            o is not None and o.top < line.bottom + 0.1 * line.size and o.bottom > line.top - 0.1 * line.size for o in others
        )
        if beside:
            continue
        if found and found[-1][1] == i:
            found[-1] = (found[-1][0], i + 1)
        else:
            found.append((i, i + 1))
    return found


def _first_apart(run: _Run, start: int, end: int, step: float, page: PageLines) -> int:
    """Which of some lines of the first column is the first to stand well below the one above it there; `end` if none is."""
    above: Line | None = None
    for i, pair in enumerate(run.pairs[:end]):
        line = pair[1 if page.right_to_left else 0]
        if i >= start and line is not None and above is not None and line.baseline - above.baseline > APART * step:
            return i
        above = line or above
    return end


def _usual_step(side: Sequence[Line]) -> float:
    """The usual distance of the lines of a column: one that a good part of them does not exceed."""
    steps = sorted(b.baseline - a.baseline for a, b in pairwise(side) if b.baseline - a.baseline > 0.5 * a.size)
    return steps[len(steps) // 4] if steps else 1.2 * side[0].size if side else 0.0


def _belongs(above: Line, line: Line) -> bool:
    """Whether a line goes on with the one above it, which is set over the whole width."""
    near = line.baseline - above.baseline < 1.45 * line.size
    return near and abs(above.size - line.size) < 0.5 and above.bold == line.bold


def _first_of_heading(lines: Sequence[Line], start: int, end: int) -> int:
    """Which of some lines is the first of those set off by their type from the words that follow; `end` if none is."""
    below, first = lines[end], end
    while first > max(start, end - 3) and ((lines[first - 1].look != below.look) or lines[first - 1].size > 1.08 * below.size):
        first -= 1
    return first


def _is_cover(run: _Run, page: PageLines) -> bool:
    second = run.sides[0 if page.right_to_left else 1]
    return page.index == 0 and run.whole[0].top < _COVER * page.height and len(second) <= _MOST_IN_HEAD


def _form(run: _Run, page: PageLines) -> str:
    """Whether both sides of a run are read for themselves: columns of running text, or the head of a cover; else plain."""
    left, right = run.sides
    fewest = min(len(left), len(right))
    if fewest and _is_known(run, page):
        return _COLUMNS
    if fewest < 2 or not all(_has_words(side) for side in (left, right)):
        return _PLAIN
    shared, joints = _shared_rows(left, right)
    if fewest >= FEWEST_LINES and not _are_rows(left, right, shared, joints):
        text = all(_is_list(side) for side in (left, right)) or all(_runs_on(side, page) for side in (left, right))
        if _evenness(run) > _LEAST_EVEN and text:
            return _COLUMNS
    return _MASTHEAD if shared < FEWEST_LINES and _is_masthead(run, page) else _PLAIN


def _is_known(run: _Run, page: PageLines) -> bool:
    """Whether few lines stand where the columns of other pages do, one side as wide as such a column."""
    if page.gutter is None or len(run.whole) > 2 * FEWEST_LINES:
        return False
    size = run.whole[0].size
    left, right = run.sides
    return all(abs(edge - page.gutter) < 3 * size for edge in (max(n.right for n in left), min(n.left for n in right)))


def _is_masthead(run: _Run, page: PageLines) -> bool:
    """The block at the head of a first page: body and title on one side; on the other symbol, distribution and date."""
    second = run.sides[0 if page.right_to_left else 1]
    return _is_cover(run, page) and min(map(page.start_of, second)) > 0.45 * page.width


def _is_list(side: Sequence[Line]) -> bool:
    """Whether several lines begin with a label before words."""
    parted = [labels.split(line.text) for line in side]
    return sum(bool(label) and sum(c.isalpha() for c in words) > 5 for label, words in parted) >= 2


def _runs_on(side: Sequence[Line], page: PageLines) -> bool:
    """Whether most rows of print reach the end of their column, and few are made of several pieces."""
    start = min(page.start_of(line) for line in side)
    reach: dict[int, float] = {}
    for line in side:
        reach[line.row] = max(reach.get(line.row, 0.0), page.end_of(line) - start)
    pieces = Counter(line.row for line in side)
    tabular = sum(times > 1 for times in pieces.values()) > _MOST_TABULAR * len(pieces)
    return median(reach.values()) > 0.7 * max(reach.values()) and not tabular


def _are_rows(left: Sequence[Line], right: Sequence[Line], shared: int, joints: int) -> bool:
    """Whether what stands side by side are rows of a table, by wider steps in both, or else by the distance of lines."""
    if not joints:
        return all(_usual_step(side) > _ROWS_APART * side[0].size for side in (left, right))
    return shared >= 0.5 * joints and not all(_is_unbroken(side, joints) for side in (left, right))


def _has_words(side: Sequence[Line]) -> bool:
    """Whether most lines hold more than numbers and boxes."""
    return sum(sum(c.isalpha() for c in line.text) > 1 for line in side) * 2 > len(side)


def _is_unbroken(side: Sequence[Line], joints: int) -> bool:
    """Whether paragraphs of several lines follow one another without the white that shorter cells of a row leave."""
    steps = [b.baseline - a.baseline for a, b in pairwise(side)]
    return max(steps) < _UNBROKEN * _usual_step(side) and len(side) >= 3 * (joints + 1)


def _shared_rows(left: Sequence[Line], right: Sequence[Line]) -> tuple[int, int]:
    """How many wider steps stand in both sides, as they do between the rows of a table, of how many in one of them."""
    step = min(_usual_step(left), _usual_step(right))
    fewest, most = sorted((_joints(side, step) for side in (left, right)), key=len)
    shared = sum(any(abs(joint - other) < 1.5 for other in most) for joint in fewest)
    return shared, len(fewest)


def _joints(side: Sequence[Line], step: float) -> list[float]:
    """Baselines of the lines that stand well below the one above them."""
    return [b.baseline for a, b in pairwise(side) if b.baseline - a.baseline > APART * step]

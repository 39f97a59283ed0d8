"""Rows of tables as paragraphs with cells; rows over a page break joined, repeated heads dropped."""

import re
from collections.abc import Sequence

from article60.sources.documents import labels
from article60.sources.documents.pdf.line_ends import has_room
from article60.sources.documents.pdf.lines import Cells, Line
from article60.sources.documents.pdf.page import PageLines
from article60.sources.documents.pdf.paragraph import Paragraph

_ENDED = re.compile(r"[.;:。；：؛!?？؟][\"'”’»)\]）\s]*$")
_OPEN = re.compile(r"(?:[-–/,،、(（]|\b(?:and|or|to|et|ou|à|y|e|o|u|a|и|или|و|أو|إلى)|[和或至及])\s*$")
_SHIFT = 6.0  # points


def paragraphs(rows: Sequence[Cells], page: PageLines, *, cut: bool = False) -> list[Paragraph]:
    """One paragraph a row, the head row marked on every row below it; `cut`: the page cuts off the last row."""
    head = rows[0] if len(rows) > 1 and _is_head(rows) else None
    found = [_paragraph(row, page, head) for row in rows]
    for paragraph in found:
        paragraph.top = rows[0]
    found[-1].cut = cut
    return found


def _paragraph(row: Cells, page: PageLines, head: Cells | None) -> Paragraph:
    lines = [line for cell in row for line in cell]
    return Paragraph(page=page, lines=lines, kind="table_row", columns=row, head=head)


def _is_head(rows: Sequence[Cells]) -> bool:
    first, rest = rows[0], rows[1:]
    letters = [line for cell in first for line in cell]
    if all(line.bold for line in letters) and not all(line.bold for row in rest for cell in row for line in cell):
        return True
    if all(line.italic for line in letters) and not all(line.italic for row in rest for cell in row for line in cell):
        return True
    texts = [" ".join(line.text for line in cell) for cell in first]
    short = all(0 < len(t) <= 60 and not any(c.isdigit() for c in t) and t[-1] not in ".;。；" for t in texts)
    below = ["".join(line.text for line in cell) for row in rest for cell in row]
    told = any(len(t) > 60 or any(c.isdigit() for c in t) or labels.is_tick(t) for t in below)
    return len(rows) > 2 and short and told and not any(labels.is_tick(t) for t in texts)


def join(above: Sequence[Paragraph], below: list[Paragraph]) -> list[Paragraph]:
    """Rows of a table at the head of a page that goes on with the one at the foot of the page before."""
    last = above[-1] if above else None
    if last is None or last.kind != "table_row" or not below:
        return below
    if below[0].kind != "table_row":
        return _with_rest(above, below)
    if len(last.columns) != len(below[0].columns) or not _same_columns(above, below):
        return below
    count = next((i for i, p in enumerate(below) if p.kind != "table_row"), len(below))
    rows, rest = below[:count], below[count:]
    _part_from_head(rows[0], last.top)
    _find_head(above, rows)
    if last.head is not None:
        if rows and _texts(rows[0].columns) == _texts(last.head):
            rows = rows[1:]
        for row in rows:
            row.head = last.head
    if rows and _goes_on(above, rows[0].columns):
        last.more.append(rows.pop(0))
    return rows + rest


def _part_from_head(row: Paragraph, top: Cells) -> None:
    """Take a repeated head off the rest of a row that follows so close that both were taken for one."""
    counts = [len(cell) for cell in top]
    begins = all(_texts([cell[:n]]) == _texts([head]) for cell, head, n in zip(row.columns, top, counts, strict=True))
    if begins and all(counts) and any(len(cell) > n for cell, n in zip(row.columns, counts, strict=True)):
        row.columns = [cell[n:] for cell, n in zip(row.columns, counts, strict=True)]
        row.lines = [line for cell in row.columns for line in cell]


def _find_head(above: Sequence[Paragraph], rows: Sequence[Paragraph]) -> None:
    """A first row that the next page repeats is the head of the table, whatever it looks like."""
    last = above[-1]
    if last.head is None and len(rows) > 1 and any(_texts(last.top)) and _texts(rows[0].columns) == _texts(last.top):
        for paragraph in above:
            if paragraph.top is last.top:
                paragraph.head = last.top


def _same_columns(above: Sequence[Paragraph], below: Sequence[Paragraph]) -> bool:
    """Whether the cells of most columns of both tables begin in the same place; empty ones tell nothing."""
    starts = [_starts(above, k) for k in range(len(above[-1].columns))]
    others = [_starts(below, k) for k in range(len(starts))]
    known = [(a, b) for a, b in zip(starts, others, strict=True) if a is not None and b is not None]
    return sum(abs(a - b) < _SHIFT for a, b in known) * 2 > len(known)


def _starts(rows: Sequence[Paragraph], column: int) -> float | None:
    cells = [(p.page, line) for p in rows if p.kind == "table_row" and len(p.columns) > column for line in p.columns[column]]
    return min((page.start_of(line) for page, line in cells), default=None)


def _texts(row: Cells) -> list[str]:
    return [" ".join(line.text for line in cell) for cell in row]


def _goes_on(above: Sequence[Paragraph], row: Cells) -> bool:
    """Whether a first row is the rest of the last one on the page before.

    Every cell in it goes on in mid-sentence, or was moved to the next page as a whole and left an empty one behind.
    """
    whole = above[-1].end.columns
    moved = [bool(cell) and not whole[k] for k, cell in enumerate(row)]
    if any(moved) and (row[0] or all(whole)):
        return False
    return all(_runs_on(above, k, cell[0], before=whole[k]) for k, cell in enumerate(row) if cell and not moved[k])


def _runs_on(above: Sequence[Paragraph], column: int, first: Line, *, before: Sequence[Line]) -> bool:
    """Whether a line goes on with the cell above it: by its first letter, else because no word more fitted there."""
    last, page, cut = before[-1], above[-1].page, above[-1].cut
    text = first.text
    if text[:1].islower() or labels.closes(last.text, labels.split(text)[0] or ""):
        return True
    if column == 0:
        return bool(_OPEN.search(last.text))
    if _ENDED.search(last.text) or labels.split(text)[0] or text[:1].isupper() or not text[:1].isalpha():
        return cut
    edge = max(page.end_of(line) for p in above if len(p.columns) > column for line in p.columns[column])
    return cut or not has_room(last, first, page, edge=edge)


def _with_rest(above: Sequence[Paragraph], below: list[Paragraph]) -> list[Paragraph]:
    """The paragraphs of a page without the first of them where that is the rest of one cell of the row before."""
    first, last = below[0], above[-1]
    columns = [k for k, cell in enumerate(last.columns) if k and cell]
    for k in columns:
        start = _starts(above, k)
        beside = start is not None and all(abs(first.page.start_of(line) - start) < _SHIFT for line in first.lines)
        if (
            beside
            and first.kind == "paragraph"
            and first.label is None
            and _runs_on(above, k, first.lines[0], before=last.columns[k])
        ):
            rest = [first.lines if n == k else [] for n in range(len(last.columns))]
            last.more.append(Paragraph(page=first.page, lines=first.lines, kind="table_row", columns=rest))
            return below[1:]
    return below

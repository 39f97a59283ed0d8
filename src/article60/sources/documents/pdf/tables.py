"""Rows of tables as paragraphs with cells; rows over a page break joined, repeated heads dropped."""

from collections.abc import Sequence

from article60.sources.documents.pdf.lines import Line
from article60.sources.documents.pdf.page import PageLines
from article60.sources.documents.pdf.paragraph import Paragraph

Row = list[list[Line]]


def paragraphs(rows: Sequence[Row], page: PageLines) -> list[Paragraph]:
    """One paragraph a row, the head row marked on every row below it."""
    head = rows[0] if len(rows) > 1 and _is_head(rows) else None
    return [_paragraph(row, page, head) for row in rows]


def _paragraph(row: Row, page: PageLines, head: Row | None) -> Paragraph:
    lines = [line for cell in row for line in cell]
    return Paragraph(page=page, lines=lines, kind="table_row", columns=row, head=head)


def _is_head(rows: Sequence[Row]) -> bool:
    first, rest = rows[0], rows[1:]
    letters = [line for cell in first for line in cell]
    if all(line.bold for line in letters) and not all(line.bold for row in rest for cell in row for line in cell):
        return True
    if all(line.italic for line in letters) and not all(line.italic for row in rest for cell in row for line in cell):
        return True
    texts = [" ".join(line.text for line in cell) for cell in first]
    short = all(0 < len(t) <= 60 and not any(c.isdigit() for c in t) and t[-1] not in ".;。；" for t in texts)
    below = ["".join(line.text for line in cell) for row in rest for cell in row]
    return len(rows) > 2 and short and any(len(t) > 60 or any(c.isdigit() for c in t) for t in below)


def join(above: Sequence[Paragraph], below: list[Paragraph]) -> list[Paragraph]:
    """Rows of a table at the head of a page that goes on with the one at the foot of the page before."""
    last = next(iter(above[-1:]), None)
    if last is None or last.kind != "table_row" or not below or below[0].kind != "table_row":
        return below
    if len(last.columns) != len(below[0].columns) or not _same_edges(last, below[0]):
        return below
    count = next((i for i, p in enumerate(below) if p.kind != "table_row"), len(below))
    rows, rest = below[:count], below[count:]
    if last.head is not None:
        if rows and _texts(rows[0].columns) == _texts(last.head):
            rows = rows[1:]
        for row in rows:
            row.head = last.head
    if rows and _goes_on(last, rows[0]):
        last.more.append(rows.pop(0))
    return rows + rest


def _same_edges(a: Paragraph, b: Paragraph) -> bool:
    left, right = min(line.left for line in a.lines), min(line.left for line in b.lines)
    return any(not cell for cell in b.columns) or abs(left - right) < 20 or a.page.right_to_left


def _texts(row: Row) -> list[str]:
    return [" ".join(line.text for line in cell) for cell in row]


def _goes_on(last: Paragraph, row: Paragraph) -> bool:
    """A first row whose first cell is empty, or whose words go on in the middle of a sentence, is the rest of a row."""
    texts = _texts(row.columns)
    filled = [t for t in texts if t]
    ended = all(t[-1] in ".;:。；؛" for t in _texts(last.columns) if t)
    return (not texts[0] and not ended) or all(t[:1].islower() for t in filled)

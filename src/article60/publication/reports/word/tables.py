"""Tables of a Word report: heads that are repeated, rows that do not break, numbers on the side where they end."""

from collections.abc import Sequence

from article60.publication.reports.model import Counted, Line, Table
from article60.publication.reports.word.runs import Runs
from article60.publication.reports.word.styles import LINE, WIDTH
from article60.publication.reports.word.xml import Element, paragraph, w

NUMBER_WIDTH = 1500
"""Width of a column of numbers, in twentieths of a point: 2.6 cm."""
KEPT_WHOLE = 14
"""Rows of a table that never breaks over pages."""
_LEAST = 2600


def table(table: Table, runs: Runs, said: str) -> list[Element]:
    """The table, and what keeps it apart from what follows; `said` is its caption for those who do not see it."""
    widths = _widths(table)
    counted = [_of_numbers(table.rows, column) for column in range(len(widths))]
    kept = len(table.rows) <= KEPT_WHOLE
    rows = [
        _row(row, widths, counted, runs, head=number == 0, with_next=kept and number < len(table.rows) - 1)
        for number, row in enumerate(table.rows)
    ]
    style = "ReportTable" if table.caption else "ReportForm"
    return [framed(style, widths, rows, rtl=runs.setting.rtl, head=True, said=said), after()]


def framed(
    style: str, widths: Sequence[int], rows: Sequence[Element], *, rtl: bool, head: bool = False, said: str = ""
) -> Element:
    """A table of a style, with columns as wide as told, in twentieths of a point; from right to left where one reads so."""
    properties = w(
        "tblPr",
        w("tblStyle", val=style),
        w("bidiVisual") if rtl else None,
        w("tblW", w=sum(widths), type="dxa"),
        w("tblLayout", type="fixed"),
        w(
            "tblLook",
            val="0420" if head else "0400",
            firstRow=int(head),
            lastRow=0,
            firstColumn=0,
            lastColumn=0,
            noHBand=0,
            noVBand=1,
        ),
        w("tblCaption", val=said) if said else None,
    )
    return w("tbl", properties, w("tblGrid", *(w("gridCol", w=width) for width in widths)), *rows)


def row(cells: Sequence[Element], *, head: bool = False, height: int = 0) -> Element:
    """A row that never breaks over pages; a head is repeated where the table goes on. `height`: at least so much."""
    properties = [w("cantSplit")]
    if height:
        properties.append(w("trHeight", val=height, hRule="atLeast"))
    if head:
        properties.append(w("tblHeader"))
    return w("tr", w("trPr", *properties), *cells)


def cell(width: int, *content: Element, box: str = "", low: bool = False) -> Element:
    """A cell; `box` draws a line around it, or under it alone (`under`). `low`: what it holds stands at its foot."""
    look = {
        "val": "dotted" if box == "dotted" else "single",
        "sz": 6,
        "space": 0,
        "color": "8A979C" if box == "dotted" else LINE,
    }
    sides = ("bottom",) if box == "under" else ("top", "left", "bottom", "right")
    borders = w("tcBorders", *(w(side, **look) for side in sides)) if box else None
    return w("tc", w("tcPr", w("tcW", w=width, type="dxa"), borders, w("vAlign", val="bottom") if low else None), *content)


def after() -> Element:
    """A little room after a table; without a paragraph between them Word makes two tables one."""
    return paragraph("AfterTable")


def _row(
    lines: Sequence[Line], widths: Sequence[int], counted: Sequence[bool], runs: Runs, *, head: bool, with_next: bool
) -> Element:
    cells = []
    for line, width, number in zip(lines, widths, counted, strict=True):
        style = f"Table{'Head' if head else ''}{'Number' if number else '' if head else 'Text'}"
        properties = [w("keepNext")] if with_next and not head else []
        cells.append(cell(width, paragraph(style, *runs.line(line), properties=properties)))
    return row(cells, head=head)


def _of_numbers(rows: Sequence[Sequence[Line]], column: int) -> bool:
    """Whether most cells of a column under its head hold a number of the report."""
    cells = [row[column] for row in rows[1:]]
    return sum(any(isinstance(one, Counted) for one in cell) for cell in cells) * 2 > len(cells)


def _widths(table: Table) -> list[int]:
    """Widths of the columns: by the shares given, else numbers as narrow as may be and the first column what is left."""
    columns = len(table.rows[0])
    if table.widths:
        return _shared(table.widths)
    others = columns - 1
    if WIDTH - others * NUMBER_WIDTH < _LEAST:
        return _shared([1.6, *([1] * others)])
    return [WIDTH - others * NUMBER_WIDTH, *([NUMBER_WIDTH] * others)]


def _shared(shares: Sequence[float]) -> list[int]:
    whole = sum(shares)
    widths = [round(WIDTH * share / whole) for share in shares]
    return [widths[0] + WIDTH - sum(widths), *widths[1:]]

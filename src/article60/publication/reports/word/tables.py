"""Tables of a Word report: heads that are repeated, rows that do not break, numbers on the side where they end."""

from collections.abc import Sequence
from unicodedata import east_asian_width

from article60.publication.reports.model import Line, Table
from article60.publication.reports.word.runs import Runs
from article60.publication.reports.word.styles import LINE
from article60.publication.reports.word.xml import Element, paragraph, w

NUMBER_WIDTH, LEAST_NUMBER = 1500, 1100
"""Width of a column of numbers, in twentieths of a point: 2.6 cm; where there are many, 1.9 cm at least."""
FOR_NUMBERS = 0.64
"""Share of the width that columns of numbers take at most, so that their rows can be read."""
KEPT_WHOLE = 16
"""Lines of a table that never breaks over pages."""
_LETTER = 95
"""Room of a letter in a cell, near enough to know how many lines it takes, in twentieths of a point."""
_DIGIT, _BESIDE = 105, 270
"""Room of a digit or separator, and what a cell takes beside it for its sides and the mark of a note."""
LEAST = 1400
"""Narrowest column of words."""
_SHORT, _LONG = 14, 60
"""Letters between which the length of words counts for the width of their column."""


def table(table: Table, runs: Runs, said: str) -> list[Element]:
    """The table, and what keeps it apart from what follows; `said` is its caption for those who do not see it."""
    widths, numeric = _widths(table, runs), table.numeric
    kept = sum(_lines(line, widths, runs) for line in table.rows) <= KEPT_WHOLE
    rows = [
        _row(row, widths, numeric, runs, head=number == 0, with_next=kept and number < len(table.rows) - 1)
        for number, row in enumerate(table.rows)
    ]
    style = "FormTable" if table.widths else "ReportTable"
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
    lines: Sequence[Line], widths: Sequence[int], numeric: Sequence[bool], runs: Runs, *, head: bool, with_next: bool
) -> Element:
    cells = []
    for line, width, number in zip(lines, widths, numeric, strict=True):
        style = f"Table{'Head' if head else ''}{'Number' if number else '' if head else 'Text'}"
        properties = [w("keepNext")] if with_next and not head else []
        cells.append(cell(width, paragraph(style, *runs.line(line), properties=properties)))
    return row(cells, head=head)


def _widths(table: Table, runs: Runs) -> list[int]:
    """Widths of the columns: by the shares given, else numbers as narrow as may be and words by how long they mostly are."""
    if table.widths:
        return _shared(runs.width, table.widths)
    numeric = [number and place > 0 for place, number in enumerate(table.numeric)]
    words = [place for place, number in enumerate(numeric) if not number]
    each = min(NUMBER_WIDTH, max(LEAST_NUMBER, round(FOR_NUMBERS * runs.width / max(sum(numeric), 1))))
    numbers = {place: max(each, _needed(table, place, runs)) for place, number in enumerate(numeric) if number}
    left = runs.width - sum(numbers.values())
    if left < LEAST * len(words):
        return _shared(runs.width, [1.0 if number else 1.6 for number in numeric])
    spread = dict(zip(words, _shared(left, [_length(table, place, runs) for place in words]), strict=True))
    return [(numbers | spread)[place] for place in range(len(numeric))]


def _needed(table: Table, column: int, runs: Runs) -> int:
    """Width in which the longest number of a column stays on one line: an amount is as long as a word."""
    return _BESIDE + _DIGIT * max((len(runs.said(row[column])) for row in table.rows[1:]), default=0)


def _length(table: Table, column: int, runs: Runs) -> float:
    """How long the words of a column mostly are, within bounds, so that no column is a line of letters."""
    lengths = [_room(runs.said(row[column])) for row in table.rows]
    return min(max(sum(lengths) / len(lengths), _SHORT), _LONG)


def _room(words: str) -> int:
    """Letters in words; one that is written in a square takes the room of two."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in words)


def _lines(line: Sequence[Line], widths: Sequence[int], runs: Runs) -> int:
    """Lines that a row takes: those of its longest cell."""
    return max(1 + _room(runs.said(cell)) * _LETTER // width for cell, width in zip(line, widths, strict=True))


def _shared(width: int, shares: Sequence[float]) -> list[int]:
    whole = sum(shares)
    widths = [round(width * share / whole) for share in shares]
    return [widths[0] + width - sum(widths), *widths[1:]]

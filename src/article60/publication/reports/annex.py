"""Every number of a report as a workbook: one sheet with all of them and their addresses, and a sheet for each table."""

from collections.abc import Sequence
from datetime import datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter

from article60.publication.defused import defused
from article60.publication.reports.model import Counted, Gap, Inline, Line, Noted, Report, Table, Words
from article60.publication.reports.wording import Wording

HEADS = (("address", 44), ("counted", 60), ("number", 14), ("written", 18), ("rests_on", 90))
LANGUAGE = "language"
"""Property of the file that says in which language numbers are written in it."""
_LARGEST = 2**53
"""Beyond it a spreadsheet does not hold whole numbers exactly."""


def write(report: Report, path: Path) -> None:
    """Write the workbook; the same report gives the same bytes."""
    words = Wording(report.language, "report")
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": report.title, "subject": report.release, "created": datetime.combine(report.on, time())})
    book.set_custom_property(LANGUAGE, report.language)
    _Sheet(book, words.say("numbers"), report, words).numbers()
    for table in report.blocks:
        if isinstance(table, Table) and table.label:
            _Sheet(book, table.label, report, words).table(table)
    book.close()


class _Sheet:
    """One sheet, read in the direction of its language, under a line that says what it comes from."""

    def __init__(self, book: Any, name: str, report: Report, words: Wording) -> None:
        self.report, self.words = report, words
        self.sheet = book.add_worksheet(name)
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self.bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        if words.direction == "rtl":
            self.sheet.right_to_left()
        said = f"{report.head}{words.stop} {report.foot}{words.stop}"
        self.sheet.write_string(0, 0, said, book.add_format({"italic": True}))

    def numbers(self) -> None:
        """All numbers, in the order of the text."""
        self._heads([self.words.say(name) for name, _ in HEADS], [width for _, width in HEADS])
        for row, one in enumerate(self.report.numbers, start=2):
            note = self.report.notes[one.note] if one.note is not None else ""
            for column, text in enumerate((one.address, one.title, one.value, one.text, note)):
                self._cell(row, column, text, number=column == 2)

    def table(self, table: Table) -> None:
        """The rows of one table, below its caption."""
        self._heads([self._text(cell) for cell in table.rows[0]], [44, *([16] * (len(table.rows[0]) - 1))])
        for row, cells in enumerate(table.rows[1:], start=2):
            for column, cell in enumerate(cells):
                alone = cell[0] if len(cell) == 1 and isinstance(cell[0], Counted) else None
                text = self._text(cell) if alone is None else self.report.numbers[alone.number].value
                self._cell(row, column, text, number=alone is not None)

    def _heads(self, heads: Sequence[str], widths: Sequence[int]) -> None:
        for column, (head, width) in enumerate(zip(heads, widths, strict=True)):
            self.sheet.set_column(column, column, width)
            self.sheet.write_string(1, column, head, self.bold)
        self.sheet.freeze_panes(2, 0)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(1)

    def _cell(self, row: int, column: int, text: str, *, number: bool) -> None:
        if number and abs(Decimal(text)) < _LARGEST:
            self.sheet.write_number(row, column, float(text), self.wrapped)
        else:
            self.sheet.write_string(row, column, defused(text), self.wrapped)

    def _text(self, line: Line) -> str:
        return "".join(self._one(one) for one in line)

    def _one(self, one: Inline) -> str:
        match one:
            case Words():
                return one.text
            case Counted():
                return self.report.numbers[one.number].text
            case Noted():
                return ""
            case Gap():
                return f"[{one.text}]"

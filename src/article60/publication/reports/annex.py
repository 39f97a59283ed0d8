"""A report as a workbook: sheets that people fill in, one with every number and its address, and one for each table."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from math import ceil
from pathlib import Path
from typing import Any
from unicodedata import east_asian_width

import xlsxwriter

from article60.publication.defused import defused
from article60.publication.reports.model import Column, Counted, Gap, Inline, Line, Noted, Report, Sheet, Table, Words
from article60.publication.reports.wording import Wording

NUMBER_WIDTH = 20
"""Letters in a column of numbers: amounts of hundreds of billions, with their cents."""
HEADS = (("address", 44), ("counted", 60), ("number", NUMBER_WIDTH), ("written", NUMBER_WIDTH), ("rests_on", 90))
LANGUAGE, KIND, RELEASE, ANSWERS = "language", "article60-report", "article60-release", "article60-answers"
"""Properties of the file: in which language it is written, which report it is, of which Release, and what each choice means."""
ONCE = "article60-once"
"""Property of the file: what is chosen once for a whole sheet, by the words that stand before it."""
LINE = "#C9D1D4"
A4, WIDEST = 9, 110
"""The paper as spreadsheets number it, and letters in a row beyond which it lies on its long side."""
_LARGEST = 2**53
"""Beyond it a spreadsheet does not hold whole numbers exactly."""


def write(report: Report, path: Path) -> None:
    """Write the workbook; the same report gives the same bytes."""
    words = Wording(report.language, "report")
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": report.title, "subject": report.release, "created": datetime.combine(report.on, time())})
    for name, value in ((LANGUAGE, report.language), (KIND, report.kind), (RELEASE, report.release)):
        book.set_custom_property(name, value)
    answers = {label: key for sheet in report.sheets for label, key in sheet.answers.items()}
    once = {one.head: one.key for sheet in report.sheets for one in sheet.once}
    for name, told in ((ANSWERS, answers), (ONCE, once)):
        if told:
            book.set_custom_property(name, "\n".join(f"{label}={key}" for label, key in told.items()))
    for sheet in report.sheets:
        _Sheet(book, sheet.name, report, words).to_fill_in(sheet)
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
        self.whole = book.add_format({"valign": "top", "align": "right", "num_format": "#,##0"})
        self.part = book.add_format({"valign": "top", "align": "right", "num_format": "#,##0.00"})
        boxed = {"text_wrap": True, "valign": "top", "border": 1, "border_color": LINE}
        self.boxed = book.add_format(boxed)
        self.day = book.add_format({**boxed, "num_format": "yyyy-mm-dd"})
        self.amount = book.add_format({**boxed, "num_format": "#,##0"})
        self.room = book.add_format({"text_wrap": True, "valign": "top", "italic": True})
        head = {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}
        self.bold, self.over_numbers = book.add_format(head), book.add_format({**head, "align": "right"})
        self.caption = book.add_format({"bold": True})
        self.caption_wrapped = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        if words.direction == "rtl":
            self.sheet.right_to_left()
        said = f"{report.head}{words.stop} {report.foot}{words.stop}"
        self.sheet.write_string(0, 0, said, book.add_format({"italic": True}))

    def to_fill_in(self, sheet: Sheet) -> None:
        """Rows to be filled in, below what is to be done; what is typed in is looked at, and nothing is locked."""
        last = len(sheet.columns) - 1
        for row, line in enumerate(sheet.lines, start=1):
            self.sheet.merge_range(row, 0, row, last, defused(line), self.room)
            self.sheet.set_row(row, 15 * ceil(_letters(line) / (0.9 * sum(column.width for column in sheet.columns))))
        head = len(sheet.lines) + 1
        for column in sheet.once:
            self.sheet.write_string(head, 0, column.head, self.caption_wrapped)
            self.sheet.write_blank(head, 1, None, self.boxed)
            self._looked_at(head, head, 1, column)
            self.sheet.set_row(head, 15 * ceil(_letters(column.head) / (0.9 * sheet.columns[0].width)))
            head += 1
        end = head + len(sheet.rows) + sheet.more
        for place, column in enumerate(sheet.columns):
            self.sheet.set_column(place, place, column.width)
            self.sheet.write_string(head, place, column.head, self.bold)
            self._looked_at(head + 1, end, place, column)
        made_ready = [*sheet.rows, *([[""] * len(sheet.columns)] * sheet.more)]
        for row, cells in enumerate(made_ready, start=head + 1):
            for place, text in enumerate(cells):
                held = {"day": self.day, "amount": self.amount}.get(sheet.columns[place].holds, self.boxed)
                if text:
                    self.sheet.write_string(row, place, defused(text), held)
                else:
                    self.sheet.write_blank(row, place, None, held)
        self.sheet.freeze_panes(head + 1, 0)
        self.sheet.autofilter(head, 0, end, last)
        self._on_paper(head, wide=True)

    def _looked_at(self, first: int, last: int, place: int, column: Column) -> None:
        """What a spreadsheet says beside a cell; what does not fit is told, and may stand all the same."""
        asked: dict[str, Any] = {
            "day": {"validate": "date", "criteria": ">=", "value": date(1990, 1, 1)},
            "amount": {"validate": "decimal", "criteria": ">=", "value": 0},
            "currency": {"validate": "length", "criteria": "==", "value": 3},
        }.get(column.holds, {"validate": "any"})
        if column.choices:
            self.sheet.data_validation(first, place, last, place, {"validate": "list", "source": list(column.choices)})
        elif column.hint or column.holds != "text":
            told = {"input_title": column.head[:32], "input_message": column.hint[:255], "error_message": column.hint[:255]}
            self.sheet.data_validation(first, place, last, place, asked | told | {"error_type": "warning"})

    def _on_paper(self, head: int, *, wide: bool) -> None:
        """A4, its columns on one page, its heads on every one, and at its foot what it comes from and the page."""
        if wide:
            self.sheet.set_landscape()
        self.sheet.set_paper(A4)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(head)
        side, other = ("R", "L") if self.words.direction == "rtl" else ("L", "R")
        self.sheet.set_footer(f"&{side}&8{self.report.foot.replace('&', '&&')}&{other}&8&P")

    def numbers(self) -> None:
        """All numbers, in the order of the text."""
        self._heads([self.words.say(name) for name, _ in HEADS], [width for _, width in HEADS], numeric={2}, row=1)
        for row, one in enumerate(self.report.numbers, start=2):
            note = self.report.notes[one.note] if one.note is not None else ""
            for column, text in enumerate((one.address, one.title, one.value, one.text, note)):
                self._cell(row, column, text, number=column == 2)

    def table(self, table: Table) -> None:
        """The rows of one table, below its caption."""
        self.sheet.write_string(1, 0, f"{table.label}{self.words.after_label}{self._text(table.caption)}", self.caption)
        numeric = {column for column, numbers in enumerate(table.numeric) if numbers}
        widths = [44, *([NUMBER_WIDTH] * (len(table.rows[0]) - 1))]
        self._heads([self._text(cell) for cell in table.rows[0]], widths, numeric=numeric, row=2)
        for row, cells in enumerate(table.rows[1:], start=3):
            for column, cell in enumerate(cells):
                alone = cell[0] if len(cell) == 1 and isinstance(cell[0], Counted) else None
                text = self._text(cell) if alone is None else self.report.numbers[alone.number].value
                self._cell(row, column, text, number=alone is not None)

    def _heads(self, heads: Sequence[str], widths: Sequence[int], *, numeric: Collection[int], row: int) -> None:
        """Heads of columns; those of numbers stand on the side where numbers end, in every language."""
        for column, (head, width) in enumerate(zip(heads, widths, strict=True)):
            self.sheet.set_column(column, column, width)
            self.sheet.write_string(row, column, head, self.over_numbers if column in numeric else self.bold)
        self.sheet.freeze_panes(row + 1, 0)
        self._on_paper(row, wide=sum(widths) > WIDEST)

    def _cell(self, row: int, column: int, text: str, *, number: bool) -> None:
        if number and abs(Decimal(text)) < _LARGEST:
            whole = Decimal(text) == Decimal(text).to_integral_value()
            self.sheet.write_number(row, column, float(text), self.whole if whole else self.part)
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


def _letters(text: str) -> int:
    """Width of words in letters of a spreadsheet: a Chinese sign takes two."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)

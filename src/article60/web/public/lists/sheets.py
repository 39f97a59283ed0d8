"""Rows of cells as files that people take home: CSV, written while it is read, and a workbook."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from itertools import islice
from typing import Any

import xlsxwriter

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS = 10_000
"""Rows of a workbook, which is made whole before it is sent; CSV has no end."""
MADE_ON = datetime(2026, 1, 1)
"""Stands in every workbook, so that the same rows give the same bytes."""
_LONGEST = 32_000
_PART = 200


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, line: str) -> str:
        return line


def as_csv(header: Sequence[str], rows: Iterable[Sequence[Any]], *, mark: bool = False) -> Iterator[str]:
    """Yield a CSV file part by part (RFC 4180); with a byte order mark where spreadsheets are to know that it is UTF-8."""
    writer = csv.writer(_Echo(), lineterminator="\r\n")
    yield ("\N{ZERO WIDTH NO-BREAK SPACE}" if mark else "") + writer.writerow(header)
    lines = (writer.writerow(row) for row in rows)
    while part := "".join(islice(lines, _PART)):
        yield part


def as_workbook(
    header: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    note: str,
    title: str,
    widths: Mapping[str, int] | None = None,
    right_to_left: bool = False,
) -> bytes:
    """One sheet: the note, the names of the columns with a filter, then the rows; words are never taken for formulas.

    A last cell that is an address leads there.
    """
    made = BytesIO()
    book = xlsxwriter.Workbook(made, {"constant_memory": True, "strings_to_urls": False})
    book.set_properties({"title": title, "created": MADE_ON})
    sheet = book.add_worksheet(title[:31])
    wrapped, day, bold, link = (
        book.add_format({"text_wrap": True, "valign": "top"}),
        book.add_format({"num_format": "yyyy-mm-dd", "align": "left", "valign": "top"}),
        book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
        book.add_format({"font_color": "#24463d", "underline": 1, "valign": "top"}),
    )
    if right_to_left:
        sheet.right_to_left()
    for column, name in enumerate(header):
        sheet.set_column(column, column, (widths or {}).get(name, 18))
    sheet.write_string(0, 0, note, book.add_format({"italic": True}))
    for column, name in enumerate(header):
        sheet.write_string(1, column, name, bold)
    last = 1
    for last, row in enumerate(rows, start=2):
        for column, value in enumerate(row):
            form = day if isinstance(value, date) else link if column == len(row) - 1 else wrapped
            _write(sheet, last, column, value, form)
    sheet.autofilter(1, 0, max(last, 1), len(header) - 1)
    sheet.freeze_panes(2, 0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    book.close()
    return made.getvalue()


def _write(sheet: Any, row: int, column: int, value: Any, form: Any) -> None:
    if value is None:
        return
    if isinstance(value, date):
        sheet.write_datetime(row, column, value, form)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value, form)
    elif value.startswith(("http://", "https://")) and len(value) < 2000:
        sheet.write_url(row, column, value, form)
    else:
        sheet.write_string(row, column, value if len(value) <= _LONGEST else f"{value[:_LONGEST]} […]", form)

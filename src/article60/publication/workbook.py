"""Writes the register as a spreadsheet for people: needs, activities, matches, gaps and how every figure is computed."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time
from pathlib import Path
from typing import Any

import xlsxwriter

from article60.figures.declarations import declarations
from article60.figures.words import explained
from article60.publication.release_info import INVENTED, ReleaseInfo
from article60.publication.workbook_sheets import SHEETS, Show

CELL_LIMIT = 32_000
_UNOFFICIAL = "Not a United Nations document; not endorsed by the United Nations."
_NOTES = {
    "Matches": "Possibly related assistance, found by machine, not confirmed unless the decision says so.",
    "Gaps": "Current needs for which no assistance was found in the sources read, which are named beside each.",
}


def write(connection: sqlite3.Connection, path: Path, *, info: ReleaseInfo) -> None:
    """Write the workbook; words are written as words, so that nothing in them is taken for a formula or an address."""
    book = xlsxwriter.Workbook(str(path))
    book.set_properties({"title": f"Article60 register {info.name}", "created": datetime.combine(info.on, time())})
    for name, query, shown in SHEETS:
        rows = (_cells(row, [show for _, show in shown.values()]) for row in connection.execute(query))
        _sheet(book, name, {head: width for head, (width, _) in shown.items()}, rows, note=_note(name, info=info))
    figures = ((one.figure, one.titles["en"], explained(one)) for one in declarations().values())
    _sheet(book, "Method", {"Figure": 34, "What it counts": 60, "How": 110}, figures, note=_note("Method", info=info))
    book.close()


def _note(name: str, *, info: ReleaseInfo) -> str:
    words = (INVENTED if info.fictional else "", f"Release {info.name}.", _NOTES.get(name, ""), _UNOFFICIAL)
    return " ".join(one for one in words if one)


def _cells(row: sqlite3.Row, shows: Iterable[Show | None]) -> list[Any]:
    pairs = zip(row, shows, strict=True)
    return [show(value) if show is not None and value not in (None, "") else value for value, show in pairs]


def _sheet(book: Any, name: str, heads: Mapping[str, int], rows: Iterable[Sequence[Any]], *, note: str) -> None:
    """One sheet: the note, the heads with a filter, then the rows, wrapped and frozen below the heads."""
    sheet = book.add_worksheet(name)
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    sheet.write_string(0, 0, note, book.add_format({"italic": True}))
    for column, (head, width) in enumerate(heads.items()):
        sheet.set_column(column, column, width)
        sheet.write_string(1, column, head, bold)
    last = 1
    for last, row in enumerate(rows, start=2):
        for column, value in enumerate(row):
            _write(sheet, last, column, value, wrapped)
    sheet.autofilter(1, 0, last, len(heads) - 1)
    sheet.freeze_panes(2, 0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(1)


def _write(sheet: Any, row: int, column: int, value: Any, form: Any) -> None:
    if isinstance(value, int):
        sheet.write_number(row, column, value, form)
    elif value is not None:
        text = str(value)
        cut = text if len(text) <= CELL_LIMIT else f"{text[:CELL_LIMIT]} […]"
        sheet.write_string(row, column, cut, form)

"""Writes the empty spreadsheet in which a provider reports activities: instructions, a row for each, lists to choose from."""

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from article60.codes.labels import codes, label
from article60.codes.languages import direction
from article60.codes.reader import by_code
from article60.domain.provision import provisions
from article60.domain.state_party import state_parties

KEYS, HINTS, HOW = "report_keys", "report_hints", "report_how"
SHEET, LISTS, READ_ME = "activities", "lists", "read me"
ROWS = 500
"""Rows that are prepared; more may be written."""
MADE_ON = datetime(2026, 1, 1)
"""Stands in every one, so that the same words give the same bytes."""
_WIDTHS = {"title": 44, "description": 60, "states": 26, "provisions": 22, "types": 34, "bodies": 34}
_TELLING = ("title", "row", "several", "values", "again", "private")


def template(language: str) -> bytes:
    """The workbook in one of the six languages; its first sheet is the one that is read."""
    made = BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    book.set_properties({"created": MADE_ON})
    form, told, lists = (book.add_worksheet(name) for name in (SHEET, READ_ME, LISTS))
    if direction(language) == "rtl":
        for sheet in (form, told, lists):
            sheet.right_to_left()
    places = _lists(book, lists, language)
    _form(book, form, places, language)
    _read_me(book, told, language)
    book.close()
    return made.getvalue()


def choices(key: str, language: str) -> list[str]:
    """What can be chosen under a heading, in words that whoever reads the sheet understands."""
    if key == "states":
        return sorted(str(getattr(one, f"name_{language}")) for one in state_parties().values())
    if key == "provisions":
        return list(provisions())
    return [label(_LISTED[key], code, language) for code in codes(_LISTED[key])]


_LISTED: Mapping[str, str] = {"types": "types", "status": "iati/ActivityStatus"}
_CHOSEN = ("states", "provisions", "types", "status")


def _lists(book: Any, sheet: Any, language: str) -> Mapping[str, str]:
    """Write the lists; where each stands, as a spreadsheet names it."""
    head, places = book.add_format({"bold": True}), {}
    for column, key in enumerate(_CHOSEN):
        listed = choices(key, language)
        sheet.write(0, column, label(KEYS, key, language), head)
        for row, one in enumerate(listed, start=1):
            sheet.write_string(row, column, one)
        letter = chr(ord("A") + column)
        places[key] = f"={LISTS}!${letter}$2:${letter}${len(listed) + 1}"
    sheet.set_column(0, len(_CHOSEN) - 1, 36)
    return places


def _form(book: Any, sheet: Any, places: Mapping[str, str], language: str) -> None:
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    plain = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    formats = {
        **dict.fromkeys(("start", "end", "value_on"), book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})),
        **dict.fromkeys(("budget", "disbursed"), book.add_format({"num_format": "0.##", "valign": "top"})),
    }
    for column, (key, row) in enumerate(by_code(KEYS).items()):
        sheet.write_string(0, column, row[language] + (" *" if row["needed"] else ""), head)
        sheet.set_column(column, column, _WIDTHS.get(key, 18), formats.get(key, plain))
        hint = {"input_title": label(KEYS, key, language)[:32], "input_message": label(HINTS, key, language)[:255]}
        # Others may be written too: codes, several values, names in another language.
        rule = (
            {"validate": "list", "source": places[key], "error_type": "information"} if key in places else {"validate": "any"}
        )
        sheet.data_validation(1, column, ROWS, column, rule | hint)
    sheet.set_row(0, 32)
    sheet.freeze_panes(1, 2)


def _read_me(book: Any, sheet: Any, language: str) -> None:
    bold, wrap = book.add_format({"bold": True, "valign": "top"}), book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 90, wrap)
    for row, key in enumerate(_TELLING):
        sheet.merge_range(row, 0, row, 1, label(HOW, key, language), bold if key == "title" else wrap)
        sheet.set_row(row, 32)
    first = len(_TELLING) + 1
    sheet.write_row(first, 0, [label(HOW, "column", language), label(HOW, "write", language)], bold)
    for row, key in enumerate(by_code(KEYS), start=first + 1):
        sheet.write_string(row, 0, label(KEYS, key, language), bold)
        sheet.write_string(row, 1, label(HINTS, key, language), wrap)

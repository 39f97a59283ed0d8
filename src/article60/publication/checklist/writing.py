"""A checklist as a workbook to be filled in without a connection: what it asks, what is answered, the hash of each answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from article60.codes.labels import label
from article60.codes.languages import direction
from article60.domain.checklist import ANSWERS, LONGEST_TEXT, Cell, Checklist, words_of
from article60.domain.provision import chapter_of, provisions
from article60.publication.defused import defused
from article60.text import citations

HIDDEN = "article60"
"""The sheet that tells of which State and version the workbook is, and the hash of each answer as it was written."""
FORM = "checklist-1"
KEY, ANSWER = 0, 3
"""Columns, from 0: the key of the cell, which is hidden, and the answer, which alone can be changed."""
_WIDTHS = (2, 16, 48, 60, 48)
_MOST_IN_A_CELL = 32_000
"""Characters; a spreadsheet holds 767 more."""
_HEIGHTS = {"text": 75, "choice": 32, "types": 18}


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What stands in a cell of the workbook, and the hash by which it is known that nothing was changed in it."""

    value: str
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What the workbook says in its language, beside the questions."""

    title: str
    state: str
    lines: Sequence[str]
    guide: str
    heads: Sequence[str]
    too_long: str
    not_listed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which workbook is to be made: of whose checklist, in which language, with which cells, and what is known by article."""

    checklist: Checklist
    state: str
    language: str
    words: Words
    cells: Sequence[Cell]
    written: Mapping[str, Written]
    known: Mapping[str, Sequence[str]] = field(default_factory=dict)
    made_on: date


def workbook(wanted: Wanted) -> bytes:
    """The workbook: a sheet that says how to fill it in, a sheet for each chapter, and the hidden one."""
    made = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(made, options) as book:
        book.set_properties({"title": wanted.words.title, "created": datetime(*wanted.made_on.timetuple()[:3])})
        looks = _looks(book, right_to_left=direction(wanted.language) == "rtl")
        _guide(_sheet(book, wanted.words.guide, wanted), wanted, looks)
        for chapter in wanted.checklist.chapters:
            cells = [cell for cell in wanted.cells if chapter_of(cell.article) == chapter]
            if cells:
                _chapter(_sheet(book, label("numbered_chapters", chapter, wanted.language), wanted), cells, wanted, looks)
        _hidden(book, wanted)
    return made.getvalue()


def _looks(book: Any, *, right_to_left: bool) -> Mapping[str, Any]:
    same = {"text_wrap": True, "valign": "top", "reading_order": 2 if right_to_left else 1}
    return {
        "title": book.add_format({**same, "bold": True, "font_size": 16}),
        "said": book.add_format(same),
        "quiet": book.add_format({**same, "font_color": "#5b5b52", "italic": True}),
        "head": book.add_format({**same, "bold": True, "bg_color": "#e9e4d6", "border": 1}),
        "article": book.add_format({**same, "bold": True, "font_size": 13, "bg_color": "#f5f2ea"}),
        "answer": book.add_format({**same, "locked": False, "num_format": "@", "border": 1, "bg_color": "#fffffb"}),
    }


def _sheet(book: Any, name: str, wanted: Wanted) -> Any:
    """A sheet in which only answers can be changed; protected without a password, against slips and not against people."""
    sheet = book.add_worksheet(name[:31])
    if direction(wanted.language) == "rtl":
        sheet.right_to_left()
    sheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.hide_gridlines(2)
    return sheet


def _guide(sheet: Any, wanted: Wanted, looks: Mapping[str, Any]) -> None:
    sheet.set_column(0, 0, 100)
    sheet.write_string(0, 0, wanted.words.title, looks["title"])
    sheet.write_string(1, 0, defused(wanted.words.state), looks["said"])
    for row, line in enumerate(wanted.words.lines, start=3):
        sheet.write_string(row, 0, defused(line), looks["said"])


def _chapter(sheet: Any, cells: Sequence[Cell], wanted: Wanted, looks: Mapping[str, Any]) -> None:
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width, None, {"hidden": column == KEY})
    for column, head in enumerate(wanted.words.heads, start=1):
        sheet.write_string(0, column, head, looks["head"])
    sheet.freeze_panes(1, 0)
    row, article = 1, ""
    for cell in cells:
        if cell.article != article:
            article = cell.article
            _article(sheet, row, article, wanted, looks)
            row += 1
        _asked(sheet, row, cell, wanted, looks)
        row += 1


def _article(sheet: Any, row: int, article: str, wanted: Wanted, looks: Mapping[str, Any]) -> None:
    title = getattr(provisions()[article], f"title_{wanted.language}")
    sheet.write_string(row, 1, citations.write([article], language=wanted.language), looks["article"])
    sheet.write_string(row, 2, title, looks["article"])
    sheet.write_string(row, ANSWER, label("article_descriptions", article, wanted.language), looks["quiet"])
    known = "\n".join(wanted.known.get(article, ()))
    shown = known if len(known) <= _MOST_IN_A_CELL else f"{known[:_MOST_IN_A_CELL]}…"
    sheet.write_string(row, ANSWER + 1, defused(shown), looks["quiet"])
    sheet.set_row(row, 60)


def _asked(sheet: Any, row: int, cell: Cell, wanted: Wanted, looks: Mapping[str, Any]) -> None:
    written = wanted.written[cell.key]
    answers = {code: label(ANSWERS, code, wanted.language) for code in cell.answers}
    sheet.write_string(row, KEY, cell.key)
    sheet.write_string(row, 1, citations.write([cell.provision], language=wanted.language), looks["said"])
    sheet.write_string(row, 2, _question(cell, wanted), looks["said"])
    sheet.write_string(row, ANSWER, answers.get(written.value, defused(written.value)), looks["answer"])
    sheet.set_row(row, _HEIGHTS[cell.question.kind])
    if answers:
        wrong = {"error_message": wanted.words.not_listed[:255]}
        sheet.data_validation(row, ANSWER, row, ANSWER, {"validate": "list", "source": list(answers.values()), **wrong})
    else:
        wrong = {"error_message": wanted.words.too_long[:255]}
        most = {"validate": "length", "criteria": "<=", "value": LONGEST_TEXT}
        sheet.data_validation(row, ANSWER, row, ANSWER, most | wrong)


def _question(cell: Cell, wanted: Wanted) -> str:
    asked = words_of(wanted.checklist, cell, wanted.language)
    return f"{cell.question.words[wanted.language]} – {asked}" if cell.type else asked


def _hidden(book: Any, wanted: Wanted) -> None:
    sheet = book.add_worksheet(HIDDEN)
    sheet.very_hidden()
    sheet.protect()
    told = {
        "form": FORM,
        "state": wanted.state,
        "checklist": wanted.checklist.checklist,
        "phase": str(wanted.checklist.phase),
        "cycle": str(wanted.checklist.cycle),
        "language": wanted.language,
        "made_on": wanted.made_on.isoformat(),
    }
    hashes = {cell.key: wanted.written[cell.key].hash for cell in wanted.cells}
    for row, (name, value) in enumerate((told | hashes).items()):
        sheet.write_string(row, 0, name)
        sheet.write_string(row, 1, value)

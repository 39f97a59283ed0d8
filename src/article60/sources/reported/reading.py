"""From the rows of a provider's spreadsheet to reported activities, or to everything that is wrong, cell by cell."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from openpyxl.utils import get_column_letter

from article60 import workbooks
from article60.codes.reader import by_code
from article60.domain.reported_activity import ReportedActivity
from article60.sources.forms.values import key_named
from article60.sources.reported import cells
from article60.sources.reported.problems import Problem, Unusable
from article60.text.normalise import fold

KEYS = "report_keys"
SHEET = "activities"
MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 2_000
MOST_BLANK_ROWS = 20_000
MOST_COLUMNS = 60

READ: Mapping[str, Callable[[Any], Any]] = {
    "reference": cells.reference,
    "title": cells.words(cells.LONGEST_TITLE),
    "description": cells.words(cells.LONGEST_TEXT),
    "states": cells.states,
    "provisions": cells.provisions,
    "types": cells.types,
    "bodies": cells.bodies,
    "status": cells.status,
    "start": cells.first_day,
    "end": cells.last_day,
    "budget": cells.amount,
    "disbursed": cells.amount,
    "currency": cells.currency,
    "value_on": cells.first_day,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One activity, under the reference of its provider, with the row of the sheet on which it stands."""

    reference: str
    row: int
    activity: ReportedActivity


@dataclass(slots=True)
class Found:
    """What a spreadsheet holds: rows, and what is wrong; with anything wrong nothing of it is to be used."""

    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read(path: Path, *, language: str) -> Found:
    """Rows and problems of a workbook; `language` is that of its titles. Never raises for what stands in the file."""
    found = Found()
    if path.stat().st_size > MOST_BYTES:
        found.problems.append(Problem(kind="too_large"))
        return found
    try:
        book = workbooks.opened(path, read_only=True, data_only=False, keep_links=False)
    except workbooks.NotOpened as error:
        found.problems.append(Problem(kind="too_large" if error.why == workbooks.PACKED else "not_a_workbook"))
        return found
    try:
        _sheet(book, found, language)
    finally:
        book.close()
    return found


def _sheet(book: Any, found: Found, language: str) -> None:
    named = {sheet.title.casefold(): sheet for sheet in reversed(book.worksheets)}
    if not named:
        found.problems.append(Problem(kind="not_a_workbook"))
        return
    sheet = named.get(SHEET, book.worksheets[0])
    sheet.reset_dimensions()  # what the file claims of its size is not believed
    rows = _filled(sheet)
    head = next(rows, None)
    if head is None:
        found.problems.append(Problem(kind="no_rows", sheet=sheet.title))
        return
    columns = _columns(head, sheet.title, found)
    if found.problems:
        return
    _rows(rows, columns, sheet.title, found, language)


def _filled(sheet: Any) -> Iterator[tuple[int, Sequence[Any]]]:
    """Number and cells of the rows that hold something; a long stretch of empty ones ends the sheet."""
    blank = 0
    for number, cells_of in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), start=1):
        if any(cells.text(cell.value) for cell in cells_of):
            blank = 0
            yield number, cells_of
        else:
            blank += 1
            if blank > MOST_BLANK_ROWS:
                return


def _columns(head: tuple[int, Sequence[Any]], sheet: str, found: Found) -> Mapping[str, int]:
    """Column by key: headings are keys or their labels in any of the six languages."""
    number, cells_of = head
    columns: dict[str, int] = {}
    for column, cell in enumerate(cells_of):
        written = cells.text(cell.value).rstrip("*").strip()
        if not written:
            continue
        where = f"{get_column_letter(column + 1)}{number}"
        key = key_named(written, KEYS)
        if key is None:
            found.problems.append(Problem(kind="no_such_column", sheet=sheet, cell=where, value=written))
        elif key in columns:
            found.problems.append(Problem(kind="column_twice", sheet=sheet, cell=where, key=key, value=written))
        else:
            columns[key] = column
    found.problems += [
        Problem(kind="column_missing", sheet=sheet, key=key)
        for key, row in by_code(KEYS).items()
        if row["needed"] and key not in columns
    ]
    return columns


def _rows(
    rows: Iterator[tuple[int, Sequence[Any]]], columns: Mapping[str, int], sheet: str, found: Found, language: str
) -> None:
    seen: set[str] = set()
    counted = 0
    for number, cells_of in islice(rows, MOST_ROWS + 1):
        counted += 1
        if counted > MOST_ROWS:
            found.problems.append(Problem(kind="too_many_rows", sheet=sheet))
            return
        line = _Line(number, sheet, found)
        said = {key: line.value(key, column, cells_of) for key, column in columns.items()}
        line.agree(said, columns)
        if said["reference"] and fold(said["reference"]) in seen:
            line.wrong("twice", "reference", columns["reference"], said["reference"])
        seen.add(fold(said["reference"] or ""))
        if not line.bad:
            found.rows.append(Row(reference=said.pop("reference"), row=number, activity=_activity(said, language)))
    if not counted:
        found.problems.append(Problem(kind="no_rows", sheet=sheet))


class _Line:
    """One row while it is read."""

    def __init__(self, number: int, sheet: str, found: Found) -> None:
        self.number, self.sheet, self.found = number, sheet, found
        self.bad: set[str] = set()

    def wrong(self, kind: str, key: str, column: int, value: str = "") -> None:
        """Note what is wrong with a cell."""
        self.bad.add(key)
        where = f"{get_column_letter(column + 1)}{self.number}"
        self.found.problems.append(Problem(kind=kind, sheet=self.sheet, cell=where, key=key, value=value))

    def value(self, key: str, column: int, cells_of: Sequence[Any]) -> Any:
        """What is made of a cell; None where it is empty or cannot be used."""
        cell = cells_of[column] if column < len(cells_of) else None
        held = None if cell is None else cell.value
        shown = cells.text(held)
        if not shown:
            if by_code(KEYS)[key]["needed"]:
                self.wrong("missing", key, column)
            return None
        if cell is not None and (kind := {"f": "formula", "e": "error_value"}.get(cell.data_type)):
            self.wrong(kind, key, column, shown)
            return None
        try:
            found = READ[key](held)
        except Unusable as error:
            self.wrong(error.kind, key, column, shown)
            return None
        if found == () and by_code(KEYS)[key]["needed"]:
            self.wrong("missing", key, column, shown)
        return found

    def agree(self, said: Mapping[str, Any], columns: Mapping[str, int]) -> None:
        """Note where one value asks for another, or contradicts it."""
        start, end = said.get("start"), said.get("end")
        if start is not None and end is not None and end < start:
            self.wrong("ends_before_start", "end", columns["end"], end.isoformat())
        for key in ("budget", "disbursed"):
            if said.get(key) is not None and said.get("currency") is None and "currency" not in self.bad:
                self.wrong("amount_without_currency", key, columns[key], said[key])
        if said.get("budget") is not None and end is None and "end" not in self.bad:
            self.wrong("budget_without_end", "budget", columns["budget"], said["budget"])


def _activity(said: Mapping[str, Any], language: str) -> ReportedActivity:
    start: date = said["start"]
    amounts = said.get("budget") is not None or said.get("disbursed") is not None
    given = {key: value for key, value in said.items() if value is not None}
    given["value_on"] = (said.get("value_on") or start) if amounts else None
    given["currency"] = said.get("currency") if amounts else None
    return ReportedActivity(language=language, **given)

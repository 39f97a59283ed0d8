"""Reads a national plan back from its workbook: its rows, and what was filled in, changed, added or taken out."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from openpyxl.utils import get_column_letter

from article60 import workbooks
from article60.codes.languages import LANGUAGES
from article60.domain.answerable import Answerable
from article60.publication.defused import defused
from article60.publication.reading import open_to_show
from article60.publication.reports.annex import KIND, LANGUAGE, RELEASE
from article60.publication.reports.national_plan import COLUMNS, HOLDS, NAME, PROPOSED, heads, planned
from article60.publication.reports.records import Teller
from article60.publication.reports.wording import Wording

LOOKED_AT = 60
"""Rows from the top among which the heads are looked for."""
KEY = {"record": "need_id"}
"""Names in the lines that are printed, where they differ from the keys of columns."""


class NotAPlan(Answerable, ValueError):
    """The file is no workbook that holds a national plan; the message says what is missing, where, and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of the plan as it stands in the file, by column; `at` is its number in the sheet, none of one taken out."""

    at: int | None
    status: str
    cells: Mapping[str, str]
    changed: Mapping[str, tuple[str, str]]
    proposed: Sequence[str]

    def line(self) -> dict[str, Any]:
        """The row as it is printed; empty cells are null."""
        named = {KEY.get(key, key): text or None for key, text in self.cells.items()}
        changed = {KEY.get(key, key): {"was": was or None, "is": now or None} for key, (was, now) in self.changed.items()}
        return {"row": self.at, "status": self.status, **named, "proposed": list(self.proposed), "changed": changed}


@dataclass(slots=True)
class Back:
    """A plan as read back: its rows, and notes on what only people can settle."""

    rows: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """Where the plan stands in a workbook: the sheet, the row of its heads, the place of each column, its language."""

    sheet: Any
    head: int
    places: Mapping[str, int]
    language: str

    def where(self, row: int, key: str) -> str:
        """A cell, as people find it."""
        letter = get_column_letter(self.places[key] + 1)
        return f"sheet {self.sheet.title!r}, row {row}, column {letter} ({heads(self.language)[key]})"


def read_back(file: Path, release: Path) -> Back:
    """The rows of a plan, held against what the Release would put there. Raises NotAPlan, NotARelease."""
    with closing(_opened(file)) as book:
        described, connection = open_to_show(release)
        with closing(connection):
            return _read(book, file, name=described["name"], connection=connection)


def _read(book: Any, file: Path, *, name: str, connection: sqlite3.Connection) -> Back:
    own = {one.name: one.value for one in book.custom_doc_props.props}
    if own.get(KIND, NAME) != NAME:
        raise NotAPlan(f"{file.name} is a {own[KIND]}, no {NAME}; give the workbook that `article60 report {NAME}` made")
    found, back = _find(book, own.get(LANGUAGE), file), Back()
    if own.get(RELEASE) != name:
        made_from = own.get(RELEASE) or "one that it does not name"
        back.notes.append(f"the plan was made from Release {made_from}, not {name}: it is compared with what {name} holds")
    given = list(_rows(found, back))
    sent = _sent(connection, found.language, {cells["record"] for _, cells in given})
    _compare(given, sent, found, back)
    return back


def _opened(file: Path) -> Any:
    try:
        return workbooks.opened(file, data_only=True)
    except workbooks.NotOpened as error:
        raise NotAPlan(f"{file.name} is no workbook that can be read: {error}; save it as .xlsx") from error


def _find(book: Any, language: str | None, file: Path) -> _Found:
    """The sheet and row in which most heads of the plan stand, whatever the order of the columns."""
    likely = [language] if language in LANGUAGES else list(LANGUAGES)
    best: tuple[int, _Found] | None = None
    for sheet in book.worksheets:
        for number, row in enumerate(sheet.iter_rows(max_row=LOOKED_AT, values_only=True), start=1):
            said = [_text(one) for one in row]
            for tongue in likely:
                places = {key: said.index(head) for key, head in heads(tongue).items() if head in said}
                if best is None or len(places) > best[0]:
                    best = (len(places), _Found(sheet=sheet, head=number, places=places, language=tongue))
    if best is None or best[0] < len(COLUMNS) // 2:
        raise NotAPlan(
            f"{file.name}: no sheet has the heads of a plan; put back the row that begins {heads(likely[0])['record']}"
        )
    _whole(best[1])
    return best[1]


def _whole(found: _Found) -> None:
    """Raises NotAPlan where a head is missing or stands twice."""
    said = [_text(one.value) for one in found.sheet[found.head]]
    at = f"sheet {found.sheet.title!r}, row {found.head}"
    for key, head in heads(found.language).items():
        if key not in found.places:
            raise NotAPlan(f"{at}: the column {head} is missing; put its head back")
        if said.count(head) > 1:
            raise NotAPlan(f"{at}: the column {head} stands twice; rename one of them")


def _rows(found: _Found, back: Back) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows below the heads that are not empty, with their number."""
    for number, row in enumerate(found.sheet.iter_rows(min_row=found.head + 1, values_only=True), start=found.head + 1):
        raw = {key: row[place] if place < len(row) else None for key, place in found.places.items()}
        cells = {key: _cell(key, value, found.where(number, key), back) for key, value in raw.items()}
        if any(cells.values()):
            yield number, cells


def _cell(key: str, value: object, where: str, back: Back) -> str:
    """A cell as text: days as ISO 8601, amounts as decimal text; what does not fit is kept as it stands, and noted."""
    text = _text(value)
    if not text:
        return ""
    match HOLDS.get(key):
        case "day":
            return _day(value, text, where, back)
        case "amount":
            return _amount(text, where, back)
        case "currency" if not (len(text) == 3 and text.isascii() and text.isalpha()):
            back.notes.append(f"{where}: {text!r} is no currency; write its three letters, as USD")
        case "currency":
            return text.upper()
    return text


def _day(value: object, text: str, where: str, back: Back) -> str:
    if isinstance(value, date):  # a datetime too
        return (value.date() if isinstance(value, datetime) else value).isoformat()
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        back.notes.append(f"{where}: {text!r} is no day; write it as 2027-06-30")
        return text


def _amount(text: str, where: str, back: Back) -> str:
    try:
        amount = Decimal(text)
    except InvalidOperation:
        amount = Decimal(-1)
    if not amount.is_finite() or amount < 0:
        back.notes.append(f"{where}: {text!r} is no amount; write the number alone, the currency in the next column")
        return text
    return f"{amount.normalize():f}"


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()


def _sent(connection: sqlite3.Connection, language: str, records: set[str]) -> dict[str, dict[str, str]]:
    """What stood in the plan of the State when it was made, by need; of every State of which a need stands in the file."""
    states = [row[0] for row in connection.execute("SELECT state FROM states ORDER BY state")]
    named = {record.partition("-")[0] for record in records}
    teller, words = Teller(connection, Wording(language, "report")), Wording(language, "plan")
    rows = [one for state in states if state in named for one in planned(teller, state)]
    return {one.told.need.need_id: one.cells(words) for one in rows}


def _compare(
    given: Sequence[tuple[int, dict[str, str]]], sent: Mapping[str, dict[str, str]], found: _Found, back: Back
) -> None:
    mark = Wording(found.language, "plan").say("proposed")
    seen: dict[str, int] = {}
    for number, cells in given:
        record = cells["record"]
        if record and record not in sent:
            back.notes.append(
                f"{found.where(number, 'record')}: no open need {record} in the Release; the row is kept as added"
            )
        elif record in seen:
            back.notes.append(f"{found.where(number, 'record')}: {record} stands in row {seen[record]} too; both are kept")
        seen.setdefault(record, number) if record else None
        back.rows.append(_row(number, cells, sent.get(record), mark))
    for record, cells in sent.items():
        if record not in seen:
            back.rows.append(Row(at=None, status="removed", cells=_unmarked(cells, mark), changed={}, proposed=()))


def _row(number: int, cells: dict[str, str], before: dict[str, str] | None, mark: str) -> Row:
    if before is None:
        return Row(at=number, status="added", cells=_unmarked(cells, mark), changed={}, proposed=())
    changed = {key: (before[key], now) for key, now in cells.items() if now not in (before[key], defused(before[key]))}
    kept = [key for key in PROPOSED if before[key] and key not in changed]
    status = "unchanged" if not changed else "changed" if any(was for was, _ in changed.values()) else "filled_in"
    as_before = {key: before[key] if key not in changed else now for key, now in cells.items()}
    return Row(at=number, status=status, cells=_unmarked(as_before, mark), changed=changed, proposed=kept)


def _unmarked(cells: Mapping[str, str], mark: str) -> dict[str, str]:
    """Cells without the mark of a proposal, which says what it is and not who."""
    return {key: text.removesuffix(mark).rstrip() if key in PROPOSED else text for key, text in cells.items()}

"""The clearance sheet as a workbook: a row for each need, its answer chosen from a list; and what came back in one."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from article60 import workbooks
from article60.publication.defused import defused
from article60.publication.reports.annex import ANSWERS, KIND, LANGUAGE, ONCE, RELEASE
from article60.publication.reports.model import Choices, Column, Field, Sheet
from article60.publication.reports.word.reading import NotAReport, Read

ANSWER, WORDS, SINCE, COMMENT = "answer", "words", "since", "comment"
"""What is filled in for each need."""
SAID = ("record", "institution", "provision", "need", "source")
WIDTHS = {
    "record": 24, "institution": 24, "provision": 18, "need": 48, "source": 24, ANSWER: 18, WORDS: 40, SINCE: 16, COMMENT: 32,
}  # fmt: skip
"""Columns by key, in their order, with their width in letters."""
OF_THE_SHEET = "sheet/"
"""How the keys begin of what is asked about the whole sheet."""
_KEY = re.compile(r"[A-Z]{2}-[^.\s]+\.[0-9a-f]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Altered:
    """Words that were changed where nothing is to be filled in: those there now, and those before; empty for nothing."""

    now: str
    before: str
    row: int | None = None

    @property
    def told(self) -> str:
        """As a note."""
        where = f"row {self.row}: " if self.row is not None else ""
        if not self.now and self.row is None:
            return f"{where}words struck out where nothing is to be filled in: {self.before!r}"
        instead = f" in place of {self.before!r}" if self.before or self.row is not None else ""
        return f"{where}words changed where nothing is to be filled in, not taken over: {self.now!r}{instead}"


def sheet(
    name: str,
    lines: Sequence[str],
    heads: Mapping[str, str],
    rows: Mapping[str, Sequence[str]],
    forms: Sequence[Choices | Field],
) -> Sheet:
    """The rows to be filled in. `rows`: what is said of each need, by its key; `forms`: places of the report, for labels.

    What the report asks about the whole sheet is chosen once, above the rows.
    """
    boxes = next((one.choices for one in forms if isinstance(one, Choices) and one.key.endswith(f"/{ANSWER}")), ())
    labels = {one.key.rpartition("/")[2]: one.label for one in forms if isinstance(one, Field)}
    labels = {**labels, **heads}
    columns = [
        Column(key=key, head=labels[key], width=width, choices=tuple(box.label for box in boxes) if key == ANSWER else ())
        for key, width in WIDTHS.items()
    ]
    of_all = [one for one in forms if isinstance(one, Choices) and one.key.startswith(OF_THE_SHEET)]
    once = [Column(key=one.key, head=one.label, width=0, choices=tuple(box.label for box in one.choices)) for one in of_all]
    answers = {box.label: box.key for some in (boxes, *(one.choices for one in of_all)) for box in some}
    blank = [""] * (len(WIDTHS) - len(SAID))
    filled = [[*said, *blank] for said in rows.values()]
    return Sheet(name=name, lines=lines, columns=columns, rows=filled, answers=answers, once=once)


def read(path: Path) -> Read:
    """What stands in a returned workbook, as a returned Word file would say it. Raises NotAReport."""
    ticked: dict[str, Sequence[str]] = {}
    fields: dict[str, str] = {}
    with closing(_opened(path)) as book:
        own = {one.name: str(one.value) for one in book.custom_doc_props.props}
        known, once = _pairs(own.get(ANSWERS, "")), _pairs(own.get(ONCE, ""))

        def chosen(number: int, answer: str) -> Sequence[str]:
            if answer and answer not in known:
                raise NotAReport(f"{path.name}, row {number}: {answer!r} is none of the answers {', '.join(known)}")
            return (known[answer],) if answer else ()

        for number, cells in _rows(book):
            key = cells["record"]
            ticked[f"{key}/{ANSWER}"] = chosen(number, cells[ANSWER])
            fields |= {f"{key}/{name}": cells[name] for name in (WORDS, SINCE, COMMENT)}
        for number, head, answer in _beside(book, once):
            ticked[once[head]] = (*ticked.get(once[head], ()), *chosen(number, answer))
    return Read(
        kind=own.get(KIND, ""),
        language=own.get(LANGUAGE, ""),
        release=own.get(RELEASE, ""),
        numbers=(),
        ticked=ticked,
        fields=fields,
    )


def altered(path: Path, sent: Sheet) -> list[Altered]:
    """Each cell whose words were changed where nothing is to be filled in."""
    before = {row[0]: dict(zip(WIDTHS, row, strict=True)) for row in sent.rows}
    found: list[Altered] = []
    with closing(_opened(path)) as book:
        for number, cells in _rows(book):
            was = before.get(cells["record"], {})
            found.extend(
                Altered(now=cells[key], before=was[key], row=number)
                for key in SAID[1:]
                if was and cells[key] not in (was[key].strip(), defused(was[key]).strip())
            )
    return found


def _opened(path: Path) -> Any:
    try:
        return workbooks.opened(path, data_only=True)
    except workbooks.NotOpened as error:
        raise NotAReport(f"{path.name} is no workbook that can be read: {error}; save it as .xlsx") from error


def _rows(book: Any) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows that begin with the key of a need, with their number."""
    for page in book.worksheets:
        for number, row in enumerate(page.iter_rows(values_only=True), start=1):
            if _KEY.fullmatch(_text(row[0]) if row else ""):
                cells = [_text(one) for one in row[: len(WIDTHS)]]
                yield number, dict(zip(WIDTHS, [*cells, *[""] * (len(WIDTHS) - len(cells))], strict=True))


def _beside(book: Any, heads: Collection[str]) -> Iterator[tuple[int, str, str]]:
    """Rows that begin with one of these heads, with their number and what stands beside the head."""
    for page in book.worksheets:
        for number, row in enumerate(page.iter_rows(max_col=2, values_only=True), start=1):
            if row and (head := _text(row[0])) in heads:
                yield number, head, _text(row[1] if len(row) > 1 else None)


def _pairs(told: str) -> Mapping[str, str]:
    return dict(pair.partition("=")[::2] for pair in told.split("\n") if pair)


def _text(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else "" if value is None else str(value).strip()

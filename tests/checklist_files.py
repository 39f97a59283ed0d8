"""Workbooks of a checklist for tests: as they are written, filled in, and as people and programs spoil them."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from openpyxl import load_workbook

from article60.domain.checklist import Checklist, checklist
from article60.domain.checklist_answer import answer_hash
from article60.publication.checklist.writing import ANSWER, HIDDEN, KEY, Wanted, Words, Written, workbook

FIRST = checklist("p1c1v1")
CELL, CHOICE, MARK = "16(1).measures", "16(1).implemented", "16.type.legal_advice"
WORDS = Words(
    title="Checklist", state="Ndara", lines=["Fill it in"], guide="Guide", heads=["Provision", "Question", "Answer", "Known"],
    too_long="Too long", not_listed="Not listed",
)  # fmt: skip


def made(
    answers: Mapping[str, str] | None = None,
    *,
    of: Checklist = FIRST,
    state: str = "XA",
    language: str = "en",
    articles: tuple[str, ...] = ("15", "16", "46"),
) -> bytes:
    """A workbook of some articles, with these answers in it."""
    values = answers or {}
    cells = [cell for cell in of.cells.values() if cell.article in articles]
    told = {cell.key: values.get(cell.key, "") for cell in cells}
    hashes = {key: answer_hash(state=state, checklist=of.checklist, key=key, value=value) for key, value in told.items()}
    written = {key: Written(value=value, hash=hashes[key]) for key, value in told.items()}
    return workbook(
        Wanted(
            checklist=of, state=state, language=language, words=WORDS, cells=cells, written=written,
            known={"16": ["XA-AAAAAAAA: =HYPERLINK(0)"]}, made_on=date(2026, 11, 26),
        )
    )  # fmt: skip


def edited(book: bytes, change: Callable[[Any], Any]) -> bytes:
    """The workbook as another program saves it after a change."""
    opened = load_workbook(io.BytesIO(book))
    change(opened)
    out = io.BytesIO()
    opened.save(out)
    return out.getvalue()


def place(opened: Any, key: str) -> Any:
    """The cell in which an answer stands."""
    for sheet in opened.worksheets:
        for row in sheet.iter_rows():
            if row[KEY].value == key and sheet.title != HIDDEN:
                return row[ANSWER]
    raise KeyError(key)


def filled(book: bytes, values: Mapping[str, Any]) -> bytes:
    """The workbook with these cells filled in."""

    def change(opened: Any) -> None:
        for key, value in values.items():
            place(opened, key).value = value

    return edited(book, change)


def repacked(book: bytes, change: Callable[[dict[str, bytes]], Any]) -> bytes:
    """The package with its parts changed."""
    with zipfile.ZipFile(io.BytesIO(book)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    change(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def in_sheets(pattern: bytes, by: bytes) -> Callable[[dict[str, bytes]], None]:
    """A change of what stands in the parts of all sheets."""

    def change(parts: dict[str, bytes]) -> None:
        for name in parts:
            if name.startswith("xl/worksheets/"):
                parts[name] = re.sub(pattern, by, parts[name])

    return change

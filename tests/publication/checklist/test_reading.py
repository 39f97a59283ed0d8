"""Whatever is done to a workbook: what was changed is found, what is wrong is named, and nothing breaks the reader."""

import io
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook as NewBook

from article60.apart import NoAnswer
from article60.codes.languages import LANGUAGES
from article60.domain.checklist import checklist
from article60.publication.checklist import problems, reasons, returned
from article60.publication.checklist.writing import ANSWER, HIDDEN
from checklist_files import CELL, CHOICE, MARK, edited, filled, in_sheets, made, place, repacked

NEW = {CELL: "Penal Code"}


def read(book: bytes, folder: Path) -> dict[str, Any]:
    """As pages have it read: in a limited process."""
    file = folder / "0123abcd"  # as the store names it
    file.write_bytes(book)
    return returned.told(file)


def values(told: dict[str, Any]) -> dict[str, str]:
    return {key: value for key, (_, value) in told["changed"].items()}


def moved(opened: Any) -> None:
    sheet = place(opened, CELL).parent
    sheet.insert_rows(2, 3)
    sheet.title = "My own name"


def sorted_rows(opened: Any) -> None:
    sheet = place(opened, CELL).parent
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    for number, row in enumerate(reversed(rows), start=1):
        for column, value in enumerate(row, start=1):
            sheet.cell(number, column).value = value


def without_a_row(opened: Any) -> None:
    cell = place(opened, CHOICE)
    cell.parent.delete_rows(cell.row)


def twice(opened: Any, value: str) -> None:
    cell = place(opened, CELL)
    sheet = cell.parent
    for column in range(1, 6):
        sheet.cell(500, column).value = sheet.cell(cell.row, column).value
    sheet.cell(500, ANSWER + 1).value = value


def hidden(key: str, value: str | None) -> Callable[[Any], None]:
    def change(opened: Any) -> None:
        for row in opened[HIDDEN].iter_rows():
            if row[0].value == key:
                row[1].value = value

    return change


def extra_sheet(opened: Any) -> None:
    opened.create_sheet("Notes")["A1"] = "Our own notes"
    opened["Notes"]["A2"] = "16(1).nothing"


def far_cell(opened: Any) -> None:
    place(opened, CELL).parent["XFD1048576"] = "x"


def added(name: str, content: bytes) -> Callable[[dict[str, bytes]], None]:
    return lambda parts: parts.update({name: content})


SIZE = rb'<dimension ref="[^"]*"'
UNCHANGED: dict[str, Callable[[], bytes]] = {
    "as it was written": made,
    "saved by another program": lambda: edited(made({CELL: "Words", CHOICE: "no", MARK: "yes"}), lambda book: None),
    "blanks around and other line ends": lambda: filled(made({CELL: "a\nb"}), {CELL: " a \r\nb  "}),
    "an answer in another form of the same letters": lambda: filled(made({CELL: "é"}), {CELL: "e\u0301"}),
    "chosen in another language": lambda: filled(made({CHOICE: "partly"}, language="ar"), {CHOICE: "En partie"}),
    "a column added": lambda: edited(made(), lambda book: place(book, CELL).parent.__setitem__("H5", "note")),
    "a sheet added": lambda: edited(made(), extra_sheet),
    "rows moved and sheet renamed": lambda: edited(made({CELL: "Words"}), moved),
    "rows sorted the other way round": lambda: edited(made({CELL: "Words"}), sorted_rows),
    "the row copied": lambda: edited(made({CELL: "Words"}), lambda book: twice(book, "Words")),
    "a cell far away": lambda: edited(made(), far_cell),
    "size of the sheet told too large": lambda: repacked(made({CELL: "a"}), in_sheets(SIZE, b'<dimension ref="A1:XFD1048576"')),
    "size of the sheet told too small": lambda: repacked(made({CELL: "a"}), in_sheets(SIZE, b'<dimension ref="A1"')),
    "signs that are written as their numbers": lambda: made({CELL: "a_x000D_b"}),
    "macros put in": lambda: repacked(made(), added("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0macro")),
    "a way out of the folder": lambda: repacked(made(), added("../../etc/passwd", b"x")),
    "a link to another file": lambda: repacked(made(), added("xl/externalLinks/externalLink1.xml", b"<x/>")),
}  # fmt: skip

CHANGED: dict[str, tuple[Callable[[], bytes], dict[str, str]]] = {
    "words": (lambda: filled(made(), NEW), NEW),
    "words taken out": (lambda: filled(made(NEW), {CELL: None}), {CELL: ""}),
    "blanks alone": (lambda: filled(made(NEW), {CELL: " \u3000\n"}), {CELL: ""}),
    "chosen": (lambda: filled(made(), {CHOICE: "In part"}), {CHOICE: "partly"}),
    "chosen in capitals with blanks": (lambda: filled(made(), {CHOICE: "  YES "}), {CHOICE: "yes"}),
    "chosen in Arabic in an English file": (lambda: filled(made(), {CHOICE: "جزئيا"}), {CHOICE: "partly"}),
    "chosen in Chinese": (lambda: filled(made(language="zh"), {CHOICE: "否"}), {CHOICE: "no"}),
    "marked with a cross": (lambda: filled(made(), {MARK: "X"}), {MARK: "yes"}),
    "mark taken out": (lambda: filled(made({MARK: "yes"}), {MARK: ""}), {MARK: ""}),
    "a whole number": (lambda: filled(made(), {CELL: 2019.0}), {CELL: "2019"}),
    "a number": (lambda: filled(made(), {CELL: 3.5}), {CELL: "3.5"}),
    "a day": (lambda: filled(made(), {CELL: date(2026, 1, 5)}), {CELL: "2026-01-05"}),
    "a day and an hour": (lambda: filled(made(), {CELL: datetime(2026, 1, 5, 9)}), {CELL: "2026-01-05"}),
    "marks of direction": (lambda: filled(made(), {CELL: "قانون\u202e العقوبات"}), {CELL: "قانون\u202e العقوبات"}),
    "signs that are none": (lambda: filled(made(), {CELL: "a_x0000_b_x000D_"}), {CELL: "ab"}),
    "the longest answer": (lambda: filled(made(), {CELL: "x" * 10_000}), {CELL: "x" * 10_000}),
    "words that look like a formula": (lambda: filled(made(), {CELL: "'=no formula"}), {CELL: "=no formula"}),
    "rows moved": (lambda: edited(filled(made(), NEW), moved), NEW),
    "hash altered": (lambda: edited(made({CELL: "a"}), hidden(CELL, "0" * 64)), {CELL: "a"}),
}  # fmt: skip

WRONG: dict[str, tuple[Callable[[], bytes], str]] = {
    "a formula": (lambda: filled(made(), {CELL: "=1+1"}), reasons.FORMULA),
    "a formula that fetches": (lambda: filled(made(), {CELL: '=WEBSERVICE("http://x.example")'}), reasons.FORMULA),
    "a formula that runs a program": (lambda: filled(made(), {CELL: "=cmd|' /C calc'!A0"}), reasons.FORMULA),
    "an error": (lambda: filled(made(), {CELL: "#REF!"}), reasons.ERROR),
    "a truth value": (lambda: filled(made(), {CHOICE: True}), reasons.NOT_TEXT),
    "an answer that is none": (lambda: filled(made(), {CHOICE: "Perhaps"}), reasons.NOT_LISTED),
    "in part, where only yes and no can be chosen": (lambda: filled(made(), {"16.needed": "In part"}), reasons.NOT_LISTED),
    "a number where an answer is chosen": (lambda: filled(made(), {CHOICE: 7}), reasons.NOT_LISTED),
    "a mark that says no": (lambda: filled(made(), {MARK: "No"}), reasons.NOT_LISTED),
    "too long an answer": (lambda: filled(made(), {CELL: "x" * 10_001}), reasons.TOO_LONG),
    "two answers for one cell": (lambda: edited(made(NEW), lambda book: twice(book, "Other words")), reasons.TWICE),
    "no hash": (lambda: edited(made(), hidden(CELL, None)), reasons.NO_HASH),
}  # fmt: skip


def plain(text: bytes) -> Callable[[], bytes]:
    return lambda: text


def other_book() -> bytes:
    out = io.BytesIO()
    NewBook().save(out)
    return out.getvalue()


def duplicate() -> bytes:
    out = io.BytesIO(made())
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(out, "a") as package:
        package.writestr("xl/workbook.xml", b"<x/>")
    return out.getvalue()


def encrypted() -> bytes:
    """The flag of encryption set in the directory, with no password at hand."""
    book = bytearray(made())
    for place_of in (book.find(b"PK\x03\x04") + 6, book.find(b"PK\x01\x02") + 8):
        book[place_of] |= 1
    return bytes(book)


BILLION = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">' + b"".join(
    b'<!ENTITY %c "%s">' % (letter, b"&%c;" % (letter - 1) * 10) for letter in range(ord("b"), ord("k"))
) + b"]><l>&j;</l>"  # fmt: skip

REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (plain(b""), "empty"),
    "text": (plain(b"16(1).measures;Penal Code"), "no_workbook"),
    "a page": (plain(b"<html><table><tr><td>x</table>"), "no_workbook"),
    "a PDF": (plain(b"%PDF-1.7 x"), "no_workbook"),
    "the old format, or a password": (plain(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)), "locked"),
    "a package with no workbook": (lambda: repacked(made(), lambda parts: parts.pop("xl/workbook.xml")), "no_workbook"),
    "another workbook": (other_book, "no_hidden"),
    "hidden sheet taken out": (lambda: edited(made(), lambda book: book.remove(book[HIDDEN])), "no_hidden"),
    "another form": (lambda: edited(made(), hidden("form", "checklist-9")), "another_form"),
    "a version that is not known": (lambda: edited(made(), hidden("checklist", "p7c7v7")), "unknown_version"),
    "cut off": (lambda: made()[:-200], "no_workbook"),
    "cut in the middle": (lambda: made()[: len(made()) // 2], "no_workbook"),
    "the beginning alone": (lambda: made()[:30], "no_workbook"),
    "bytes turned in the middle": (lambda: made()[:3000] + bytes(400) + made()[3400:], "no_workbook"),
    "a sheet that is no XML": (lambda: repacked(made(), in_sheets(rb"(?s).*", b"<x")), "no_workbook"),
    "words that are no XML": (lambda: repacked(made(), added("xl/sharedStrings.xml", b"<sst>")), "no_workbook"),
    "too large": (lambda: made() + bytes(21 * 1024 * 1024), "too_large"),
    "a bomb": (lambda: repacked(made(), added("xl/media/x.bin", b"0" * 60_000_000)), "packed"),
    "many small parts": (lambda: repacked(made(), lambda parts: parts.update({f"x/{n}": b"" for n in range(600)})), "packed"),
    "one part twice": (duplicate, "packed"),
    "parts under a password": (encrypted, "no_workbook"),
}  # fmt: skip


@pytest.mark.parametrize("name", UNCHANGED)
def test_what_changes_no_answer_changes_nothing(name: str, tmp_path: Path) -> None:
    told = read(UNCHANGED[name](), tmp_path)
    assert (told["changed"], told["wrong"], told["missing"]) == ({}, [], [])


@pytest.mark.parametrize("name", CHANGED)
def test_what_was_changed_is_found(name: str, tmp_path: Path) -> None:
    make, wanted = CHANGED[name]
    told = read(make(), tmp_path)
    assert (values(told), told["wrong"]) == (wanted, [])


@pytest.mark.parametrize("name", WRONG)
def test_cell_that_cannot_be_used_is_named_and_the_others_are_read(name: str, tmp_path: Path) -> None:
    make, why = WRONG[name]
    told = read(filled(make(), {"15.challenges": "Words"}), tmp_path)
    assert values(told) == {"15.challenges": "Words"}
    assert [(one["why"], one["cell"][0], one["sheet"]) for one in told["wrong"]] == [(why, "D", "Chapter III")]


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_checklist_is_refused_by_name(name: str, tmp_path: Path) -> None:
    make, why = REFUSED[name]
    assert read(make(), tmp_path) == {"refused": why}


def test_row_that_is_gone_is_told_and_its_answer_stays(tmp_path: Path) -> None:
    told = read(edited(filled(made({CHOICE: "yes"}), NEW), without_a_row), tmp_path)
    assert (values(told), told["missing"], told["wrong"]) == (NEW, [CHOICE], [])


@pytest.mark.parametrize("part", ["xl/sharedStrings.xml", "xl/workbook.xml"])
def test_entities_that_swell_stay_within_bounds(part: str, tmp_path: Path) -> None:
    book = repacked(made(), lambda parts: parts.update({part: BILLION}))
    with suppress(NoAnswer):
        assert read(book, tmp_path) == {"refused": "no_workbook"}


@pytest.mark.parametrize("code", ["p1c1v1", "p1c2v1"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_version_and_language_comes_back(code: str, language: str, tmp_path: Path) -> None:
    of = checklist(code)
    article = next(iter(of.articles))
    book = made(of=of, language=language, articles=tuple(of.articles))
    told = read(filled(book, {f"{article}.need": "Words"}), tmp_path)
    assert (told["state"], told["checklist"], told["language"]) == ("XA", code, language)
    assert values(told) == {f"{article}.need": "Words"} and told["unchanged"] == len(of.cells) - 1


def test_every_reason_has_its_words() -> None:
    assert set(problems.OF_FILES) == set(reasons.OF_FILES) and set(problems.OF_CELLS) == set(reasons.OF_CELLS)
    assert {why for _, why in REFUSED.values()} == set(reasons.OF_FILES)
    assert {why for _, why in WRONG.values()} == set(reasons.OF_CELLS)

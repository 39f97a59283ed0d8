"""A provider's spreadsheet as people really fill it in: what is read, and what is named, cell by cell."""

import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from article60 import apart, workbooks
from article60.codes.labels import codes, label
from article60.codes.languages import LANGUAGES
from article60.codes.reader import by_code
from article60.publication.report_template import choices, template
from article60.sources.reported import reading
from article60.sources.reported.problems import CELL_KINDS, FILE_KINDS, HEAD_KINDS
from article60.sources.reported.reading import KEYS, Found, read

HEAD = list(by_code(KEYS))
GOOD: dict[str, Any] = {"reference": "A-1", "title": "Training", "states": "XA", "status": "2", "start": "2026-01-01"}


def written(tmp_path: Path, *rows: Sequence[Any], head: Sequence[Any] = HEAD, sheet: str = "activities") -> Path:
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    page.append(list(head))
    for row in rows:
        page.append(list(row))
    path = tmp_path / "ours.xlsx"
    book.save(path)
    return path


def row(**changed: Any) -> list[Any]:
    return [(GOOD | changed).get(key) for key in HEAD]


def of(tmp_path: Path, **changed: Any) -> Found:
    return read(written(tmp_path, row(**changed)), language="en")


TAKEN: list[tuple[str, dict[str, Any], str, Any]] = [
    ("state by its code in small letters", {"states": "xa"}, "states", ("XA",)),
    ("state by its formal name", {"states": "Republic of Ndara"}, "states", ("XA",)),
    ("state by its name in Arabic", {"states": "ندارا"}, "states", ("XA",)),
    ("states parted by semicolons, with one at the end", {"states": "XA; XB;"}, "states", ("XA", "XB")),
    ("states parted by commas", {"states": "XA, XB"}, "states", ("XA", "XB")),
    ("states parted by Arabic semicolons", {"states": "XA؛ XB"}, "states", ("XA", "XB")),
    ("states in lines of their own", {"states": "XA\nXB"}, "states", ("XA", "XB")),
    ("state twice", {"states": "XA; Ndara"}, "states", ("XA",)),
    ("name with a comma in it", {"states": "Bolivia (Plurinational State of); Congo"}, "states", ("BO", "CG")),
    ("mark that nobody sees before a code", {"states": "\u200fXA\ufeff"}, "states", ("XA",)),
    ("no-break space around a code", {"states": "\u00a0XA\u00a0"}, "states", ("XA",)),
    ("provision that the spreadsheet holds as a number", {"provisions": 9}, "provisions", ("9",)),
    ("provision as a number with a point", {"provisions": 9.0}, "provisions", ("9",)),
    ("provisions as cited", {"provisions": "art. 46, para. 9 (b)"}, "provisions", ("46(9)(b)",)),
    ("provisions parted by commas", {"provisions": "9, 46(9)"}, "provisions", ("9", "46(9)")),
    ("no provision", {"provisions": None}, "provisions", ()),
    ("type by its label", {"types": label("types", "legal_advice", "en")}, "types", ("legal_advice",)),
    ("type by its label in Chinese", {"types": label("types", "legal_advice", "zh")}, "types", ("legal_advice",)),
    ("types in another order", {"types": "translation; legal_advice"}, "types", ("legal_advice", "translation")),
    ("bodies with commas", {"bodies": "Board, of Tenders; Court"}, "bodies", ("Board, of Tenders", "Court")),
    ("status as a number", {"status": 2}, "status", "2"),
    ("status by its label in French", {"status": label("iati/ActivityStatus", "2", "fr")}, "status", "2"),
    ("day as the spreadsheet's own", {"start": datetime(2026, 3, 1)}, "start", date(2026, 3, 1)),
    ("day with a time", {"start": datetime(2026, 3, 1, 14, 30)}, "start", date(2026, 3, 1)),
    ("year alone as first day", {"start": 2026}, "start", date(2026, 1, 1)),
    ("year alone as last day", {"end": "2027"}, "end", date(2027, 12, 31)),
    ("amount with blanks by threes", {"disbursed": "1 250 000", "currency": "EUR"}, "disbursed", "1250000"),
    ("amount as a number with cents", {"disbursed": 1250.5, "currency": "EUR"}, "disbursed", "1250.5"),
    ("amount of zero", {"disbursed": 0, "currency": "EUR"}, "disbursed", "0"),
    ("very large amount", {"disbursed": 1e15, "currency": "EUR"}, "disbursed", "1000000000000000"),
    ("currency in small letters", {"disbursed": 1, "currency": "eur"}, "currency", "EUR"),
    ("currency without an amount", {"currency": "EUR"}, "currency", None),
    ("day of amounts left empty", {"disbursed": 1, "currency": "EUR"}, "value_on", date(2026, 1, 1)),
    ("title over two lines", {"title": "Training\n of auditors"}, "title", "Training of auditors"),
    ("title that is a number", {"title": 2026}, "title", "2026"),
    ("title that looks like a formula but is text", {"title": "'=1+1"}, "title", "'=1+1"),
]

WRONG: list[tuple[str, dict[str, Any], str, str]] = [
    ("no title", {"title": None}, "missing", "B2"),
    ("title of blanks", {"title": "   "}, "missing", "B2"),
    ("title that is too long", {"title": "x" * 501}, "too_long", "B2"),
    ("no reference", {"reference": None}, "missing", "A2"),
    ("reference with a blank", {"reference": "A 1"}, "bad_reference", "A2"),
    ("reference with a slash", {"reference": "A/1"}, "bad_reference", "A2"),
    ("reference that became a day", {"reference": datetime(2026, 9, 1)}, "bad_reference", "A2"),
    ("no state", {"states": None}, "missing", "D2"),
    ("state that is none", {"states": "Atlantis"}, "unknown_state", "D2"),
    ("one of several states that is none", {"states": "XA; Atlantis"}, "unknown_state", "D2"),
    ("only semicolons for states", {"states": ";"}, "missing", "D2"),
    ("provision that is none", {"provisions": "99"}, "unknown_provision", "E2"),
    ("paragraph that is none", {"provisions": "9(99)"}, "unknown_provision", "E2"),
    ("provision of which the spreadsheet made a day", {"provisions": datetime(2026, 9, 1)}, "turned_into_day", "E2"),
    ("provision with a point", {"provisions": 46.9}, "unknown_provision", "E2"),
    ("type that is none", {"types": "help"}, "unknown_type", "F2"),
    ("broad type", {"types": "legislative"}, "unknown_type", "F2"),
    ("body that is too long", {"bodies": "x" * 501}, "too_long", "G2"),
    ("no status", {"status": None}, "missing", "H2"),
    ("status that is none", {"status": "busy"}, "unknown_status", "H2"),
    ("status as true", {"status": True}, "unknown_status", "H2"),
    ("no first day", {"start": None}, "missing", "I2"),
    ("day that may be two", {"start": "01/02/2026"}, "no_day", "I2"),
    ("day in words", {"start": "soon"}, "no_day", "I2"),
    ("day that is not in the calendar", {"start": "2026-02-30"}, "no_day", "I2"),
    ("day as a bare serial number", {"start": 46023}, "no_day", "I2"),
    ("last day before the first", {"end": "2025-01-01"}, "ends_before_start", "J2"),
    ("amount in words", {"disbursed": "much", "currency": "EUR"}, "no_amount", "L2"),
    ("amount with its currency", {"disbursed": "100 EUR", "currency": "EUR"}, "no_amount", "L2"),
    ("amount below zero", {"disbursed": -1, "currency": "EUR"}, "no_amount", "L2"),
    ("amount with points by threes", {"disbursed": "1.250.000", "currency": "EUR"}, "no_amount", "L2"),
    ("amount that is a day", {"disbursed": datetime(2026, 1, 1), "currency": "EUR"}, "no_amount", "L2"),
    ("amount as true", {"disbursed": True, "currency": "EUR"}, "no_amount", "L2"),
    ("amount without a currency", {"disbursed": 5}, "amount_without_currency", "L2"),
    ("budget without a last day", {"budget": 5, "currency": "EUR"}, "budget_without_end", "K2"),
    ("currency by its sign", {"disbursed": 5, "currency": "€"}, "no_currency", "M2"),
    ("formula", {"disbursed": "=1+1", "currency": "EUR"}, "formula", "L2"),
    ("formula in a title", {"title": '=HYPERLINK("https://example.org")'}, "formula", "B2"),
    ("error of the spreadsheet", {"end": "#REF!"}, "error_value", "J2"),
    ("day of amounts in words", {"value_on": "today"}, "no_day", "N2"),
]


@pytest.mark.parametrize(("changed", "key", "value"), [one[1:] for one in TAKEN], ids=[one[0] for one in TAKEN])
def test_what_people_write_is_read(tmp_path: Path, changed: dict[str, Any], key: str, value: Any) -> None:
    found = of(tmp_path, **changed)
    assert found.problems == [] and getattr(found.rows[0].activity, key) == value


@pytest.mark.parametrize(("changed", "kind", "cell"), [one[1:] for one in WRONG], ids=[one[0] for one in WRONG])
def test_what_cannot_be_used_is_named_with_its_cell(tmp_path: Path, changed: dict[str, Any], kind: str, cell: str) -> None:
    found = of(tmp_path, **changed)
    assert [(one.kind, one.cell, one.sheet) for one in found.problems] == [(kind, cell, "activities")]
    assert found.rows == []


def test_everything_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    found = read(written(tmp_path, row(states="?", start="?"), row(status="?"), row(reference="A-3")), language="en")
    assert [one.cell for one in found.problems] == ["D2", "I2", "H3", "A3"]
    assert [one.reference for one in found.rows] == ["A-3"]


def test_reference_that_stands_twice_is_told_whatever_its_capitals(tmp_path: Path) -> None:
    found = read(written(tmp_path, row(), row(reference="a-1")), language="en")
    assert [(one.kind, one.cell) for one in found.problems] == [("twice", "A3")]


HEADS: list[tuple[str, Callable[[list[Any]], list[Any]], list[tuple[str, str]]]] = [
    ("unknown heading", lambda head: [*head, "Remarks"], [("no_such_column", "O1")]),
    ("heading twice", lambda head: [*head, "title"], [("column_twice", "O1")]),
    ("needed heading that is missing", lambda head: [one for one in head if one != "status"], [("column_missing", "")]),
    ("no headings at all", lambda head: ["A-1", *[None] * 13], [("no_such_column", "A1"), *[("column_missing", "")] * 5]),
]


@pytest.mark.parametrize(("change", "told"), [one[1:] for one in HEADS], ids=[one[0] for one in HEADS])
def test_headings_are_those_of_the_template(
    tmp_path: Path, change: Callable[[list[Any]], list[Any]], told: list[tuple[str, str]]
) -> None:
    found = read(written(tmp_path, row(), head=change(HEAD)), language="en")
    assert [(one.kind, one.cell) for one in found.problems] == told and found.rows == []


def test_columns_may_stand_in_any_order_with_headings_in_any_language(tmp_path: Path) -> None:
    head = [label(KEYS, key, "ru") for key in reversed(HEAD)]
    found = read(written(tmp_path, list(reversed(row())), head=head), language="ru")
    assert (found.problems, found.rows[0].reference, found.rows[0].activity.language) == ([], "A-1", "ru")


def test_empty_rows_are_passed_over_and_rows_keep_their_numbers(tmp_path: Path) -> None:
    found = read(written(tmp_path, [None], row(), [" "], row(reference="A-2")), language="en")
    assert [one.row for one in found.rows] == [3, 5] and found.problems == []


def test_sheet_by_another_name_is_the_first(tmp_path: Path) -> None:
    assert len(read(written(tmp_path, row(), sheet="Tabelle1"), language="en").rows) == 1


@pytest.mark.parametrize(
    ("rows", "kind"), [([], "no_rows"), ([row(reference=f"A{number}") for number in range(2001)], "too_many_rows")]
)
def test_sheet_without_rows_or_with_too_many_is_told(tmp_path: Path, rows: list[Any], kind: str) -> None:
    assert [one.kind for one in read(written(tmp_path, *rows), language="en").problems] == [kind]


def test_sheet_without_anything_is_told(tmp_path: Path) -> None:
    assert [one.kind for one in read(written(tmp_path, head=[]), language="en").problems] == ["no_rows"]


@pytest.mark.parametrize(
    "content", [b"", b"title;states", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 locked by a password", b"PK\x05\x06" + b"\0" * 18]
)
def test_file_that_is_no_workbook_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "ours.xlsx"
    path.write_bytes(content)
    assert [one.kind for one in read(path, language="en").problems] == ["not_a_workbook"]


def test_file_that_unpacks_to_too_much_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "ours.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (workbooks.UNPACKED_BYTES + 1))
    assert path.stat().st_size < reading.MOST_BYTES
    monkeypatch.setattr(workbooks, "load_workbook", None)
    assert [one.kind for one in read(path, language="en").problems] == ["too_large"]


def child(path: Path) -> dict[str, Any]:
    told: dict[str, Any] = apart.ask("article60.sources.reported.answering", {"path": str(path), "language": "en"})
    return told


def test_child_tells_rows_and_problems_and_goes_on_after_neither(tmp_path: Path) -> None:
    told = child(written(tmp_path, row(), row(reference="A-2", states="?" * 200)))
    assert [one["reference"] for one in told["rows"]] == ["A-1"]
    assert told["problems"] == [
        {"kind": "unknown_state", "sheet": "activities", "cell": "D3", "key": "states", "value": "?" * 80}
    ]
    broken = tmp_path / "broken.xlsx"
    with zipfile.ZipFile(broken, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    assert [one["kind"] for one in child(broken)["problems"]] == ["not_a_workbook"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_template_filled_in_by_its_own_lists_is_read_without_a_problem(tmp_path: Path, language: str) -> None:
    book = load_workbook(BytesIO(template(language)))
    page = book["activities"]
    for number, key in enumerate(codes("types"), start=1):
        chosen = row(
            reference=number, states="; ".join(choices("states", language)[:3]), types=label("types", key, language),
            provisions=choices("provisions", language)[number], status=choices("status", language)[1],
        )  # fmt: skip
        page.append(chosen)
    assert bool(page.sheet_view.rightToLeft) == (language == "ar")
    path = tmp_path / "filled.xlsx"
    book.save(path)
    found = read(path, language=language)
    assert found.problems == [] and [one.activity.types for one in found.rows] == [(one,) for one in codes("types")]


def test_every_kind_of_problem_is_met_by_a_test() -> None:
    met = {one[2] for one in WRONG} | {"twice"} | {kind for _, _, told in HEADS for kind, _ in told}
    met |= {"not_a_workbook", "too_large", "no_rows", "too_many_rows", "took_too_long"}
    assert met == {*CELL_KINDS, *HEAD_KINDS, *FILE_KINDS}

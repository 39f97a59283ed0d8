"""The workbook says what is asked in six languages, lets only answers be changed, and holds nothing that runs."""

import io
import zipfile

import pytest
from openpyxl import load_workbook

from article60.codes.languages import LANGUAGES, direction
from article60.domain.checklist import checklist, words_of
from article60.publication.checklist.reading import read
from article60.publication.checklist.writing import ANSWER, HIDDEN, KEY
from checklist_files import CELL, CHOICE, FIRST, made, place


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_stands_in_its_language_and_only_answers_can_be_changed(language: str) -> None:
    book = load_workbook(io.BytesIO(made(language=language)))
    assert [sheet.sheet_state for sheet in book] == ["visible", "visible", "visible", "veryHidden"]
    asked = {}
    for sheet in book.worksheets[1:-1]:
        assert sheet.protection.sheet and bool(sheet.sheet_view.rightToLeft) == (direction(language) == "rtl")
        assert sheet.column_dimensions["A"].hidden and sheet.freeze_panes == "A2"
        for row in sheet.iter_rows():
            if isinstance(row[KEY].value, str) and "." in row[KEY].value:
                asked[row[KEY].value] = row[2].value
            open_cells = [cell.column - 1 for cell in row if not cell.protection.locked]
            assert open_cells == ([ANSWER] if row[KEY].value else [])
    wanted = [cell for cell in FIRST.cells.values() if cell.article in ("15", "16", "46")]
    assert list(asked) == [cell.key for cell in wanted]
    assert all(words_of(FIRST, cell, language) in asked[cell.key] for cell in wanted)


@pytest.mark.parametrize("code", ["p1c1v1", "p1c2v1"])
def test_hidden_sheet_says_whose_it_is_and_the_hash_of_each_answer(code: str) -> None:
    of = checklist(code)
    book = load_workbook(io.BytesIO(made(of=of, articles=tuple(of.articles), language="ar")))
    told = {row[0]: row[1] for row in book[HIDDEN].iter_rows(values_only=True)}
    assert (told["state"], told["checklist"], told["phase"], told["cycle"], told["language"]) == (
        "XA", code, "1", str(of.cycle), "ar",
    )  # fmt: skip
    assert set(of.cells) <= set(told)


def test_the_same_checklist_makes_the_same_bytes() -> None:
    assert made({CELL: "Words"}) == made({CELL: "Words"})


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-law", "@SUM(1)", "\t=1", "＝1", "'=1", '=HYPERLINK("x")', "|cmd", "%x", "http://x.example"]
)
def test_nothing_that_somebody_wrote_runs_and_it_comes_back_unchanged(text: str, tmp_path: object) -> None:
    from pathlib import Path

    book = made({CELL: text.strip()})
    with zipfile.ZipFile(io.BytesIO(book)) as package:
        sheets = [package.read(name) for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
    assert not any(b"<f>" in sheet or b"<hyperlink" in sheet for sheet in sheets)
    assert place(load_workbook(io.BytesIO(book)), CELL).data_type == "s"
    file = Path(str(tmp_path)) / "book.xlsx"
    file.write_bytes(book)
    assert read(file).changed == {} and read(file).wrong == []


def test_answers_are_chosen_from_a_list_in_the_language_of_the_file() -> None:
    book = load_workbook(io.BytesIO(made({CHOICE: "partly"}, language="fr")))
    assert place(book, CHOICE).value == "En partie"
    lists = {str(one.formula1) for sheet in book.worksheets for one in sheet.data_validations.dataValidation}
    assert {'"Oui,En partie,Non"', '"Oui,Non"', '"Oui"'} <= lists

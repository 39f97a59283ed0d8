"""The clearance sheet as a workbook: an answer is chosen from a list, and read back as from the Word file."""

from datetime import date

import openpyxl
import pytest

from article60.codes.languages import LANGUAGES
from article60.publication.reports import writing
from article60.publication.reports.clearance_workbook import WIDTHS
from article60.publication.reports.cleared import clear
from article60.publication.reports.making import About
from article60.publication.reports.word.reading import NotAReport

ON = date(2026, 12, 1)
FIRST = "XA-NEED0000"
COLUMN = {key: place for place, key in enumerate(WIDTHS, start=1)}


@pytest.fixture
def sheet(folder, tmp_path):
    """The workbook of an invented State in a language."""

    def written(language="en"):
        path = tmp_path / f"{language}.xlsx"
        writing.write("clearance-sheet", folder, path, about=About(state="XA"), language=language)
        return openpyxl.load_workbook(path)

    return written


@pytest.fixture
def came(folder, tmp_path):
    """Fills in cells of the first need and reads the workbook back."""

    def read(book, **cells):
        row = row_of(book.worksheets[0], FIRST)
        for key, value in cells.items():
            book.worksheets[0].cell(row, COLUMN[key]).value = value
        book.save(tmp_path / "came.xlsx")
        return clear(tmp_path / "came.xlsx", folder, on=ON)

    return read


def row_of(page, need):
    return next(row[0].row for row in page.iter_rows() if str(row[0].value).startswith(f"{need}."))


def answers(page):
    """What may be chosen, as the sheet offers it."""
    (offered,) = [one for one in page.data_validations.dataValidation if one.type == "list"]
    return offered.formula1.strip('"').split(",")


@pytest.mark.parametrize("language", LANGUAGES)
def test_answer_is_chosen_from_a_list_in_the_language_of_the_sheet(sheet, came, language):
    book = sheet(language)
    offered = answers(book.worksheets[0])
    assert len(offered) == 4
    found = came(book, answer=offered[0])
    assert [one["verb"] for one in found.decisions] == ["confirm"]
    assert {one["audience"] for one in found.decisions} == {"private"}
    assert found.notes == []


def test_workbook_that_nobody_filled_in_decides_nothing(sheet, came):
    found = came(sheet())
    assert (found.decisions, found.notes) == ([], [])
    assert FIRST in found.unanswered


@pytest.mark.parametrize(
    ("cells", "verb", "values"),
    [
        ({"answer": "Corrected", "words": "Training of twelve judges"}, "correct", {"text": "Training of twelve judges"}),
        ({"answer": "Met since", "since": date(2025, 3, 1)}, "met", {"grade": "met", "since": "2025-03-01"}),
    ],
)
def test_what_belongs_to_an_answer_is_read_with_it(sheet, came, cells, verb, values):
    (decision,) = came(sheet(), **cells).decisions
    assert decision["verb"] == verb
    assert values.items() <= decision["values"].items()


def test_answer_that_is_none_of_the_list_is_named_with_its_row(sheet, came):
    with pytest.raises(NotAReport, match="row 5: 'Perhaps' is none of the answers Confirmed, Corrected"):
        came(sheet(), answer="Perhaps")


def test_words_changed_where_nothing_is_to_be_filled_in_are_named_and_not_taken_over(sheet, came):
    found = came(sheet(), need="Something else")
    assert found.decisions == []
    assert any("'Something else' in place of" in note for note in found.notes)


def test_another_workbook_is_no_clearance_sheet(folder, tmp_path):
    writing.write("national-plan", folder, tmp_path / "plan.xlsx", about=About(state="XA"), language="en")
    with pytest.raises(NotAReport, match="no clearance sheet"):
        clear(tmp_path / "plan.xlsx", folder, on=ON)


def test_heads_stay_in_sight_and_on_every_page_and_cells_to_fill_in_have_edges(sheet):
    page = sheet("ar").worksheets[0]
    head = row_of(page, FIRST) - 1
    assert page.freeze_panes == f"A{head + 1}" and page.print_title_rows == f"${head}:${head}"
    assert page.sheet_view.rightToLeft and page.page_setup.orientation == "landscape" and page.page_setup.paperSize == 9
    assert page.cell(head + 1, COLUMN["comment"]).border.left.style == "thin"

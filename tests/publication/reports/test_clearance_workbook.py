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


def answers(page, *, about="answer"):
    """What may be chosen about each need, or about the sheet, as the workbook offers it."""
    lists = [one for one in page.data_validations.dataValidation if one.type == "list"]
    assert len(lists) == 2
    offered = next(one for one in lists if (str(one.sqref) == f"B{audience_row(page)}") == (about == "sheet"))
    return offered.formula1.strip('"').split(",")


def audience_row(page):
    """The row in which is chosen for whom the answers are: the one above the heads."""
    return row_of(page, FIRST) - 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_answer_is_chosen_from_a_list_in_the_language_of_the_sheet(sheet, came, language):
    book = sheet(language)
    offered = answers(book.worksheets[0])
    assert len(offered) == 4
    found = came(book, answer=offered[0])
    assert [one["verb"] for one in found.decisions] == ["confirm"]
    assert {one["audience"] for one in found.decisions} == {"private"}
    assert found.notes == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_for_whom_the_answers_are_is_chosen_once_above_the_rows(sheet, came, language):
    book = sheet(language)
    page = book.worksheets[0]
    offered = answers(page, about="sheet")
    assert page.cell(audience_row(page), 1).value and page.cell(audience_row(page), 2).border.left.style == "thin"
    for chosen, audience in zip(offered, ("private", "organisations", "public"), strict=True):
        page.cell(audience_row(page), 2).value = chosen
        found = came(book, answer=answers(page)[0])
        assert ([one["audience"] for one in found.decisions], found.notes) == ([audience], [])


def test_for_whom_the_answers_are_is_never_guessed(sheet, came):
    book = sheet()
    page = book.worksheets[0]
    page.cell(audience_row(page), 2).value = "Everybody, of course"
    with pytest.raises(NotAReport, match=f"row {audience_row(page)}: 'Everybody, of course' is none of the answers"):
        came(book, answer="Confirmed")
    page.cell(audience_row(page), 2).value = "everyone (public)"
    page.cell(audience_row(page), 1).value = "Something else"
    assert [one["audience"] for one in came(book, answer="Confirmed").decisions] == ["private"]
    page.cell(audience_row(page), 1).value = page.cell(1, 12).value = "The answers are for:"
    page.insert_rows(1)
    page.cell(1, 1).value, page.cell(1, 2).value = "The answers are for:", "only us"
    found = came(book, answer="Confirmed")
    assert [one["audience"] for one in found.decisions] == ["private"] and "private and public are ticked" in found.notes[0]


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
    with pytest.raises(NotAReport, match="row 7: 'Perhaps' is none of the answers Confirmed, Corrected"):
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

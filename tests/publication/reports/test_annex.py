"""The workbook of a report: sheets that can be read alone, in the direction of their language, with numbers as numbers."""

from dataclasses import replace

import pytest
from openpyxl import load_workbook

from article60.codes.languages import LANGUAGES
from article60.publication.reports import annex, writing
from article60.publication.reports.kinds import KINDS
from article60.publication.reports.making import About, make
from article60.publication.reports.wording import Wording


@pytest.fixture(scope="module")
def book(folder, tmp_path_factory):
    """Opens the workbook of the trend note in a language."""
    made = tmp_path_factory.mktemp("annex")

    def opened(language):
        path = made / f"note-{language}.xlsx"
        if not path.exists():
            writing.write("trend-note", folder, path, about=About(), language=language)
        return load_workbook(path)

    return opened


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sheet_is_read_from_the_side_of_its_language_and_keeps_its_heads_in_sight(book, language):
    for sheet in book(language):
        assert bool(sheet.sheet_view.rightToLeft) is (language == "ar")
        assert sheet.freeze_panes in ("A3", "A4")
        assert sheet.print_title_rows == f"${int(sheet.freeze_panes[1:]) - 1}:${int(sheet.freeze_panes[1:]) - 1}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_has_its_caption(book, language):
    words = Wording(language, "report")
    first = book(language)[words.say("table", number="1")]
    label = f"{first.title}{words.after_label}"
    assert first["A2"].value.startswith(label) and len(first["A2"].value) > len(label)


def test_numbers_are_written_with_separators_and_amounts_with_cents_as_in_the_register(book):
    sheets = book("en").worksheets
    numbers = [cell for sheet in sheets for row in sheet.iter_rows() for cell in row if isinstance(cell.value, int | float)]
    assert len(numbers) > 100
    assert {cell.number_format for cell in numbers if cell.value == int(cell.value)} == {"#,##0"}
    assert {cell.number_format for cell in numbers if cell.value != int(cell.value)} <= {"#,##0.00"}
    assert {cell.alignment.horizontal for cell in numbers} == {"right"}


@pytest.mark.parametrize(("letter", "lines"), [("a", 2), ("需", 3)])
def test_what_is_to_be_done_has_room_above_a_sheet_to_be_filled_in(folder, tmp_path, letter, lines):
    """A Chinese sign is as wide as two letters."""
    made = make(KINDS["national-plan"], folder, about=About(state="XA"), language="zh")
    across = sum(column.width for column in made.sheets[0].columns)
    sheet = replace(made.sheets[0], lines=["short", letter * int(1.2 * across)])
    annex.write(replace(made, sheets=[sheet]), tmp_path / "plan.xlsx")
    rows = load_workbook(tmp_path / "plan.xlsx").worksheets[0].row_dimensions
    assert (rows[2].height or 15, rows[3].height) == (15, 15 * lines)

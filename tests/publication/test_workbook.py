from dataclasses import replace

import openpyxl
import pytest

from invented_tables import tables


@pytest.fixture
def book(folder):
    opened = openpyxl.load_workbook(folder / "register.xlsx")
    yield opened
    opened.close()


def column(sheet, head):
    heads = [cell.value for cell in sheet[2]]
    return [row[heads.index(head)].value for row in sheet.iter_rows(min_row=3)]


def test_sheets_are_those_promised(book):
    assert book.sheetnames == ["Needs", "Activities", "Matches", "Gaps", "Method"]


def test_every_sheet_says_that_all_is_invented_and_nothing_official(book):
    notes = [book[name]["A1"].value for name in book.sheetnames]
    assert all("invented" in note and "Not a United Nations document" in note for note in notes)


def test_states_stand_by_name_not_by_number(book):
    assert column(book["Needs"], "Code") == sorted(column(book["Needs"], "Code"))
    assert "Invented XA" in column(book["Needs"], "State party")


def test_words_that_look_like_a_formula_stay_words(book):
    cell = book["Needs"]["D3"]
    assert (cell.data_type, cell.value[:4]) == ("s", "=1+1")


def test_codes_are_shown_by_name(book):
    assert "Possibly related assistance found" in column(book["Needs"], "Where it stands")
    assert column(book["Needs"], "Types of assistance")[0] == "Legal advice (legal_advice)"


def test_matches_are_said_to_be_unconfirmed(book):
    assert "not confirmed" in book["Matches"]["A1"].value


def test_of_very_many_files_a_gap_names_how_many_were_read(publish):
    gaps = [replace(one, files_read=14_000, sources_read=()) for one in tables()["gaps"]]
    opened = openpyxl.load_workbook(publish(tables() | {"gaps": gaps}) / "register.xlsx")

    assert set(column(opened["Gaps"], "Sources read")) == {"14000 files, all named in release.json"}
    opened.close()

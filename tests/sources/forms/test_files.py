"""Rows and values keep the place in which they stand, whatever the file is."""

import pytest
from openpyxl import Workbook

from article60.sources.forms import UnusableForm
from article60.sources.forms.files import Form, Mapping, Place, contents, scalars

FORM = Form(called="a plan", largest_mb=1, other_ending="save it", too_large="cut it", no_keys="write keys", sheet="plan")


def written(folder, name, text):
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def test_a_row_of_a_csv_file_stands_where_it_begins(tmp_path):
    table = contents(written(tmp_path, "x.csv", '\nhead,b\n"two\nlines",1\n,\nlast,2\n'), FORM)

    assert str(table.head.place) == "line 2"
    assert [(str(line.place), line.cells[0]) for line in table.lines] == [("line 3", "two\nlines"), ("line 6", "last")]


@pytest.mark.parametrize(
    ("head", "cells"),
    [("a;b", ["a", "b"]), ("a,b", ["a", "b"]), ("a;b, c;d", ["a", "b, c", "d"]), ("a,b; c,d", ["a", "b; c", "d"])],
)
def test_cells_are_parted_by_what_stands_more_often_in_the_first_line(tmp_path, head, cells):
    assert contents(written(tmp_path, "x.csv", f"{head}\n"), FORM).head.cells == cells


def test_the_sheet_that_is_named_is_read_wherever_it_stands(tmp_path):
    book = Workbook()
    book.active.append(["other"])
    book.create_sheet("Plan").append(["mine"])
    book.save(tmp_path / "x.xlsx")

    table = contents(tmp_path / "x.xlsx", FORM)

    assert (table.head.cells, table.head.place.cell(27)) == (["mine"], "sheet Plan, cell AB1")


def test_values_of_yaml_stand_on_their_lines(tmp_path):
    found = contents(written(tmp_path, "x.yml", "a: NO\nb:\n  - x\n  - 2027-01-01\nc: {d: e}\n"), FORM)

    assert isinstance(found, Mapping)
    assert [scalars(value) for _, value in found.pairs] == [
        [("NO", "line 1")],
        [("x", "line 3"), ("2027-01-01", "line 4")],
        None,
    ]


def test_an_empty_table_has_an_empty_head_on_its_first_line(tmp_path):
    assert contents(written(tmp_path, "x.csv", "\n\n"), FORM).head.place == Place(1)


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("x.doc", "", "a plan is a .yml, .xlsx or .csv file; save it"),
        ("x.csv", "x" * (1024 * 1024 + 1), "larger than 1 MB; cut it"),
        ("x.yml", "", "write keys"),
        ("x.csv", 'a,"b\n', "save it as UTF-8 text"),
        ("x.xlsx", "no workbook", "cannot be read as a workbook"),
    ],
)
def test_a_file_that_is_not_what_it_should_be_is_named(tmp_path, name, text, told):
    with pytest.raises(UnusableForm) as error:
        contents(written(tmp_path, name, text), FORM)

    assert name in str(error.value) and told in str(error.value)

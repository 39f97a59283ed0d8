"""A cell that holds no value of its column is named with table, row and column, whatever else it leads to."""

import shutil
import sqlite3
from contextlib import closing

import pytest

from article60.publication import release
from article60.publication.reading import open_release
from article60.publication.release_info import Input
from article60.verify import cells, verify
from invented_tables import ON, tables


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    out = tmp_path_factory.mktemp("cells") / "release"
    read = [Input(file="demo.xml", kind="aid", sha256="f" * 64)]
    release.write(tables(), out=out, on=ON, audience="public", inputs=read, versions={}, documents={}, fictional=True)
    return out


@pytest.fixture
def folder(whole, tmp_path):
    return shutil.copytree(whole, tmp_path / "release")


def put(folder, table, column, value, *, where="1"):
    """Write a value into one row; tells the first column of its key."""
    with closing(sqlite3.connect(folder / "article60.sqlite")) as connection, connection:
        (row,) = connection.execute(f'SELECT min(rowid) FROM "{table}" WHERE {where}').fetchone()
        connection.execute(f'UPDATE "{table}" SET "{column}" = ? WHERE rowid = ?', (value, row))
        return connection.execute(f'SELECT * FROM "{table}" WHERE rowid = ?', (row,)).fetchone()[0]


def said(folder):
    return [str(problem) for problem in verify(folder)]


@pytest.mark.parametrize(
    ("table", "column", "value", "told"),
    [
        ("needs", "stated_on", "2024-02-31", "'2024-02-31' is no day as 2026-06-30"),
        ("needs", "stated_on", "20240203", "'20240203' is no day as 2026-06-30"),
        ("activities", "end", "soon", "'soon' is no day as 2026-06-30"),
        ("activities", "relevant", 7, "'7' is neither 0 nor 1"),
        ("needs", "types", "legal_advice", "'legal_advice' is not of its form"),
        ("needs", "provisions", "[16]", "'[16]' is not of its form"),
        ("needs", "text", None, "is empty"),
        ("needs", "types", None, "is empty"),
    ],
)
def test_bad_cell_is_named_with_table_row_and_column(folder, table, column, value, told):
    row = put(folder, table, column, value)

    assert f"article60.sqlite {table}.{column}: row {row}: {told}" in said(folder)


def test_bad_cell_leads_to_no_error_and_hides_no_sum_that_differs(folder):
    put(folder, "activities", "start", "1 May 2024")

    found = said(folder)

    assert any(line.startswith("article60.sqlite: ") for line in found)  # its bytes
    assert any("activities.start" in line for line in found)


def test_same_bad_value_in_many_rows_is_told_once(folder):
    with closing(sqlite3.connect(folder / "article60.sqlite")) as connection, connection:
        connection.execute("UPDATE needs SET stated_on = 'unknown'")
        (count,) = connection.execute("SELECT count(*) FROM needs").fetchone()

    (told,) = [line for line in said(folder) if "needs.stated_on" in line]

    assert told.endswith(f"'unknown' is no day as 2026-06-30 (and in {count - 1} further rows)")


def test_every_cell_of_a_sound_release_holds_a_value_of_its_column(whole, demo_release):
    for one in (whole, demo_release):
        with closing(open_release(one)) as connection:
            assert list(cells.unreadable(connection)) == []


def test_number_where_text_belongs_is_found_where_the_file_did_not_refuse_it(folder):
    with closing(sqlite3.connect(folder / "article60.sqlite")) as connection, connection:
        connection.execute("PRAGMA writable_schema = 1")
        connection.execute("UPDATE sqlite_master SET sql = replace(sql, ' STRICT', '') WHERE name = 'needs'")
    put(folder, "needs", "page", "seven")

    assert any("needs.page: row " in line and "'seven' is no whole number" in line for line in said(folder))


def test_error_that_no_cell_explains_is_not_hidden(whole):
    def fails():
        raise ValueError("our own")

    with closing(open_release(whole)) as connection, pytest.raises(ValueError, match="our own"):
        cells.told(connection, fails)

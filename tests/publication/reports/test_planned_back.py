import openpyxl
import pytest

from article60.codes.languages import LANGUAGES
from article60.publication.reports import writing
from article60.publication.reports.making import About
from article60.publication.reports.national_plan import heads
from article60.publication.reports.planned_back import NotAPlan, read_back

HEAD = 4
"""Row of the heads: below the draft's notice, the State and what is to be done."""


@pytest.fixture
def plan(folder, tmp_path):
    """The plan of an invented State, as its two rows and an open workbook."""
    path = tmp_path / "plan.xlsx"
    writing.write("national-plan", folder, path, about=About(state="XA"), language="en")
    return openpyxl.load_workbook(path)


@pytest.fixture
def back(folder, tmp_path):
    """Saves a workbook and reads it back."""

    def read(book):
        book.save(tmp_path / "back.xlsx")
        return read_back(tmp_path / "back.xlsx", folder)

    return read


def put(book, row, key, value):
    column = list(heads("en")).index(key) + 1
    book.worksheets[0].cell(HEAD + row, column).value = value


def test_plan_that_nobody_touched_is_unchanged(plan, back):
    found = back(plan)
    assert ([row.status for row in found.rows], found.notes) == (["unchanged", "unchanged"], [])


def test_each_language_reads_its_own_heads(folder, tmp_path):
    for language in LANGUAGES:
        path = tmp_path / f"{language}.xlsx"
        writing.write("national-plan", folder, path, about=About(state="XA"), language=language)
        assert [row.status for row in read_back(path, folder).rows] == ["unchanged", "unchanged"]


def test_partner_of_related_assistance_is_proposed_until_someone_changes_it(plan, back):
    assert any("partner" in row.proposed for row in back(plan).rows)
    put(plan, 1, "partner", "Another body")
    put(plan, 2, "partner", "Another body")
    assert not any(row.proposed for row in back(plan).rows)


def test_what_is_filled_in_changed_added_and_removed_is_told(plan, back):
    put(plan, 1, "action", "Train twelve judges")
    put(plan, 1, "date", "2027-06-30")
    put(plan, 1, "cost", 50000)
    put(plan, 1, "currency", "usd")
    plan.worksheets[0].delete_rows(HEAD + 2)
    put(plan, 5, "action", "An action of which no need was read")
    first, added, removed = (row.line() for row in back(plan).rows)
    assert (first["status"], first["action"], first["date"]) == ("filled_in", "Train twelve judges", "2027-06-30")
    assert (first["cost"], first["currency"], first["row"]) == ("50000", "USD", HEAD + 1)
    assert (added["status"], added["need_id"], added["row"]) == ("added", None, HEAD + 5)
    assert (removed["status"], removed["row"]) == ("removed", None)


def test_words_of_a_need_that_were_changed_are_told_with_what_stood_there(plan, back):
    put(plan, 1, "need", "Other words")
    first = back(plan).rows[0]
    assert first.status == "changed"
    assert first.changed["need"][1] == "Other words"
    assert "Zürich" in first.changed["need"][0]


@pytest.mark.parametrize(
    ("key", "value", "what"),
    [
        ("date", "mid-2027", "is no day; write it as 2027-06-30"),
        ("cost", "50 000 euros", "is no amount; write the number alone"),
        ("cost", -1, "is no amount"),
        ("currency", "euros", "is no currency; write its three letters"),
        ("record", "XA-UNKNOWN0", "no open need XA-UNKNOWN0 in the Release"),
    ],
)
def test_cell_that_does_not_fit_is_named_by_sheet_row_and_column_and_kept(plan, back, key, value, what):
    put(plan, 1, key, value)
    found = back(plan)
    (note,) = found.notes
    assert note.startswith(f"sheet 'Action plan', row {HEAD + 1}, column ")
    assert f"({heads('en')[key]})" in note
    assert what in note
    assert found.rows[0].cells[key] == str(value)


def test_columns_may_be_moved_but_not_missing(plan, back):
    sheet = plan.worksheets[0]
    sheet.insert_cols(1)
    assert [row.status for row in back(plan).rows] == ["unchanged", "unchanged"]
    sheet.cell(HEAD, 5).value = "Something else"
    with pytest.raises(NotAPlan, match=r"row 4: the column Action is missing; put its head back"):
        back(plan)


def test_another_workbook_is_no_plan(folder, tmp_path):
    book = openpyxl.Workbook()
    book.save(tmp_path / "other.xlsx")
    with pytest.raises(NotAPlan, match="no sheet has the heads"):
        read_back(tmp_path / "other.xlsx", folder)
    (tmp_path / "text.xlsx").write_text("no workbook")
    with pytest.raises(NotAPlan, match="save it as"):
        read_back(tmp_path / "text.xlsx", folder)

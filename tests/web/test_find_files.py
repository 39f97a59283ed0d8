"""Open needs as files: the whole list, names beside codes, links back, the Release and what was chosen."""

import csv
import io
from datetime import datetime

import openpyxl
import pytest
from django.test import Client

from article60.web.common.current import current
from article60.web.common.rows import select
from article60.web.public import find_files


def rows(client: Client, address: str) -> list[dict[str, str]]:
    content = b"".join(client.get(address).streaming_content)
    assert content.startswith(b"\xef\xbb\xbf")  # spreadsheets know by it that the file is UTF-8
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_csv_has_names_beside_codes_and_the_address_of_each_need(client: Client) -> None:
    (row,) = rows(client, "/fr/find.csv?article=46")

    assert (row["État"], row["Code de l’État"]) == ("Ndara", "XA")
    assert (row["Type"], row["Codes des types"]) == ("Rédaction de textes législatifs", "legislative_drafting")
    assert row["Adresse"] == "http://testserver/fr/needs/XA-BBBBBBBB"
    assert row["Livraison"] and row["Page"] == "4"


def test_formula_in_a_file_is_defused(client: Client) -> None:
    assert [row["Words of the document"] for row in rows(client, "/en/find.csv?state=XB")] == ["'=1+1 (art. 9)"]
    sheet = openpyxl.load_workbook(io.BytesIO(client.get("/en/find.xlsx?state=XB").content)).active
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize(("language", "right_to_left"), [("ar", True), ("zh", False)])
def test_workbook_says_what_was_chosen_of_which_release_and_where(client: Client, language: str, right_to_left: bool) -> None:
    response = client.get(f"/{language}/find.xlsx?chapter=IV")
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active

    assert f"http://testserver/{language}/find?chapter=IV" in sheet["A1"].value
    assert response.headers["Article60-Release"] in sheet["A1"].value
    assert bool(sheet.sheet_view.rightToLeft) is right_to_left
    assert sheet.cell(row=3, column=len(find_files.COLUMNS)).hyperlink.target.endswith("/needs/XA-BBBBBBBB")


def test_workbook_that_is_cut_says_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(find_files, "MOST_ROWS", 2)

    sheet = openpyxl.load_workbook(io.BytesIO(client.get("/en/find.xlsx").content)).active

    assert "The first 2 needs; the CSV file holds all." in sheet["A1"].value
    assert sheet.max_row == 2 + 2


def test_file_is_named_by_its_release(client: Client) -> None:
    response = client.get("/en/find.csv")

    assert f"article60-needs-{response.headers['Article60-Release']}.csv" in response.headers["Content-Disposition"]


def test_days_of_a_workbook_are_days_and_who_confirmed_and_where_it_was_read_are_told(client: Client) -> None:
    needs = {need.need_id: need for need in select(current().connection, "needs")}
    told = {name: make for name, _, make in find_files.COLUMNS}

    assert told["Role of who confirmed it"](needs["XA-CCCCCCCC"]) == "the State’s focal point"
    assert not told["Role of who confirmed it"](needs["XA-AAAAAAAA"])
    sheet = openpyxl.load_workbook(io.BytesIO(client.get("/en/find.xlsx?state=XA").content)).active
    heads = [cell.value for cell in sheet[2]]
    assert isinstance(sheet.cell(row=3, column=heads.index("Stated") + 1).value, datetime)
    assert sheet.cell(row=3, column=heads.index("Section") + 1).value == "2.4"
    listed = openpyxl.load_workbook(io.BytesIO(client.get("/api/v1/needs.xlsx").content)).active
    column = [cell.value for cell in listed[2]].index("stated_on") + 1
    assert isinstance(listed.cell(row=3, column=column).value, datetime)

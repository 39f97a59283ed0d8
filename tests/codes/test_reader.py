"""Every codelist says where it comes from and can be read as a table."""

from importlib.resources import files

import pytest

from article60.codes.reader import UnknownList, by_code, header, rows

FOLDER = files("article60.codes")
ROOT_LISTS = sorted(path.name.removesuffix(".csv") for path in FOLDER.iterdir() if path.name.endswith(".csv"))
IATI_LISTS = sorted(f"iati/{path.name.removesuffix('.csv')}" for path in FOLDER.joinpath("iati").iterdir())


@pytest.mark.parametrize("name", ROOT_LISTS + IATI_LISTS)
def test_codelist_names_its_source_and_date(name: str) -> None:
    assert header(name)["source"]
    assert header(name)["date"].startswith("20")


@pytest.mark.parametrize("name", ROOT_LISTS + IATI_LISTS)
def test_every_row_fills_every_column(name: str) -> None:
    for row in rows(name):
        assert None not in row, f"{name}: more cells than columns in {row}"
        assert None not in row.values(), f"{name}: fewer cells than columns in {row}"


def test_unknown_list_is_named() -> None:
    with pytest.raises(UnknownList, match="no_such_list"):
        rows("no_such_list")


def test_rows_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        rows("languages")[0]["code"] = "xx"  # type: ignore[index]


def test_rows_are_found_by_their_first_column() -> None:
    assert by_code("clusters")["mutual_legal_assistance"]["articles"] == "46"

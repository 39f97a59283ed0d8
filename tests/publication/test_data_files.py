import csv
import json
from contextlib import closing
from dataclasses import fields

import polars as pl
import pytest

from article60.byte_store import sha256_of
from article60.publication import data_files
from article60.publication.reading import open_release
from article60.tables.columns import records
from article60.tables.declared import TABLES
from invented_tables import tables


@pytest.mark.parametrize("name", sorted(tables()))
def test_parquet_holds_the_records(folder, name):
    found = records(TABLES[name].noun, pl.read_parquet(folder / "data" / f"{name}.parquet"))
    assert sorted(map(str, found)) == sorted(map(str, tables()[name]))


def test_rows_written_two_at_a_time_give_the_same_files(demo_release, tmp_path, monkeypatch):
    monkeypatch.setattr(data_files, "PORTION", 2)

    with closing(open_release(demo_release)) as connection:
        data_files.write(connection, tmp_path)

    again = {path.name: sha256_of(path) for path in (tmp_path / "data").iterdir()}
    assert again == {name: sha256_of(demo_release / "data" / name) for name in again}
    assert {f"{name}.{ending}" for name in TABLES for ending in ("csv", "parquet")} == set(again)


def test_csv_has_a_head_and_a_row_a_record(folder):
    with (folder / "data" / "needs.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    first = next(row for row in rows if row["need_id"] == "XA-NEED0001")
    assert len(rows) == 10
    assert json.loads(first["provisions"]) == ["46(9)(b)"]
    assert first["text"].startswith("'=1+1")


def test_every_column_is_explained_in_the_data_package(folder):
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    described = {one["path"]: one for one in package["resources"]}
    for name, table in TABLES.items():
        declared = described[f"data/{name}.csv"]["schema"]["fields"]
        assert [one["name"] for one in declared] == [one.name for one in fields(table.noun)]
        assert all(one["description"] for one in declared)


def test_data_package_names_the_hash_of_every_file(folder):
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert all(one["hash"] == f"sha256:{sha256_of(folder / one['path'])}" for one in package["resources"])
    assert "invented" in package["description"]


def test_no_raw_element_is_published(folder):
    assert not [name for name, table in TABLES.items() if "raw" in table.columns]

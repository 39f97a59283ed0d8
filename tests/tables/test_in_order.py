import polars as pl
import pytest

from article60.tables import in_order, parquet

BY = ("file", "place")


def frames(rows, *, each):
    table = pl.DataFrame(rows, schema=("name", *BY), orient="row", schema_overrides={"name": pl.String})
    return [table.clear(), *(table.slice(start, each) for start in range(0, len(table), each))]


@pytest.mark.parametrize("rows", [1, 2, 3, 7, 100])
@pytest.mark.parametrize("each", [1, 3, 50])
def test_rows_stand_in_order_whatever_is_held_at_a_time(tmp_path, rows, each):
    given = [(f"{file}-{place}", file, place) for place in (2, 0, 1) for file in (5, 1, 4, 0, 3, 2)]

    in_order.save(tmp_path, "names", frames(given, each=each), by=BY, rows=rows)

    files = parquet.parts(tmp_path / "names.parquet")
    tables = [pl.read_parquet(file) for file in files]
    assert [name for table in tables for name in table["name"]] == sorted(name for name, _, _ in given)
    assert {tuple(table.columns) for table in tables} == {("name",)}
    assert max(map(len, tables)) <= rows
    assert sorted(path.name for path in tmp_path.iterdir()) == ["names"]


def test_values_come_back_as_they_were_and_rows_that_are_equal_as_given(tmp_path):
    table = pl.DataFrame(
        {
            "name": ["é", None, "", "كلمة", "second"],
            "code": [None, 2**62, 0, -1, 5],
            "file": ["b", None, "ä", "a", "b"],
        }
    )

    in_order.save(tmp_path, "named", [table.clear(), table], by=["file"], rows=2)

    found = pl.concat([pl.read_parquet(file) for file in parquet.parts(tmp_path / "named.parquet")])
    assert found.equals(table.sort("file", maintain_order=True).drop("file"))
    assert found["name"].to_list() == [None, "كلمة", "é", "second", ""]


def test_table_without_rows_is_a_table(tmp_path):
    in_order.save(tmp_path, "names", frames([], each=1), by=BY)

    (file,) = parquet.parts(tmp_path / "names.parquet")
    assert pl.read_parquet(file).shape == (0, 1)

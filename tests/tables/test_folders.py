"""Folders of tables: hashes of rows by State, tables of several folders as one, rows by themselves."""

import polars as pl

from article60.domain.alias import Alias
from article60.tables import folders
from article60.tables.columns import frame

ROWS = [Alias(old_id=old, new_id="XA-1", why="merged") for old in ("XA-2", "XB-2", "XA-3")]


def hashed(*rows):
    return folders.hashed(frame(Alias, rows), "old_id")


def test_each_beginning_has_its_hash():
    assert list(hashed(*ROWS)) == ["XA", "XB"]


def test_rows_of_others_do_not_count():
    assert hashed(*ROWS)["XA"] == hashed(ROWS[0], ROWS[2])["XA"]


def test_order_of_rows_counts():
    assert hashed(*ROWS)["XA"] != hashed(ROWS[2], ROWS[0])["XA"]


def test_table_without_rows_has_no_hash():
    assert hashed() == {}


def test_rows_by_themselves_are_the_same():
    table = pl.DataFrame({"number": [7, 8, 9], "text": ["seven", None, "nine"]}).filter(pl.col("number") < 9)

    assert folders.by_itself(table).equals(table)


def test_tables_of_several_folders_bear_the_numbers_of_these(tmp_path):
    for name, ids in (("b", ["one", "two"]), ("a", []), ("c", ["three"])):
        rows = [Alias(old_id=one, new_id="XA-1", why="merged") for one in ids]
        folders.save(tmp_path / name, {"aliases": (Alias, rows)})

    table = folders.load_numbered([tmp_path / name for name in "bac"], "aliases", Alias, column="number", first=5)

    assert table.select("number", "old_id").rows() == [(5, "one"), (5, "two"), (7, "three")]


def test_records_of_a_table_in_several_files_are_yielded_one_after_the_other(tmp_path):
    aliases = [Alias(old_id=f"XA-{number}", new_id="XB-1", why="merged") for number in range(5)]
    for number in range(5):
        folders.save(tmp_path / str(number), {"aliases": (Alias, aliases[number : number + 1])})
    folders.join(tmp_path, [tmp_path / str(number) for number in range(5)])

    yielded = folders.each(tmp_path, "aliases", Alias)

    assert next(yielded) == aliases[0]
    assert list(yielded) == aliases[1:]
    assert folders.load(tmp_path, "aliases", Alias) == aliases
    assert list(folders.each(tmp_path, "none", Alias)) == []


def test_signs_in_a_path_stand_for_themselves(tmp_path):
    odd, other = tmp_path / "a[1]?*", tmp_path / "a1xx"
    for folder, name in ((odd, "XA-2"), (other, "XB-2")):
        folder.mkdir()
        folders.save(folder, {"aliases": (Alias, [Alias(old_id=name, new_id="XA-1", why="merged")])})

    assert [one.old_id for one in folders.load(odd, "aliases", Alias)] == ["XA-2"]
    assert folders.load_frame(odd, "aliases", Alias)["old_id"].to_list() == ["XA-2"]
    assert folders.load_numbered([odd, other], "aliases", Alias, column="number")["old_id"].to_list() == ["XA-2", "XB-2"]
    assert [one.old_id for one in folders.load_some(odd, "aliases", Alias, among={"old_id": ["XA-2", "XB-2"]})] == ["XA-2"]

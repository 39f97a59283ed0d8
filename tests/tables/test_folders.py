"""Hashes over the rows of a table by the State with whose code their identifiers begin."""

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

import sqlite3

import pytest

from article60.publication.reading import NotARelease, open_release


def test_nothing_can_be_written(connection):
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        connection.execute("DELETE FROM needs")


def test_folder_without_database_is_named(tmp_path):
    with pytest.raises(NotARelease, match=tmp_path.name):
        open_release(tmp_path)


def test_needs_can_be_found_by_one_article_of_several(connection):
    rows = connection.execute("SELECT need_id FROM need_articles WHERE article = '46' ORDER BY need_id")
    assert [row[0] for row in rows] == ["XA-NEED0001", "XB-NEED0002"]


def test_activities_can_be_found_by_state(connection):
    assert connection.execute("SELECT count(*) FROM activity_states WHERE state = 'XA'").fetchone()[0] == 4


def test_search_by_article_uses_an_index(connection):
    plan = connection.execute("EXPLAIN QUERY PLAN SELECT need_id FROM need_articles WHERE article = '46'").fetchall()
    assert "USING INDEX" in plan[0]["detail"]

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


def test_reporters_of_an_article_are_counted_as_its_activities_stand(connection):
    rows = """SELECT l.article, a.running, count(*) FROM activity_articles l JOIN activities a USING (activity_id)
              WHERE a.relevant GROUP BY 1, 2 ORDER BY 1, 2"""
    counted = "SELECT article, running, sum(activities) FROM article_reporters GROUP BY 1, 2 ORDER BY 1, 2"

    found = [tuple(row) for row in connection.execute(counted)]
    assert found == [tuple(row) for row in connection.execute(rows)] != []

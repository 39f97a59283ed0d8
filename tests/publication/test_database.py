import shutil
import sqlite3
from contextlib import closing

import pytest

from article60.publication import database, full_text
from article60.publication.reading import NotARelease, open_release
from article60.tables import canonical
from article60.tables.canonical import in_order
from article60.tables.declared import TABLES
from invented_tables import tables


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


@pytest.fixture
def ordered():
    """The invented tables in canonical order."""
    return {name: in_order(table, tables().get(name, ())) for name, table in TABLES.items()}


def of_state(ordered, state):
    """Those rows of tables written State by State that are of one State, with the needs from which words are made."""
    return {
        name: [row for row in ordered[name] if canonical.state_of(TABLES[name])(row) == state] for name in database.OF_STATES
    }


@pytest.fixture
def parts(ordered, tmp_path):
    """A file for each State and group."""
    states = sorted({canonical.state_of(TABLES[name])(row) for name in database.OF_STATES for row in ordered[name]})
    found = {group: [tmp_path / f"{group} {state}.sqlite" for state in states] for group in database.GROUPS}
    assert len(states) > 2
    for group, some in found.items():
        for state, path in zip(states, some, strict=True):
            database.write_part(path, group, of_state(ordered, state))
    return found


def rest(ordered):
    return {name: rows for name, rows in ordered.items() if name not in database.OF_STATES | database.OF_AID}


def held(path):
    """All that a database holds, in its order, and what declares it."""
    with closing(sqlite3.connect(path)) as opened:
        declared = opened.execute("SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE 'full_text_%' ORDER BY 1").fetchall()
        named = [name for name, sql in declared if sql and sql.startswith("CREATE TABLE")]
        rows = {name: opened.execute(f'SELECT * FROM "{name}" ORDER BY rowid').fetchall() for name in named}
        return declared, rows, opened.execute("SELECT rowid, * FROM full_text ORDER BY rowid").fetchall()


def test_rows_of_states_that_were_written_before_are_those_of_the_tables(ordered, parts, tmp_path):
    database.write(tmp_path / "one", ordered, meta={})
    database.write_aid(tmp_path / "aid", ordered.__getitem__)
    database.write(tmp_path / "two", rest(ordered), meta={}, aid=tmp_path / "aid", parts=parts)
    assert held(tmp_path / "one") == held(tmp_path / "two")


def test_what_was_begun_beside_gives_the_same_bytes(ordered, parts, tmp_path):
    database.write_aid(tmp_path / "aid", ordered.__getitem__)
    database.write(tmp_path / "one", rest(ordered), meta={}, aid=tmp_path / "aid", parts=parts)
    shutil.copy(tmp_path / "aid", tmp_path / "begun")
    database.begin(tmp_path / "begun")
    for group in database.GROUPS:
        database.add(tmp_path / "begun", group, parts=parts[group])
    database.write(tmp_path / "two", rest(ordered), meta={}, begun=tmp_path / "begun")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_row_that_stands_in_two_files_is_named_by_its_table(ordered, parts, tmp_path):
    twice = {**parts, "analysed": [*parts["analysed"], parts["analysed"][0]]}
    with pytest.raises(database.RowTwice, match=r"needs: .* need_id may stand once"):
        database.write(tmp_path / "one", rest(ordered), meta={}, parts=twice)


def test_words_of_names_are_made_again_only_where_their_table_has_changed(ordered, tmp_path):
    words = {}
    database.write(tmp_path / "one", ordered, meta={}, words=words)
    assert set(words) == full_text.NAMED
    made = {kind: rows for kind, (_, rows) in words.items()}
    changed = {**ordered, "provisions": ordered["provisions"][1:]}
    database.write(tmp_path / "two", changed, meta={}, words=words)
    assert {kind for kind, (_, rows) in words.items() if rows is not made[kind]} == {"provisions"}
    database.write(tmp_path / "three", changed, meta={})
    assert held(tmp_path / "two") == held(tmp_path / "three")

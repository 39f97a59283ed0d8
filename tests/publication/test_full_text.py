import pytest

from article60.publication import database, full_text
from article60.tables.canonical import in_order
from article60.tables.declared import TABLES
from article60.text.searching import provision_token, tokens
from invented_tables import tables


def found(connection, words, column="words"):
    query = "SELECT kind, id FROM full_text WHERE full_text MATCH ? ORDER BY rowid"
    return [tuple(row) for row in connection.execute(query, (f'{column} : "{words}"',))]


@pytest.mark.parametrize("word", ["zurich", "помощ", "技术"])
def test_words_of_a_need_are_found_folded_and_by_their_stems(connection, word):
    assert ("needs", "XA-NEED0000") in found(connection, word)


def test_activity_is_found_by_all_its_narratives_and_by_who_takes_part(connection):
    expected = connection.execute("SELECT activity_id, text, language FROM activity_texts WHERE text != ''").fetchall()
    assert expected
    for activity, text, language in expected:
        told = connection.execute("SELECT name || ' ' || words FROM full_text WHERE id = ?", (activity,)).fetchone()[0]
        assert set(tokens(text, language=language)) <= set(told.split())


def test_record_is_found_by_its_provision_and_those_above(connection):
    assert "46(9)(b)" in connection.execute("SELECT provisions FROM needs WHERE need_id = 'XB-NEED0002'").fetchone()[0]
    for token in ("a46", "a46x9", "a46x9xb"):
        assert ("needs", "XB-NEED0002") in found(connection, token, "provisions")


def test_clause_is_found_by_its_own_number_alone(connection):
    listed = [row[0] for row in connection.execute("SELECT provision FROM provisions")]
    assert "46" in listed
    for provision in listed:
        leads = [one for kind, one in found(connection, provision_token(provision), "provisions") if kind == "provisions"]
        assert leads == [provision]


def test_rows_of_a_kind_are_a_range(connection):
    for kind in full_text.KINDS:
        low, high = full_text.numbers(kind)
        query = "SELECT count(*), count(rowid BETWEEN ? AND ? OR NULL) FROM full_text WHERE kind = ?"
        held, within = connection.execute(query, (low, high, kind)).fetchone()
        assert held == within


def test_each_row_of_a_kind_can_be_found(connection):
    for kind in full_text.KINDS:
        key = TABLES[kind].key[0]
        ids = [row[0] for row in connection.execute(f'SELECT "{key}" FROM "{kind}" ORDER BY 1')]
        assert ids == [row[0] for row in connection.execute("SELECT id FROM full_text WHERE kind = ? ORDER BY 1", (kind,))]


def test_what_was_written_of_aid_before_gives_the_same_bytes(tmp_path):
    ordered = {name: in_order(table, tables().get(name, ())) for name, table in TABLES.items()}
    database.write_aid(tmp_path / "aid", ordered.__getitem__)
    database.write(tmp_path / "one", ordered, meta={})
    fresh = {name: rows for name, rows in ordered.items() if name not in database.OF_AID}
    database.write(tmp_path / "two", fresh, meta={}, aid=tmp_path / "aid")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_kinds_of_aid_follow_from_tables_of_aid():
    assert set(database.OF_AID) >= full_text.OF_AID

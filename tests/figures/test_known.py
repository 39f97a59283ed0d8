"""Counts kept from one run to the next: which follow from which tables, and that they are taken as they were."""

import sqlite3
from decimal import Decimal

from article60.figures import known
from article60.figures.evaluate import all_figures, figures_of_states
from article60.releasing import counts_of_aid


def asked(connection: sqlite3.Connection) -> known.Known:
    """Everything that is counted for the figures of a Release."""
    found: known.Known = {}
    all_figures(connection, known=found)
    list(figures_of_states(connection, known=found))
    return found


def read(connection: sqlite3.Connection, query: str, values: tuple[str | int, ...]) -> set[str]:
    """The tables that the database itself says it reads for a query."""
    tables = set[str]()

    def note(action: int, table: str | None, *_: object) -> int:
        if action == sqlite3.SQLITE_READ and table:
            tables.add(table)
        return sqlite3.SQLITE_OK

    connection.set_authorizer(note)
    connection.execute(f"{query} -- asked again, so that it is not taken from what was prepared", values)
    connection.set_authorizer(None)
    return tables - {"json_each"}


def test_tables_of_every_query_are_those_that_the_database_reads(invented):
    questions = list(asked(invented))
    assert len(questions) > 100
    assert {query: known.tables_of(query) for query, _ in questions} == {
        query: read(invented, query, values) for query, values in questions
    }


def test_only_counts_over_aid_states_and_provisions_are_kept(invented):
    everything = asked(invented)
    kept = counts_of_aid(everything)
    assert 0 < len(kept) < len(everything)
    tables = set.union(*(known.tables_of(query) for query, _ in kept))
    assert {"activities", "activity_money"} <= tables
    assert tables.isdisjoint({"needs", "gaps", "matches", "funding", "documents", "overlaps", "previous_figures"})


def test_what_was_saved_is_not_counted_again_and_gives_the_same_figures(invented, tmp_path):
    found = asked(invented)
    known.save(tmp_path / "some" / "counts.json", found)
    again = known.load(tmp_path / "some" / "counts.json")
    assert again == found
    with sqlite3.connect(":memory:") as empty:  # a database in which nothing can be counted
        assert all_figures(empty, known=again) == all_figures(invented)
    assert any(isinstance(figure.value, Decimal) and figure.value for figure in all_figures(invented))


def test_nothing_is_known_where_nothing_was_saved(tmp_path):
    assert known.load(tmp_path / "counts.json") == {}

import pytest

from article60.figures.declarations import declarations
from article60.figures.evaluate import evaluate
from article60.publication.reports.records import Teller, counted_by
from article60.publication.reports.wording import Wording


@pytest.mark.parametrize("figure", ["needs_stated", "current_needs"])
def test_list_of_needs_is_as_long_as_the_figure_says(connection, figure):
    teller = Teller(connection, Wording("en", "report"))
    number = evaluate(connection, declarations()[figure]).value
    assert 0 < len(teller.counted_needs(figure)) == number


def test_pairs_that_may_be_shown_are_those_that_the_figure_counts(connection):
    condition, values = counted_by("matches")
    (pairs,) = connection.execute(f"SELECT count(*) FROM matches WHERE {condition}", values).fetchone()
    assert 0 < pairs == evaluate(connection, declarations()["matches"]).value

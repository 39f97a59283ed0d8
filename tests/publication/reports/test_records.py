import re
from dataclasses import replace

import pytest

from article60.figures.declarations import declarations
from article60.figures.evaluate import evaluate
from article60.publication.reports.kinds import KINDS
from article60.publication.reports.making import About, lines, make
from article60.publication.reports.records import Teller, counted_by
from article60.publication.reports.wording import Wording
from invented_tables import tables


@pytest.mark.parametrize("figure", ["needs_stated", "current_needs"])
def test_list_of_needs_is_as_long_as_the_figure_says(connection, figure):
    teller = Teller(connection, Wording("en", "report"))
    number = evaluate(connection, declarations()[figure]).value
    assert 0 < len(teller.counted_needs(figure)) == number


def test_pairs_that_may_be_shown_are_those_that_the_figure_counts(connection):
    condition, values = counted_by("matches")
    (pairs,) = connection.execute(f"SELECT count(*) FROM matches WHERE {condition}", values).fetchone()
    assert 0 < pairs == evaluate(connection, declarations()["matches"]).value


def test_document_without_a_symbol_goes_by_its_file_and_never_by_its_identifier(publish, tmp_path):
    given = tables()
    given["documents"] = [replace(one, symbol=None) for one in given["documents"]]
    given["evidence"] = [replace(one, symbol=None) for one in given["evidence"]]
    release = publish(given)
    report = make(KINDS["state-brief"], release, about=About(state="XA"), language="en")
    text = "\n".join([*report.notes, *("".join(getattr(one, "text", "") for one in line) for line in lines(report.blocks))])
    assert not re.search(r"\bDOC-", text)
    assert given["documents"][0].file in text

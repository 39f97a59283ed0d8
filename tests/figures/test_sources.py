import pytest

from article60.domain.funding import Funding
from article60.figures.declarations import declarations
from article60.figures.evaluate import evaluate
from article60.figures.sources import Sources, sources, sources_of_parts
from blank_records import make
from invented_tables import tables


def rests_on(connection, name, part=None):
    figure = evaluate(connection, declarations()[name])
    return sources(connection, figure) if part is None else sources_of_parts(connection, figure).get(part, Sources())


def test_part_rests_on_the_pages_of_its_own_needs(invented):
    assert rests_on(invented, "needs_stated.chapter", "IV").documents == (("DEMO/IRG/XA", (2,)),)


def test_pages_of_one_document_stand_together(invented):
    assert ("DEMO/IRG/XA", (1, 2)) in rests_on(invented, "needs_stated").documents


def test_need_that_the_state_entered_itself_is_counted_as_such(invented):
    assert rests_on(invented, "gaps").entered == 1


def test_merged_part_rests_on_all_that_do_not_show(invented):
    assert rests_on(invented, "needs_stated.regional_group", "merged") == rests_on(invented, "needs_stated")


def test_activities_rest_on_aid_data_files(invented):
    assert rests_on(invented, "activities_kept") == Sources(files=("demo.xml",))


def test_amounts_given_to_states_rest_on_the_files_of_the_activities_behind_them(open_database):
    given = [
        make(Funding, funding_id=f"XA-{answers}", state="XA", kind="commitment", answers=answers, usd="1.00", activities=behind)
        for answers, behind in (("confirmed", ("ACT-DEMO0000",)), ("possible", ()))
    ]
    connection = open_database(tables() | {"funding": given})
    assert rests_on(connection, "commitment_to_states_usd") == Sources(files=("demo.xml",))
    assert rests_on(connection, "commitment_to_states_usd.answers", "confirmed") == Sources(files=("demo.xml",))
    assert rests_on(connection, "commitment_to_states_usd.answers", "possible") == Sources()


def test_documents_rest_on_themselves(invented):
    assert ("DEMO/IRG/XB", ()) in rests_on(invented, "documents_read.language", "fr").documents


@pytest.mark.parametrize("name", [name for name, one in declarations().items() if one.dimension is not None])
def test_parts_together_rest_on_what_the_whole_rests_on(invented, name):
    """A row stands in at least one part, so that no document and no file is lost by the split."""
    figure = evaluate(invented, declarations()[name])
    parts = sources_of_parts(invented, figure)
    whole = sources(invented, figure)
    assert {document for one in parts.values() for document, _ in one.documents} == {name for name, _ in whole.documents}
    assert {file for one in parts.values() for file in one.files} == set(whole.files)
    assert parts.keys() <= {part for part, _ in figure.parts}

from article60.identity.candidates import gather
from article60.identity.register import register
from makers import document, statement


def registered(*statements, documents=None):
    return register(gather(documents or [document()], statements), document_ids={"d" * 64: "DOC-A", "e" * 64: "DOC-E"})


def test_identifier_is_the_same_for_the_same_words_whatever_else_is_read():
    alone = registered(statement())
    beside = registered(statement(), statement(position=1, text="Training (art. 30)", provisions=("30",)))
    assert set(alone.needs) < set(beside.needs)


def test_equal_words_of_one_document_have_two_identifiers():
    assert len(registered(statement(), statement(position=1)).needs) == 2


def test_identifier_shows_the_state_and_nothing_else():
    (need_id,) = registered(statement()).needs
    assert need_id[:3] == "XA-"
    assert len(need_id) == 11


def test_each_kind_of_statement_becomes_its_noun():
    kinds = ("need", "good_practice", "assistance_received", "no_needs")
    found = registered(*(statement(kind=kind, position=n) for n, kind in enumerate(kinds)))
    sizes = [len(r) for r in (found.needs, found.good_practices, found.assistance_received, found.no_needs)]
    assert sizes == [1, 1, 1, 1]


def test_statement_about_no_known_state_is_noted_and_left_out():
    found = registered(statement(state=None))
    assert found.needs == {}
    assert "does not tell which State" in found.notes[0].message


def test_need_dropped_by_a_revision_is_superseded_by_the_need_on_the_same_provisions():
    revision = document(sha256="e" * 64, symbol="DEMO/IRG/I/2/1/Add.1/Rev.1", revision_of="DEMO/IRG/I/2/1/Add.1")
    reworded = statement(document_sha256="e" * 64, symbol=revision.symbol, text="Model legislation on foreign bribery")
    found = registered(statement(), reworded, documents=[document(), revision])
    old, new = sorted(found.needs.values(), key=lambda n: n.text)
    assert (old.grade, old.superseded_by) == ("superseded", new.need_id)
    assert new.grade != "superseded"


def test_evidence_is_tied_to_its_record_and_document():
    found = registered(statement())
    ((need_id, (place,)),) = found.evidence.items()
    assert (place.record_id, place.document_id, place.position) == (need_id, "DOC-A", 0)

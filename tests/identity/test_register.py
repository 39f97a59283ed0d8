from dataclasses import replace
from datetime import date

import pytest

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


REVISED = {"symbol": "DEMO/IRG/I/2/1/Add.1/Rev.1", "revision_of": "DEMO/IRG/I/2/1/Add.1", "issued_on": date(2026, 1, 15)}
AGAIN = {"symbol": REVISED["symbol"], "stated_on": "2026-01-15", "page": 6}


def test_need_that_a_revision_states_again_was_last_stated_there_and_cites_what_is_in_force():
    plain = registered(statement())
    again = statement(document_sha256="e" * 64, text="Legal advice, art. 16", **AGAIN)
    found = registered(statement(), again, documents=[document(), document(sha256="e" * 64, **REVISED)])
    (need,) = found.needs.values()
    assert (need.stated_on, need.document_id, need.symbol, need.page) == (date(2026, 1, 15), "DOC-E", REVISED["symbol"], 6)
    assert (need.text, need.grade) == ("Legal advice, art. 16", "no_assistance_found")
    assert set(found.needs) == set(plain.needs)
    assert [(one.symbol, one.position) for one in found.evidence[need.need_id]] == [
        (REVISED["symbol"], 0),
        (document().symbol, 1),
    ]


def test_need_that_a_revision_states_in_pieces_keeps_its_words():
    whole = statement(types=("legal_advice", "capacity_building"))
    pieces = [
        statement(document_sha256="e" * 64, position=number, types=(one,), **AGAIN)
        for number, one in enumerate(("legal_advice", "capacity_building"))
    ]
    found = registered(whole, *pieces, documents=[document(), document(sha256="e" * 64, **REVISED)])
    (need,) = found.needs.values()
    assert (need.types, need.page, need.stated_on) == (("legal_advice", "capacity_building"), 4, date(2026, 1, 15))


def test_need_that_another_document_states_later_keeps_its_words_and_has_the_later_day():
    report = {"symbol": "DEMO/REPORT", "document_sha256": "e" * 64, "stated_on": "2025-09-01"}
    documents = [document(), document(sha256="e" * 64, symbol="DEMO/REPORT", issued_on=date(2025, 9, 1))]
    (need,) = registered(statement(), statement(**report), documents=documents).needs.values()
    assert (need.stated_on, need.document_id) == (date(2025, 9, 1), "DOC-A")


def test_translation_issued_later_states_nothing_anew():
    french = {"document_sha256": "e" * 64, "language": "fr", "stated_on": "2025-09-01", "text": "Conseils juridiques (art. 16)"}
    documents = [document(), document(sha256="e" * 64, language="fr", issued_on=date(2025, 9, 1))]
    (need,) = registered(statement(), statement(**french), documents=documents).needs.values()
    assert (need.stated_on, need.language) == (date(2025, 3, 1), "en")


def test_one_place_of_a_document_is_one_evidence():
    twice = replace(statement(), evidence=statement().evidence * 2)
    assert [len(some) for some in registered(twice).evidence.values()] == [1]


def own(text="Advice by an expert on foreign bribery", **changes):
    """What the State says itself in a checklist of a later day."""
    changes = {"document_sha256": "e" * 64, "symbol": None, "stated_on": "2026-02-01", **changes}
    return statement(text=text, **changes)


def checklist(**changes):
    fields = {"sha256": "e" * 64, "symbol": None, "document_kind": "self_assessment", "issued_on": date(2026, 2, 1)}
    return document(**{**fields, **changes})


@pytest.mark.parametrize("cycle", [1, 2, None])
def test_need_is_superseded_by_a_later_statement_of_the_state_on_the_same_provision(cycle):
    found = registered(statement(), own(cycle=cycle), documents=[document(), checklist(cycle=cycle)])
    old, new = sorted(found.needs.values(), key=lambda n: str(n.stated_on))
    assert (old.grade, old.superseded_by, old.graded_on) == ("superseded", new.need_id, date(2026, 2, 1))
    assert new.grade != "superseded"


@pytest.mark.parametrize(
    ("statement_changes", "document_changes"),
    [
        ({"provisions": ("17",)}, {}),
        ({"types": ("capacity_building",)}, {}),
        ({"kind": "good_practice"}, {}),
        ({"state": "XB"}, {"states": ("XB",)}),
        ({}, {"issued_on": date(2024, 1, 1)}),
        ({}, {"issued_on": date(2025, 3, 1)}),
        ({}, {"issued_on": None}),
        ({"cycle": 2}, {"document_kind": "executive_summary", "cycle": 2, "symbol": "DEMO/IRG/II/1/1/Add.1"}),
    ],
    ids=["other provision", "other type", "no need", "other State", "earlier", "same day", "no day", "review of another cycle"],
)
def test_need_is_not_superseded_by_anything_else(statement_changes, document_changes):
    found = registered(statement(), own(**statement_changes), documents=[document(), checklist(**document_changes)])
    assert {one.grade for one in found.needs.values()} == {"no_assistance_found"}


def test_need_without_provision_is_superseded_by_none():
    found = registered(statement(provisions=()), own(provisions=()), documents=[document(), checklist()])
    assert {one.grade for one in found.needs.values()} == {"no_assistance_found"}


def test_need_that_the_later_statement_repeats_in_its_words_is_one_and_stands():
    found = registered(statement(), own(text="Legal advice (art. 16)"), documents=[document(), checklist()])
    (only,) = found.needs.values()
    assert only.grade == "no_assistance_found"

import json
from datetime import date

import pytest

from article60.identity.candidates import gather
from article60.identity.decisions import apply, consented_documents
from article60.identity.register import register
from makers import decision, document, statement

PLACE = {"fingerprint_sha256": "d" * 64, "fingerprint_page": 4, "fingerprint_quote": "Legal advice (art. 16)"}
ADDED = {"state": "XB", "text": "Training on art. 14", "provisions": ["14(1)"], "types": ["capacity_building"], "cycle": 2}


def decided(*decisions, statements=None):
    said = statements or [statement()]
    stated = register(gather([document()], said), document_ids={"d" * 64: "DOC-AAAAAAAA"})
    return apply(decisions, register=stated)


def about(verb, **values):
    return decision(verb=verb, values=json.dumps(values), **PLACE)


def only_need(outcome):
    (need,) = outcome.register.needs.values()
    return need


def test_decision_finds_its_need_by_place_and_words_when_the_identifier_is_another():
    need = only_need(decided(about("confirm")))
    assert (need.reading, need.confirmed_on, need.confirmed_by_role) == (
        "confirmed",
        date(2026, 5, 1),
        "state_focal_point",
    )


def test_decision_that_finds_no_record_is_noted_and_not_lost():
    outcome = decided(decision(verb="confirm"))
    assert only_need(outcome).reading == "read_by_machine"
    assert [note.subject for note in outcome.notes] == ["D-1"]


def test_correction_changes_what_was_read_and_what_follows_from_it():
    need = only_need(decided(about("correct", provisions=["46(9)(b)"], types=["capacity_building"])))
    assert (need.provisions, need.articles, need.coarse_types) == (("46(9)(b)",), ("46",), ("capacity_building",))


def test_place_in_the_document_cannot_be_corrected():
    assert only_need(decided(about("correct", page=9))).page == 4


def test_rejected_need_is_gone_with_its_evidence():
    outcome = decided(about("reject"))
    assert (outcome.register.needs, outcome.register.evidence) == ({}, {})


@pytest.mark.parametrize("grade", ["met", "partly_met", "unmet"])
def test_what_the_state_says_of_its_need_is_its_grade(grade):
    assert only_need(decided(about("met", grade=grade))).grade == grade


def test_withdrawn_need_stays_as_withdrawn():
    assert only_need(decided(about("withdraw"))).grade == "withdrawn"


def test_priority_set_by_people_is_kept_in_their_words():
    assert only_need(decided(about("prioritise", priority="first priority"))).priority == "first priority"


def test_split_need_becomes_its_parts_and_the_old_identifier_lives_on():
    parts = [{"text": "Legal advice", "provisions": ["16(1)"]}, {"text": "Model law", "types": ["model_legislation"]}]
    outcome = decided(about("split", parts=parts))
    assert sorted(n.text for n in outcome.register.needs.values()) == ["Legal advice", "Model law"]
    (alias,) = outcome.aliases
    assert outcome.register.needs[alias.new_id].text == "Legal advice"


def test_merged_need_lives_on_in_the_other_with_both_evidences():
    said = [statement(), statement(position=1, text="Advice on law", provisions=())]
    plain = decided(statements=said)
    first, second = (n for n in sorted(plain.register.needs, key=lambda i: plain.register.needs[i].text))
    outcome = decided(decision(verb="merge", about_id=second, values=json.dumps({"into": first})), statements=said)
    assert list(outcome.register.needs) == [first]
    assert len(outcome.register.evidence[first]) == 2
    assert [(a.old_id, a.new_id) for a in outcome.aliases] == [(second, first)]


def test_later_decision_wins():
    later = decision(decision_id="D-2", made_at="2026-05-02T09:00:00Z", verb="met", values='{"grade": "unmet"}', **PLACE)
    assert only_need(decided(about("met", grade="met"), later)).grade == "unmet"


def test_added_need_without_consent_stays_out():
    outcome = decided(decision(verb="add", about_id="XB-22222222", values=json.dumps(ADDED)))
    assert "XB-22222222" not in outcome.register.needs


def test_added_need_with_consent_is_confirmed_by_the_state_itself():
    added = decision(verb="add", about_id="XB-22222222", values=json.dumps(ADDED))
    outcome = decided(added, decision(decision_id="D-2", verb="consent", about_id="XB-22222222"))
    need = outcome.register.needs["XB-22222222"]
    assert (need.state, need.articles, need.reading) == ("XB", ("14",), "confirmed")


def test_pair_and_overlap_decisions_are_handed_on():
    pair = decision(about_kind="match", verb="reject", values='{"need_id": "XA-1", "activity_id": "ACT-1"}')
    cell = decision(about_kind="overlap", verb="verdict", values='{"state": "XA", "article": "16", "type": "legislative"}')
    outcome = decided(pair, cell)
    assert outcome.matches == {("XA-1", "ACT-1"): pair}
    assert outcome.overlaps == {("XA", "16", "legislative"): cell}


def test_public_decision_shows_outcome_day_and_role_only():
    (shown,) = decided(about("met", grade="met")).public
    assert (shown.outcome, shown.decided_on, shown.role) == ("met", "2026-05-01", "state_focal_point")


def test_document_is_opened_by_consent_and_closed_by_withdrawal():
    values = '{"publisher": "Ministry", "public_address": "https://example.org"}'
    opened = decision(about_kind="document", verb="consent", values=values, fingerprint_sha256="a" * 64)
    closed = decision(about_kind="document", verb="withdraw", fingerprint_sha256="a" * 64)
    assert consented_documents([opened]) == {"a" * 64: ("Ministry", "https://example.org")}
    assert consented_documents([opened, closed]) == {}

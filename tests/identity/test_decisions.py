"""What people decide changes the register, in the order in which they decided; what finds no record goes back to them."""

import json
from dataclasses import replace
from datetime import date

import pytest

from article60.domain.ids import lasting_id
from article60.identity.candidates import gather
from article60.identity.decisions import apply, consented_documents
from article60.identity.identify import settled_decisions
from article60.identity.register import register
from article60.identity.targets import activity_named
from decided_needs import ADDED, FIRST, PLACE, SECOND, THIRD, THREE, about, decided, of_xb, on, only_need
from makers import decision, document, statement


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


def test_other_need_may_be_named_by_its_words():
    statements = [statement(position=0), statement(position=1, text="Model law (art. 21)", provisions=("21",))]
    other = {"document_sha256": "d" * 64, "page": 4, "quote": "Model law (art. 21)"}
    outcome = decided(about("merge", into=other), statements=statements)
    assert only_need(outcome).text == "Model law (art. 21)"


def test_need_is_not_superseded_by_one_that_is_not_there():
    outcome = decided(about("supersede", by="XA-ZZZZZZZZ"))
    assert (only_need(outcome).grade, len(outcome.notes)) == ("no_assistance_found", 1)


def test_merge_of_what_is_one_already_holds_without_doing_anything():
    here = {"document_sha256": "d" * 64, "page": 4, "quote": "Legal advice (art. 16)"}
    outcome = decided(about("merge", into=here))
    assert only_need(outcome).text == "Legal advice (art. 16)"
    assert ([one.verb for one in outcome.public], outcome.notes) == (["merge"], [])


def test_decision_about_a_merged_need_holds_for_the_one_it_was_merged_into():
    statements = [statement(position=0), statement(position=1, text="Model law (art. 21)", provisions=("21",))]
    other = {"document_sha256": "d" * 64, "page": 4, "quote": "Model law (art. 21)"}
    outcome = decided(about("merge", into=other), about("met", grade="unmet"), statements=statements)
    assert only_need(outcome).grade == "unmet"


def test_later_decision_wins():
    later = decision(decision_id="D-2", made_at="2026-05-02T09:00:00Z", verb="met", values='{"grade": "unmet"}', **PLACE)
    assert only_need(decided(about("met", grade="met"), later)).grade == "unmet"


def test_added_need_without_consent_stays_out():
    outcome = decided(of_xb("add", 1, **ADDED))
    assert "XB-22222222" not in outcome.register.needs


def test_added_need_with_consent_is_confirmed_by_the_state_itself():
    outcome = decided(of_xb("add", 1, **ADDED), of_xb("consent", 2))
    need = outcome.register.needs["XB-22222222"]
    assert (need.state, need.articles, need.reading) == ("XB", ("14",), "confirmed")


def test_pair_and_overlap_decisions_are_handed_on():
    pair = decision(about_kind="match", verb="reject", values='{"activity_id": "ACT-1"}', **PLACE)
    cell = decision(about_kind="overlap", verb="verdict", values='{"state": "XA", "article": "16", "type": "legislative"}')
    outcome = decided(pair, cell)
    assert outcome.matches == {(only_need(outcome).need_id, "ACT-1"): pair}
    assert outcome.overlaps == {("XA", "16", "legislative"): cell}


def test_pair_may_name_its_need_by_identifier_and_its_activity_as_published():
    need_id = only_need(decided()).need_id
    values = json.dumps({"need_id": need_id, "iati_identifier": " XX-DEMO-1 "})
    outcome = decided(decision(about_kind="match", verb="confirm", values=values))
    assert list(outcome.matches) == [(need_id, lasting_id("ACT", "XX-DEMO-1"))]


@pytest.mark.parametrize(
    "values",
    [{"need_id": "XA-ZZZZZZZZ", "activity_id": "ACT-1"}, {}, {"need_id": {"quote": "other words"}, "activity_id": "ACT-1"}],
)
def test_pair_that_names_no_known_need_or_no_activity_goes_back_to_people(values):
    outcome = decided(decision(about_kind="match", about_id="", verb="confirm", values=json.dumps(values)))
    assert (outcome.matches, [note.subject for note in outcome.notes]) == ({}, ["D-1"])


def test_activity_may_be_named_by_the_identifier_that_its_publisher_uses():
    values = '{"iati_identifier": "XX-DEMO-1"}'
    outcome = decided(decision(about_kind="activity", about_id="", verb="reject", values=values))
    assert [one.about for one in outcome.activities] == [lasting_id("ACT", "XX-DEMO-1")]


def test_activity_without_any_identifier_goes_back_to_people():
    outcome = decided(decision(about_kind="activity", about_id="", verb="reject"))
    assert (outcome.activities, len(outcome.notes)) == ([], 1)


def test_public_decision_shows_outcome_day_and_role_only():
    (shown,) = decided(about("met", grade="met")).public
    assert (shown.outcome, shown.decided_on, shown.role) == ("met", "2026-05-01", "state_focal_point")


def test_document_is_opened_by_consent_and_closed_by_withdrawal():
    values = '{"publisher": "Ministry", "public_address": "https://example.org"}'
    opened = decision(about_kind="document", verb="consent", values=values, fingerprint_sha256="a" * 64)
    closed = decision(about_kind="document", verb="withdraw", fingerprint_sha256="a" * 64)
    assert consented_documents([opened]) == {"a" * 64: ("Ministry", "https://example.org")}
    assert consented_documents([opened, closed]) == {}


def texts(outcome):
    return sorted(need.text for need in outcome.register.needs.values())


def test_merge_and_split_of_the_same_two_take_each_other_back():
    merge, apart = on(FIRST, "merge", 1, into=SECOND), on(FIRST, "split", 2, **{"from": SECOND})
    again = on(SECOND, "merge", 3, into=FIRST)
    assert len(texts(decided(merge, apart, statements=THREE))) == 3
    assert texts(decided(merge, apart, again, statements=THREE)) == ["Legal advice (art. 16)", "Training (art. 36)"]


def test_merges_by_way_of_a_third_do_not_bring_together_what_is_kept_apart():
    outcome = decided(
        on(FIRST, "merge", 1, into=SECOND),
        on(FIRST, "split", 2, **{"from": THIRD}),
        on(SECOND, "merge", 3, into=THIRD),
        statements=THREE,
    )
    assert texts(outcome) == ["Model law (art. 21)", "Training (art. 36)"]
    assert [note.subject for note in outcome.notes] == ["D-3"]


def test_rejected_need_that_was_decided_on_later_is_back():
    outcome = decided(on(FIRST, "reject", 1), on(FIRST, "confirm", 2))
    assert (only_need(outcome).reading, outcome.notes) == ("confirmed", [])
    assert decided(on(FIRST, "reject", 1), on(FIRST, "unsure", 2)).register.needs == {}
    assert decided(on(FIRST, "confirm", 1), on(FIRST, "reject", 2)).register.needs == {}


@pytest.mark.parametrize("day", [1, 3])
def test_correction_before_or_after_a_merge_holds(day):
    both = [on(FIRST, "merge", 2, into=SECOND), on(SECOND, "correct", day, priority="first")]
    outcome = decided(*sorted(both, key=lambda one: one.made_at), statements=THREE)
    assert {need.text: need.priority for need in outcome.register.needs.values()}["Model law (art. 21)"] == "first"


def test_organisation_may_be_named_by_identifier_or_name():
    values = json.dumps({"ref": "XX-1", "into": {"name": "Norvald Agency"}})
    outcome = decided(decision(about_kind="organisation", about_id="", verb="merge", values=values))
    (saying,) = outcome.organisations
    assert (saying.about, saying.other) == (lasting_id("ORG", "ref", "XX-1"), lasting_id("ORG", "name", "norvald agency"))


def test_verdict_names_its_activities_as_they_are_called_now():
    named = [{"iati_identifier": "XX-OLD"}, "ACT-KEPT"]
    values = {"state": "XA", "article": "16", "type": "legislative", "verdict": "joint", "activities": named}
    outcome = decided(decision(about_kind="overlap", verb="verdict", values=json.dumps(values)))
    (settled,) = settled_decisions(outcome, {activity_named(named[0]): "ACT-KEPT"})
    assert json.loads(settled.values)["activities"] == ["ACT-KEPT"]


def test_added_need_is_public_as_long_as_the_last_word_on_it_is_consent():
    start = [of_xb("add", 1, **ADDED), of_xb("consent", 2)]
    closed, again = decided(*start, of_xb("withdraw", 3)), decided(*start, of_xb("withdraw", 3), of_xb("consent", 4))
    assert ("XB-22222222" in closed.register.needs, closed.notes) == (False, [])
    assert (again.register.needs["XB-22222222"].grade, again.notes) == ("no_assistance_found", [])


def test_need_is_not_added_over_another_record():
    plain = only_need(decided())
    values = {"state": "XA", "text": "Something else"}
    add = decision(verb="add", about_id=plain.need_id, values=json.dumps(values))
    outcome = decided(add, decision(decision_id="D-2", verb="consent", about_id=plain.need_id))
    assert (only_need(outcome), [note.subject for note in outcome.notes]) == (plain, ["D-1"])
    assert outcome.register.evidence[plain.need_id]


@pytest.mark.parametrize("first", [("met", {"grade": "met"}), ("withdraw", {}), ("supersede", {})])
@pytest.mark.parametrize("second", [("confirm", {}), ("correct", {"priority": "first"})])
def test_need_stands_open_again_when_its_state_says_so_later(first, second):
    closed = on(FIRST, first[0], 1, **first[1])
    need = only_need(decided(closed, on(FIRST, second[0], 2, **second[1])))
    assert (need.grade, need.graded_on, need.confirmed_on) == ("no_assistance_found", None, date(2026, 5, 2))
    by_desk = replace(on(FIRST, second[0], 2, **second[1]), actor_role="secretariat_analyst")
    assert only_need(decided(closed, by_desk)).grade == only_need(decided(closed)).grade


def test_need_that_stands_open_keeps_how_far_it_is_met_when_it_is_confirmed():
    assert only_need(decided(on(FIRST, "met", 1, grade="partly_met"), on(FIRST, "confirm", 2))).grade == "partly_met"


def test_need_that_a_later_document_replaced_is_not_opened_by_an_earlier_word():
    old = document(issued_on=date(2025, 3, 1))
    new = document(sha256="e" * 64, symbol="DEMO/IRG/I/2/1/Add.1/Rev.1", revision_of=old.symbol, issued_on=date(2026, 5, 10))
    other = statement(document_sha256="e" * 64, symbol=new.symbol, text="Training", provisions=("36",))

    def need_after(day):
        stated = register(gather([old, new], [statement(), other]), document_ids={"d" * 64: "DOC-A", "e" * 64: "DOC-B"})
        return next(n for n in apply([on(FIRST, "confirm", day)], register=stated).register.needs.values() if "Legal" in n.text)

    assert (need_after(9).grade, need_after(11).grade) == ("superseded", "no_assistance_found")


def test_verdict_withdrawn_and_met_again_names_no_successor():
    both = [on(FIRST, "supersede", 1, by=SECOND), on(FIRST, "met", 2, grade="met")]
    need = next(n for n in decided(*both, statements=THREE).register.needs.values() if n.text == FIRST["quote"])
    assert (need.grade, need.superseded_by) == ("met", None)


def test_merged_need_was_last_stated_when_either_was_and_holds_each_place_once():
    said = [statement(), statement(position=1, text="Model law (art. 21)", provisions=("21",), stated_on="2025-04-01")]
    twice = [replace(said[0], evidence=said[0].evidence * 2), said[1]]
    outcome = decided(on(SECOND, "merge", 1, into=FIRST), statements=twice)
    (need,) = outcome.register.needs.values()
    assert (need.stated_on, len(outcome.register.evidence[need.need_id])) == (date(2025, 4, 1), 2)


def test_pairs_are_told_as_decided_the_last_one_last():
    need_id = only_need(decided()).need_id
    lines = [("R-9", "ACT-1", "confirm"), ("R-10", "ACT-2", "reject"), ("R-1", "ACT-1", "reject")]
    pairs = [
        decision(decision_id=name, about_kind="match", verb=verb, values=json.dumps({"need_id": need_id, "activity_id": one}))
        for name, one, verb in lines
    ]
    (settled,) = settled_decisions(decided(*pairs), {"ACT-1": "ACT-2"})
    assert settled.decision_id == "R-1"

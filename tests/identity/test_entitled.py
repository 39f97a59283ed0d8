"""Who may decide what: States about their own needs, providers about what they take part in, others as the table says."""

import json
from dataclasses import replace

import pytest

from article60.domain import authority
from article60.identity.candidates import gather
from article60.identity.decisions import apply
from article60.identity.identify import Previous, identify
from article60.identity.register import register
from decided_needs import ADDED, FIRST, PLACE, decided, of_xb, on, only_need
from invented_readings import act, reading
from makers import decision, document, statement

READINGS = [reading("XX-1", reporter="XX", funders=("ZZ",)), reading("YY-1", reporter="YY", funders=("XX",))]


def said(verb, identifier, *, by="XX", kind="activity", **values):
    return decision(
        about_kind=kind, about_id=act(identifier) if kind == "activity" else "", verb=verb, actor_role="provider_officer",
        actor_organisation=by, values=json.dumps(values),
    )  # fmt: skip


def run(*decisions):
    return identify(
        documents=[document()], statements=[statement()], readings=READINGS, decisions=decisions, previous=Previous()
    )


@pytest.mark.parametrize(("verb", "identifier", "by", "values", "may"), [
    ("reject", "XX-1", "XX", {}, True),
    ("reject", "XX-1", " xx", {}, True),
    ("reject", "XX-1", "ZZ", {}, True),
    ("reject", "XX-1", "YY", {}, False),
    ("correct", "XX-1", "YY", {"types": ["other"]}, False),
    ("merge", "XX-1", "XX", {"into": {"iati_identifier": "YY-1"}}, True),
    ("merge", "XX-1", "ZZ", {"into": {"iati_identifier": "YY-1"}}, False),
    ("split", "XX-1", "ZZ", {"from": {"iati_identifier": "YY-1"}}, True),
    ("split", "XX-1", "WW", {"from": {"iati_identifier": "YY-1"}}, False),
])  # fmt: skip
def test_provider_decides_about_activities_in_which_it_takes_part(verb, identifier, by, values, may):
    plain, found = run(), run(said(verb, identifier, by=by, **values))
    assert [note.subject for note in found.notes] == ([] if may else ["D-1"])
    assert may or (found.aid.activities, found.aid.same, found.aid.names.decided) == (
        plain.aid.activities, plain.aid.same, plain.aid.names.decided,
    )  # fmt: skip


@pytest.mark.parametrize(("identifier", "by", "may"), [("XX-1", "ZZ", True), ("XX-1", "YY", False), ("XX-9", "XX", False)])
def test_provider_says_of_its_own_activities_that_they_answer_a_need(identifier, by, may):
    (need_id,) = run().decided.outcome.register.needs
    found = run(said("confirm", identifier, by=by, kind="match", need_id=need_id, iati_identifier=identifier))
    assert (len(found.decided.settled), [note.subject for note in found.notes]) == (int(may), [] if may else ["D-1"])


@pytest.mark.parametrize(("role", "organisation", "public"), [
    ("state_focal_point", "XB", True),
    ("secretariat", "XB", True),
    ("state_focal_point", "XA", False),
    ("secretariat", None, False),
    ("provider_officer", "XB", False),
    ("secretariat_analyst", "XB", False),
])  # fmt: skip
def test_only_the_state_consents_itself_or_by_the_secretariat(role, organisation, public):
    outcome = decided(of_xb("add", 1, **ADDED), of_xb("consent", 2, role=role, organisation=organisation))
    assert ("XB-22222222" in outcome.register.needs, [note.subject for note in outcome.notes]) == (
        public,
        [] if public else ["D-2"],
    )


CHANGING = {
    "confirm": {}, "correct": {"priority": "first"}, "split": {"parts": [{"text": "Advice"}]}, "reject": {}, "supersede": {},
    "met": {"grade": "met"}, "withdraw": {}, "prioritise": {"priority": "first"}, "unsure": {},
}  # fmt: skip


@pytest.mark.parametrize("role", authority.roles())
@pytest.mark.parametrize("verb", CHANGING)
def test_only_those_whom_the_table_names_change_a_need(verb, role):
    plain = decided()
    place = PLACE | {"actor_role": role, "verb": verb, "values": json.dumps(CHANGING[verb]), "about_id": ""}
    for organisation, far in (("XA", {"own", "any"}), ("XB", {"any"}), (None, {"any"})):
        outcome = decided(decision(actor_organisation=organisation, **place))
        may = authority.table()["need", verb][role] in far
        assert [note.subject for note in outcome.notes] == ([] if may else ["D-1"])
        assert may or (outcome.register.needs, outcome.public) == (plain.register.needs, [])


def test_identifier_of_the_own_state_opens_no_need_of_another():
    """The words lead to a need of XA, whatever the identifier says."""
    sneaky = PLACE | {"about_id": "XB-ZZZZZZZZ", "actor_organisation": "XB"}
    outcome = decided(decision(verb="met", values='{"grade": "met"}', **sneaky))
    assert (only_need(outcome).grade, len(outcome.notes)) == ("no_assistance_found", 1)


def test_what_another_state_says_takes_no_decision_back():
    rejected, foreign = on(FIRST, "reject", 1), replace(on(FIRST, "confirm", 2), actor_organisation="XB")
    assert decided(rejected, foreign).register.needs == {}


def test_needs_of_two_states_are_never_merged():
    said = [statement(), statement(position=1, state="XB", text="Advice on law")]
    there = {"document_sha256": "d" * 64, "page": 4, "quote": "Advice on law"}
    by_desk = replace(on(FIRST, "merge", 1, into=there), actor_role="secretariat_analyst", actor_organisation=None)
    outcome = decided(by_desk, statements=said)
    assert (len(outcome.register.needs), [note.subject for note in outcome.notes]) == (2, ["D-1"])


@pytest.mark.parametrize(("role", "organisation", "may"), [
    ("state_focal_point", "XA", True),
    ("state_focal_point", "XB", False),
    ("secretariat_analyst", None, True),
    ("provider_officer", "XA", False),
])  # fmt: skip
def test_verdict_on_an_overlap_is_of_its_state_or_the_secretariat(role, organisation, may):
    values = '{"state": "XA", "article": "16", "type": "legislative", "verdict": "joint"}'
    cell = decision(about_kind="overlap", verb="verdict", values=values, actor_role=role, actor_organisation=organisation)
    outcome = decided(cell)
    assert (len(outcome.overlaps), len(outcome.notes)) == (int(may), int(not may))


@pytest.mark.parametrize(("role", "organisation", "may"), [
    ("state_focal_point", "XA", True),
    ("state_focal_point", "XB", False),
    ("provider_officer", "XX-demo", True),
    ("provider_officer", "XX-OTHER", False),
    ("provider_officer", None, False),
    ("operator", None, True),
])  # fmt: skip
def test_match_is_decided_by_the_needs_state_by_a_provider_that_takes_part_or_by_the_desk(role, organisation, may):
    pair = decision(
        about_kind="match", actor_role=role, actor_organisation=organisation, values='{"activity_id": "ACT-1"}', **PLACE
    )
    stated = register(gather([document()], [statement()]), document_ids={"d" * 64: "DOC-AAAAAAAA"})
    outcome = apply([pair], register=stated, taking_part={"ACT-1": {"XX-DEMO"}})
    assert (len(outcome.matches), len(outcome.notes)) == (int(may), int(not may))

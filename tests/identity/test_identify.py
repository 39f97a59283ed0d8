"""The whole step over several runs, each of which knows what the one before it published."""

import json
from dataclasses import replace

import pytest

from article60.domain.ids import lasting_id
from article60.identity.identify import Previous, identify
from invented_readings import act, reading
from makers import decision, document, statement

REPORT = document(sha256="e" * 64, symbol=None, document_kind="full_report")
LEGAL = statement()
AGAIN = statement(document_sha256="e" * 64, symbol=None)
TRAINING = statement(position=1, text="Training (art. 36)", provisions=("36",))
AT = {
    "legal": {"document_sha256": "d" * 64, "page": 4, "quote": "Legal advice (art. 16)"},
    "again": {"document_sha256": "e" * 64, "page": 4, "quote": "Legal advice (art. 16)"},
    "training": {"document_sha256": "d" * 64, "page": 4, "quote": "Training (art. 36)"},
}


def run(*decisions, previous=None, readings=(), statements=(LEGAL, TRAINING), documents=None):
    earlier = Previous() if previous is None else published(previous)
    held = documents or [document()]
    return identify(documents=held, statements=statements, readings=readings, decisions=decisions, previous=earlier)


def published(found):
    """What the Release of a run tells the next one."""
    rows = {name: list(records) for name, (_, records) in found.tables().items()}
    ids = [one.activity_id for one in rows["activities"]] + [one.organisation_id for one in rows["organisations"]]
    return Previous(tuple(rows["evidence"]), tuple(rows["aliases"]), tuple(sorted(ids)))


def about(place, verb, number, **values):
    at = AT[place]
    return decision(
        decision_id=f"D-{number}", made_at=f"2026-05-{number:02}T09:00:00Z", about_id="", verb=verb, values=json.dumps(values),
        fingerprint_sha256=at["document_sha256"], fingerprint_page=at["page"], fingerprint_quote=at["quote"],
    )  # fmt: skip


def of_activity(identifier, verb, number, **values):
    return decision(
        decision_id=f"D-{number}", made_at=f"2026-05-{number:02}T09:00:00Z", about_kind="activity", about_id=act(identifier),
        verb=verb, values=json.dumps(values),
    )  # fmt: skip


def texts(found):
    return sorted(need.text for need in found.decided.outcome.register.needs.values())


def needs(found):
    return {need.text: need.need_id for need in found.decided.outcome.register.needs.values()}


def aliases(found):
    return {one.old_id: one.new_id for one in found.decided.outcome.aliases}


def dangling(found):
    """Aliases that do not lead to a record, or stand for one that is in use."""
    live = {*found.decided.outcome.register.evidence, *(one.activity_id for one in found.aid.activities)}
    return [one for one in found.decided.outcome.aliases if one.new_id not in live or one.old_id in live]


MERGE = about("legal", "merge", 1, into=AT["training"])
APART = about("legal", "split", 2, **{"from": AT["training"]})
PARTS = about("training", "split", 3, parts=[{"text": "Training of judges"}, {"text": "Training of police"}])


def test_merge_and_split_hold_at_a_second_and_third_run_with_the_same_identifiers():
    first = run(MERGE, PARTS)
    second = run(MERGE, PARTS, previous=first)
    third = run(MERGE, PARTS, previous=second)
    assert texts(first) == ["Training of judges", "Training of police"]
    assert needs(first) == needs(second) == needs(third)
    assert aliases(first) == aliases(second) == aliases(third)
    assert dangling(third) == []


def test_merge_that_was_taken_back_leaves_no_alias_that_leads_astray():
    merged = run(MERGE)
    later = run(MERGE, APART, about("legal", "met", 3, grade="unmet"), previous=merged)
    found = {need.text: need.grade for need in later.decided.outcome.register.needs.values()}
    assert found == {"Legal advice (art. 16)": "unmet", "Training (art. 36)": "no_assistance_found"}
    assert dangling(run(MERGE, APART, previous=later)) == []


def test_split_that_was_dropped_leaves_its_parts_identifiers_to_the_whole():
    split = run(PARTS)
    later = run(previous=split)
    whole = needs(later)["Training (art. 36)"]
    parts = [needs(split)[one] for one in ("Training of judges", "Training of police")]
    assert [aliases(later)[one] for one in parts] == [whole, whole]
    assert aliases(run(previous=later)) == aliases(later)


def test_later_decision_about_an_identifier_no_longer_used_finds_its_heir_at_the_next_run():
    plain = run()
    merged = run(MERGE, previous=plain)
    old = needs(plain)["Legal advice (art. 16)"]
    word = replace(about("legal", "prioritise", 4, priority="first"), about_id=old, fingerprint_sha256=None)
    third = run(MERGE, word, previous=merged)
    assert [need.priority for need in third.decided.outcome.register.needs.values()] == ["first"]


def test_what_machines_joined_and_a_person_took_apart_stays_apart_at_every_run():
    given = {"statements": (LEGAL, AGAIN), "documents": [document(), REPORT]}
    joined = run(**given)
    apart = about("legal", "split", 1, **{"from": AT["again"]})
    second = run(apart, previous=joined, **given)
    third = run(apart, previous=second, **given)
    assert [len(one.decided.outcome.register.needs) for one in (joined, second, third)] == [1, 2, 2]
    assert set(joined.decided.outcome.register.needs) < set(second.decided.outcome.register.needs)
    assert set(second.decided.outcome.register.needs) == set(third.decided.outcome.register.needs)


def test_split_from_what_is_still_the_same_record_goes_back_to_people():
    given = {"statements": (LEGAL, AGAIN), "documents": [document(), REPORT]}
    (need_id,) = run(**given).decided.outcome.register.needs
    bare = replace(about("legal", "split", 1, **{"from": AT["again"]}), about_id=need_id, fingerprint_quote=None)
    assert [note.subject for note in run(bare, **given).notes] == ["D-1"]


def test_pair_that_was_decided_before_its_need_and_activity_were_merged_follows_both():
    pair = decision(
        decision_id="D-0", made_at="2026-04-01T09:00:00Z", about_kind="match", verb="confirm", about_id="",
        values=json.dumps({"need_id": AT["legal"], "iati_identifier": "GB-1-7"}),
    )  # fmt: skip
    found = run(pair, MERGE, readings=[reading("GB-GOV-1-7")])
    (settled,) = found.decided.settled
    assert json.loads(settled.values) == {"need_id": needs(found)["Training (art. 36)"], "activity_id": act("GB-GOV-1-7")}


@pytest.mark.parametrize("readings", [[], [reading("GB-GOV-1-8")]], ids=["no aid", "other aid"])
def test_decision_about_a_pair_whose_activity_is_not_there_goes_back_to_people(readings):
    pair = decision(
        decision_id="D-0", made_at="2026-04-01T09:00:00Z", about_kind="match", verb="confirm", about_id="",
        values=json.dumps({"need_id": AT["legal"], "iati_identifier": "GB-GOV-1-7"}),
    )  # fmt: skip
    (note,) = run(pair, readings=readings).notes
    assert note.subject == "D-0" and act("GB-GOV-1-7") in note.message
    assert run(pair, readings=[*readings, reading("GB-GOV-1-7")]).notes == []


def test_of_two_decisions_that_come_to_be_about_one_pair_the_later_wins():
    late, early = (
        decision(
            decision_id=f"D-{day}", made_at=f"2026-04-0{day}T09:00:00Z", about_kind="match", verb=verb, about_id="",
            values=json.dumps({"need_id": AT["legal"], "iati_identifier": identifier}),
        )
        for day, verb, identifier in ((9, "reject", "GB-1-7"), (8, "confirm", "GB-GOV-1-7"))
    )  # fmt: skip
    found = run(early, late, readings=[reading("GB-GOV-1-7"), reading("GB-1-7")])
    assert [one.verb for one in found.decided.settled] == ["reject"]


def test_activities_keep_their_identifiers_and_aliases_over_three_runs():
    merge = of_activity("XX-1", "merge", 1, into={"iati_identifier": "XX-2"})
    first = run(readings=[reading("XX-1"), reading("XX-2"), reading("GB-1-7", reporter="GB-1")])
    second = run(merge, readings=[reading("XX-1"), reading("XX-2"), reading("GB-GOV-1-7", reporter="GB-GOV-1")], previous=first)
    third = run(readings=[reading("XX-2"), reading("GB-GOV-1-7", reporter="GB-GOV-1")], previous=second)
    expected = {act("XX-1"): act("XX-2"), act("GB-1-7"): act("GB-GOV-1-7")}
    for found in (second, third):
        assert expected.items() <= aliases(found).items()


def test_split_of_activities_holds_at_later_runs_and_is_no_longer_proposed():
    two = [
        reading("XX-1", title="Case register for prosecutors"),
        reading("YY-1", reporter="YY", title="Case register for prosecutors"),
    ]
    apart = of_activity("XX-1", "split", 1, **{"from": {"iati_identifier": "YY-1"}})
    first = run(readings=two)
    second = run(apart, readings=two, previous=first)
    third = run(apart, readings=two, previous=second)
    assert [(row.outcome, row.standing) for row in first.aid.same] == [("proposed", "machine")]
    for found in (second, third):
        assert len(found.aid.activities) == 2
        assert [(row.outcome, row.standing) for row in found.aid.same] == [("apart", "decided")]


def test_merged_record_stands_in_the_table_as_decided():
    merge = of_activity("YY-1", "merge", 1, into={"iati_identifier": "XX-1"})
    found = run(merge, readings=[reading("XX-1"), reading("YY-1", reporter="YY", secondary_reporter=True)])
    (row,) = found.aid.same
    assert (row.activity_id, row.other_id, row.kind) == (act("XX-1"), act("YY-1"), "secondary_report")
    assert (row.outcome, row.standing, row.score, row.position) == ("joined", "decided", 1, 0)


def test_rows_are_about_activities_that_are_left_only():
    no = of_activity("YY-1", "reject", 1)
    assert run(no, readings=[reading("XX-1"), reading("YY-1", reporter="YY")]).aid.same == []


@pytest.mark.parametrize("turned", [False, True])
def test_order_of_the_records_changes_nothing(turned):
    readings = [
        reading("GB-1-7"),
        reading("GB-GOV-1-7"),
        reading("XX-1", title="Case register"),
        reading("YY-1", title="Case register"),
        reading("YY-1", title="Case register", file="b.xml", file_sha256="a" * 64),
    ]
    found = run(readings=readings[::-1] if turned else readings)
    assert sorted(row.kind for row in found.aid.same) == ["prefix_renamed", "same_record"]
    assert found.aid.same == run(readings=readings).aid.same


def test_organisation_of_an_earlier_release_lives_on_under_its_present_identifier():
    first = run(readings=[reading("XX-1", reporter="GB-1")])
    (once,) = (one.organisation_id for one in first.aid.organisations)
    later = run(readings=[reading("XX-1", reporter="GB-GOV-1")], previous=first)
    assert once == lasting_id("ORG", "ref", "GB-GOV-1")
    assert [one.organisation_id for one in later.aid.organisations] == [once]

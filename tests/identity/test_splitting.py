"""Decisions about the parts of a split need hold in the first run and in every later one, whatever they name the part by."""

import json
from dataclasses import replace

import pytest

from article60.domain.alias import Alias
from article60.domain.ids import part_id
from article60.identity.identify import Previous, identify
from invented_readings import act, reading
from makers import decision, document, statement

LEGAL, TRAINING = statement(), statement(position=1, text="Training (art. 36)", provisions=("36",))
PLACES = {
    words: {"document_sha256": "d" * 64, "page": 4, "quote": words}
    for words in ("Legal advice (art. 16)", "Training (art. 36)")
}
JUDGES, POLICE = "Training of judges", "Training of police"


def run(*decisions, previous=None):
    return identify(
        documents=[document()], statements=[LEGAL, TRAINING], readings=[reading("XX-1")], decisions=decisions,
        previous=previous or Previous(),
    )  # fmt: skip


def published(found):
    rows = {name: list(records) for name, (_, records) in found.tables().items()}
    return Previous(tuple(rows["evidence"]), tuple(rows["aliases"]), ())


def needs(found):
    return {need.text: need for need in found.decided.outcome.register.needs.values()}


WHOLE = needs(run())["Training (art. 36)"].need_id
FIRST, SECOND = part_id(WHOLE, number=0, text=JUDGES), part_id(WHOLE, number=1, text=POLICE)


def said(number, verb, *, about_id="", at=None, kind="need", **values):
    place = PLACES[at] if at else {"document_sha256": None, "page": None, "quote": None}
    return decision(
        decision_id=f"D-{number}", made_at=f"2026-05-{number:02}T09:00:00Z", about_kind=kind, about_id=about_id, verb=verb,
        values=json.dumps(values), fingerprint_sha256=place["document_sha256"], fingerprint_page=place["page"],
        fingerprint_quote=place["quote"],
    )  # fmt: skip


SPLIT = said(1, "split", at="Training (art. 36)", parts=[{"text": JUDGES}, {"text": POLICE}])
SPLIT_BY_ID = said(1, "split", about_id=WHOLE, parts=[{"text": JUDGES}, {"text": POLICE}])
ON_TRAINING = {"at": "Training (art. 36)"}

DECISIONS = {
    "part by its identifier": [said(2, "met", about_id=SECOND, grade="partly_met")],
    "part by its identifier, beside the words of the whole": [said(2, "met", about_id=SECOND, grade="met", **ON_TRAINING)],
    "whole by its identifier": [said(2, "met", about_id=WHOLE, grade="unmet")],
    "whole by its words": [said(2, "met", grade="unmet", **ON_TRAINING)],
    "one part out, the other in": [
        said(2, "reject", about_id=FIRST, **ON_TRAINING),
        said(3, "confirm", about_id=SECOND, **ON_TRAINING),
    ],
    "another need into a part": [said(2, "merge", at="Legal advice (art. 16)", into=SECOND)],
    "another need superseded by a part": [said(2, "supersede", at="Legal advice (art. 16)", by=SECOND)],
    "two parts into one": [said(2, "merge", about_id=SECOND, into=FIRST)],
    "part into parts": [
        said(2, "split", about_id=SECOND, parts=[{"text": "Training of patrols"}, {"text": "Training of detectives"}]),
        said(3, "met", about_id=part_id(SECOND, number=1, text="Training of detectives"), grade="met"),
    ],
    "pair of a part": [said(2, "confirm", kind="match", need_id=SECOND, activity_id=act("XX-1"))],
    "pair of the whole, decided before": [said(1, "confirm", kind="match", need_id=WHOLE, activity_id=act("XX-1"))],
}


def result(found):
    outcome = found.decided.outcome
    return outcome.register.needs, outcome.register.evidence, outcome.aliases, outcome.public, found.decided.settled


@pytest.mark.parametrize("split", [SPLIT, SPLIT_BY_ID], ids=["split by words", "split by identifier"])
@pytest.mark.parametrize("decisions", DECISIONS.values(), ids=DECISIONS)
def test_decisions_about_parts_hold_at_every_run(decisions, split):
    first = run(split, *decisions)
    assert first.notes == []
    assert result(first)[:4] != result(run(split))[:4] or first.decided.settled
    later = first
    for _ in range(2):
        later = run(split, *decisions, previous=published(later))
        assert later.notes == []
        assert result(later) == result(first)


def test_decision_made_after_a_release_with_the_parts_finds_them():
    """As a clearance sheet does: identifiers are those of the last Release."""
    before = published(run(SPLIT))
    found = needs(run(SPLIT, said(2, "met", about_id=SECOND, grade="met", **ON_TRAINING), previous=before))
    assert {words: need.grade for words, need in found.items() if words in (JUDGES, POLICE)} == {
        JUDGES: "no_assistance_found",
        POLICE: "met",
    }


def test_split_by_an_identifier_that_the_whole_had_before_is_found_again():
    old = Previous(aliases=(Alias(old_id="XA-OLDOLDOL", new_id=WHOLE, why="renamed"),))
    split = replace(SPLIT_BY_ID, about_id="XA-OLDOLDOL")
    first = run(split, previous=old)
    second = run(split, previous=published(first))
    assert set(needs(first)) == set(needs(second)) == {"Legal advice (art. 16)", JUDGES, POLICE}
    assert second.notes == []


def test_part_is_not_decided_about_before_it_is_made():
    early = said(1, "met", about_id=SECOND, grade="met")
    found = run(early, replace(SPLIT, made_at="2026-05-02T09:00:00Z"))
    assert (needs(found)[POLICE].grade, [note.subject for note in found.notes]) == ("no_assistance_found", ["D-1"])


TOGETHER = said(8, "merge", about_id=WHOLE, parts=[{"text": JUDGES}, {"text": POLICE}])
BEFORE = said(1, "prioritise", at="Training (art. 36)", priority="first")


@pytest.mark.parametrize("split", [SPLIT, SPLIT_BY_ID], ids=["split by words", "split by identifier"])
@pytest.mark.parametrize(
    "on_parts",
    [[], *(given for name, given in DECISIONS.items() if "whole" not in name and "another" not in name and "pair" not in name)],
)
def test_what_was_put_together_again_is_as_if_nobody_had_split_it_at_every_run(on_parts, split):
    plain = run(BEFORE)
    found = run(BEFORE, split, *on_parts, TOGETHER)
    for _ in range(3):
        outcome = found.decided.outcome
        assert (outcome.register.needs, found.notes) == (plain.decided.outcome.register.needs, [])
        assert outcome.register.evidence == plain.decided.outcome.register.evidence
        told = [(one.verb, one.record_id) for one in outcome.public]
        assert told == [("prioritise", WHOLE), ("merge", WHOLE)], "what was taken back is told to nobody"
        assert {one.old_id: one.new_id for one in outcome.aliases}.items() >= {(FIRST, WHOLE), (SECOND, WHOLE)}
        found = run(BEFORE, split, *on_parts, TOGETHER, previous=published(found))


@pytest.mark.parametrize("name", ["another need into a part", "pair of a part"])
def test_what_names_a_former_part_finds_the_whole_with_and_without_the_release_that_had_it(name):
    given = (SPLIT, *DECISIONS[name], TOGETHER)
    first, later = run(*given), run(*given, previous=published(run(SPLIT, *DECISIONS[name])))
    assert first.notes == later.notes == []
    assert result(first)[:2] == result(later)[:2] and first.decided.settled == later.decided.settled
    assert set(needs(first)) == {"Training (art. 36)"} | ({"Legal advice (art. 16)"} if name == "pair of a part" else set())


def test_part_is_no_longer_decided_about_until_the_need_is_split_again():
    late = said(9, "reject", about_id=SECOND, **ON_TRAINING)
    found = run(SPLIT, TOGETHER, late)
    assert "Training (art. 36)" in needs(found) and [one.subject for one in found.notes] == ["D-9"]
    again = replace(SPLIT, decision_id="D-10", made_at="2026-05-10T09:00:00Z")
    last = said(11, "reject", about_id=SECOND, **ON_TRAINING)
    found = run(SPLIT, said(2, "reject", about_id=FIRST), TOGETHER, again, last)
    assert set(needs(found)) == {"Legal advice (art. 16)", JUDGES} and found.notes == []


@pytest.mark.parametrize(
    "together",
    [
        said(8, "merge", about_id=WHOLE, parts=[{"text": JUDGES}, {"text": "Training of others"}]),
        said(8, "merge", at="Legal advice (art. 16)", parts=[{"text": JUDGES}, {"text": POLICE}]),
        replace(TOGETHER, actor_role="state_focal_point", actor_organisation="XB"),
    ],
    ids=["other parts", "another need", "another State"],
)
def test_parts_that_nothing_was_split_into_are_put_together_by_nobody(together):
    found = run(SPLIT, together)
    assert set(needs(found)) == {"Legal advice (art. 16)", JUDGES, POLICE}
    assert [one.subject for one in found.notes] == ["D-8"]

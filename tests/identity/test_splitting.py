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

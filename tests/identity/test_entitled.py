"""What providers say of activities counts for those in which they take part."""

import json

import pytest

from article60.identity.identify import Previous, identify
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

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from article60.domain import authority
from article60.domain.run_note import RunNote
from article60.identity.candidates import gather
from article60.identity.decisions import apply, consented_documents, sayings
from article60.identity.identify import settled_decisions
from article60.identity.register import register
from article60.sources.decision_values import CHECKS, NEEDED, ONE_NEEDED, usable
from article60.sources.decisions import read
from makers import document, statement

PLACE = {"document_sha256": "d" * 64, "page": 4, "quote": "Legal advice (art. 16)"}
RECORD = {"id": "XA-AAAAAAAA"}
WHOLE_VERDICT = {"state": "XA", "article": "58", "type": "capacity_building", "verdict": "joint"}


def test_checks_speak_of_kinds_and_verbs_that_there_are():
    assert set(CHECKS) == set(authority.kinds())
    assert {*NEEDED, *ONE_NEEDED} <= set(authority.table())


@pytest.mark.parametrize(
    ("kind", "verb", "values"),
    [
        ("overlap", "verdict", {"state": "XA", "article": "58", "verdict": "joint"}),
        ("overlap", "verdict", {"state": "XA", "article": "58", "type": "capacity_building", "verdict": "wasteful"}),
        ("overlap", "verdict", {"state": "XA", "article": "58(1)", "type": "capacity_building", "verdict": "joint"}),
        ("overlap", "verdict", {"state": "XA", "article": 58, "type": "capacity_building", "verdict": "joint"}),
        ("overlap", "verdict", {"state": "Ndara", "article": "58", "type": "capacity_building", "verdict": "joint"}),
        ("overlap", "verdict", WHOLE_VERDICT | {"activities": "ACT-AAAAAAAA"}),
        ("overlap", "verdict", WHOLE_VERDICT | {"activities": [5]}),
        ("need", "split", {"parts": [{"provisions": ["16"]}]}),
        ("need", "split", {"parts": ["Legal advice"]}),
        ("need", "split", {"parts": "Legal advice"}),
        ("need", "split", {"parts": []}),
        ("need", "split", {"parts": None}),
        ("need", "correct", {"provisions": "44(18)"}),
        ("need", "correct", {"provisions": ["99"]}),
        ("need", "correct", {"types": ["money"]}),
        ("need", "correct", {"types": None}),
        ("need", "correct", {"provision": ["16"]}),
        ("need", "correct", {"text": " "}),
        ("good_practice", "correct", {"types": ["translation"]}),
        ("good_practice", "correct", {"provisions": ["99"]}),
        ("assistance_received", "correct", {"priority": "high"}),
        ("assistance_received", "correct", {"provider": 5}),
        ("need", "merge", {"into": 5}),
        ("need", "merge", {}),
        ("need", "merge", {"parts": []}),
        ("need", "merge", {"parts": [{"types": ["translation"]}]}),
        ("need", "merge", {"into": {"page": 4, "quote": "Legal advice"}}),
        ("need", "merge", {"into": {"document_sha256": "d", "page": "4", "quote": "Legal advice"}}),
        ("need", "supersede", {"by": ["XA-AAAAAAAA"]}),
        ("need", "met", {"grade": "solved"}),
        ("need", "met", {"grade": ["met"]}),
        ("need", "prioritise", {"priority": 1}),
        ("need", "add", {"state": "QQ", "text": "Training"}),
        ("need", "add", {"state": "XB", "text": "Training"}),
        ("need", "add", {"state": "XA", "text": "Training", "cycle": True}),
        ("match", "confirm", {"activity_id": 5}),
        ("match", "confirm", {"activity_id": {"ref": "XX"}}),
        ("match", "confirm", {}),
        ("activity", "merge", {"into": {"iati_identifier": 5}}),
        ("activity", "correct", {"provisions": "16"}),
        ("activity", "correct", {}),
        ("organisation", "merge", {"into": {"ref": ""}}),
        ("document", "consent", {"publisher": 5}),
    ],
)
def test_values_that_no_decision_can_have_are_refused(kind, verb, values):
    with pytest.raises(ValueError, match=r"write|needs"):
        usable(kind=kind, verb=verb, about=RECORD | {"fingerprint": PLACE}, values=values)


@pytest.mark.parametrize(
    ("kind", "about"),
    [
        ("need", {}),
        ("need", {"id": 5}),
        ("need", {"fingerprint": {"document_sha256": "d"}}),
        ("need", {"id": "XA-AAAAAAAA", "fingerprint": {"page": "4"}}),
        ("need", {"id": "XA-AAAAAAAA", "fingerprint": {"page": True}}),
        ("document", {"id": "DOC-AAAAAAAA"}),
        ("activity", {}),
    ],
)
def test_what_a_decision_is_about_must_be_told(kind, about):
    with pytest.raises(ValueError, match="write"):
        usable(kind=kind, verb="reject", about=about, values={})


def test_values_that_say_nothing_are_left_out_but_for_what_may_be_emptied():
    values = {"parts": [{"text": "Training", "types": None}], "from": None, "priority": None}
    found = usable(kind="need", verb="split", about=RECORD, values=values)
    assert found == {"parts": [{"text": "Training"}], "priority": None}


@pytest.mark.parametrize("parts", [True, [None], {"text": 5}])
def test_values_that_nothing_reads_are_kept_as_they_are(parts):
    values = {"parts": parts}
    assert usable(kind="good_practice", verb="reject", about=RECORD, values=values) == values


scalars = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8),
    st.sampled_from(["XA", "16", "99", "met", "joint", "legal_advice", "capacity_building", "XA-AAAAAAAA", "d" * 64]),
)  # fmt: skip
anything = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(["text", "document_sha256", "page", "quote", "iati_identifier", "ref"]), inner, max_size=3
        ),
        st.just(PLACE),
    ),
    max_leaves=6,
)
names = sorted({name for checks in CHECKS.values() for name in checks})
lines = st.fixed_dictionaries(
    {
        "id": st.just("D-1"),
        "made_at": st.sampled_from(
            ["2026-05-01T09:00:00Z", "20260501T090000Z", "2026-W18-5T09:00:00Z", "0000-01-01T00:00:00Z"]
        ),
        "actor_role": st.sampled_from([*authority.roles(), "minister"]),
        "actor_organisation": st.sampled_from(["XA", "XB", None, 5]),
        "about": st.fixed_dictionaries(
            {"kind": st.sampled_from(authority.kinds())},
            optional={
                "id": st.one_of(st.sampled_from(["XA-AAAAAAAA"]), scalars),
                "fingerprint": st.one_of(st.just(PLACE), anything),
            },
        ),
        "verb": st.sampled_from(sorted({verb for _, verb in authority.table()})),
        "values": st.dictionaries(st.sampled_from(names), anything, max_size=4),
        "audience": st.just("public"),
    }
)


@given(st.lists(lines, min_size=1, max_size=3))
@settings(max_examples=300, deadline=None)
def test_any_lines_are_either_decisions_that_can_be_applied_or_notes(tmp_path_factory, some):
    folder = tmp_path_factory.mktemp("fuzz")
    (folder / "a.jsonl").write_text("\n".join(map(json.dumps, some)), encoding="utf-8")
    notes: list[RunNote] = []
    decisions = read(folder, audience="public", notes=notes, unplaced=notes)
    assert len(decisions) + len(notes) == len(some)
    stated = register(gather([document()], [statement()]), document_ids={"d" * 64: "DOC-AAAAAAAA"})
    consented_documents(decisions)
    sayings(decisions)
    settled_decisions(apply(decisions, register=stated), {})


@given(st.binary(max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_told_to_the_operator_and_stop_nothing(tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("fuzz")
    (folder / "a.jsonl").write_bytes(data)
    unplaced: list[RunNote] = []
    assert read(folder, audience="public", notes=[], unplaced=unplaced) == []
    assert all("mend the line" in note.message for note in unplaced)

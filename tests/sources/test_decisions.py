import json

import pytest

from article60.sources.decisions import read

LINE = {
    "id": "D-1",
    "made_at": "2026-05-01T09:00:00Z",
    "actor_role": "state_focal_point",
    "actor_organisation": "XA",
    "about": {"kind": "need", "id": "XA-AAAAAAAA", "fingerprint": {"document_sha256": "d", "page": 4, "quote": "x"}},
    "verb": "confirm",
    "values": {},
    "reason": "checked",
    "audience": "public",
    "version_hash": None,
}


def decisions(tmp_path, *lines, audience="public"):
    (tmp_path / "a.jsonl").write_text("\n".join(x if isinstance(x, str) else json.dumps(x) for x in lines), encoding="utf-8")
    notes, unplaced = [], []
    return read(tmp_path, audience=audience, notes=notes, unplaced=unplaced), notes, unplaced


def test_decision_is_read_with_its_fingerprint(tmp_path):
    ((decision,), notes, unplaced) = decisions(tmp_path, LINE)
    assert (decision.fingerprint_sha256, decision.fingerprint_page, decision.fingerprint_quote) == ("d", 4, "x")
    assert (notes, unplaced) == ([], [])


def test_decisions_come_oldest_first_whatever_the_file_says(tmp_path):
    late = LINE | {"id": "D-0", "made_at": "2026-06-01T09:00:00Z"}
    assert [d.decision_id for d in decisions(tmp_path, late, LINE)[0]] == ["D-1", "D-0"]


def test_decisions_come_by_instant_and_within_one_by_their_place(tmp_path):
    times = ("2026-05-01T09:00:00.500Z", "2026-05-01T09:00:00Z", "2026-05-01T09:00:00+00:00")
    lines = [LINE | {"id": f"R-{number}", "made_at": made_at} for number, made_at in zip((10, 9, 1), times, strict=True)]
    assert [d.decision_id for d in decisions(tmp_path, *lines)[0]] == ["R-9", "R-1", "R-10"]


def test_only_a_line_feed_ends_a_line(tmp_path):
    line = json.dumps(LINE | {"reason": "one\u2028two\x85three"}, ensure_ascii=False)
    ((decision,), notes, unplaced) = decisions(tmp_path, line)
    assert (decision.reason, notes, unplaced) == ("one\u2028two\x85three", [], [])


def test_bytes_that_are_no_text_are_told_and_the_other_lines_count(tmp_path):
    (tmp_path / "a.jsonl").write_bytes(b"\xff\xfe{\x00\n" + json.dumps(LINE).encode())
    unplaced = []
    (decision,) = read(tmp_path, audience="public", notes=[], unplaced=unplaced)
    assert (decision.decision_id, [note.line for note in unplaced]) == ("D-1", [1])


def test_note_says_who_may_decide_what_another_may_not(tmp_path):
    line = LINE | {"verb": "met", "values": {"grade": "met"}, "actor_role": "provider_officer"}
    ((note,),) = decisions(tmp_path, line)[1:2]
    assert note.message == (
        "not usable as a decision: provider_officer may not decide 'met' about a need; let one who may: state_focal_point"
    )


def test_line_for_another_audience_leaves_no_trace_even_if_it_is_broken(tmp_path):
    assert decisions(tmp_path, {"audience": "state", "verb": "nonsense"}) == ([], [], [])


def test_line_without_readable_audience_is_told_to_the_operator_only(tmp_path):
    found, notes, unplaced = decisions(tmp_path, "{half a line")
    assert (found, notes) == ([], [])
    assert (unplaced[0].subject, unplaced[0].line) == ("a.jsonl", 1)


@pytest.mark.parametrize(
    "broken",
    [
        {"verb": "bless"},
        {"about": None},
        {"about": "XA-AAAAAAAA"},
        {"made_at": None},
        {"made_at": "yesterday"},
        {"made_at": "2026-05-01T09:00:00"},
        {"made_at": "20260501T090000Z"},
        {"made_at": "2026-W18-5T09:00:00Z"},
        {"made_at": "2026-02-30T09:00:00Z"},
        {"reason": {"why": "checked"}},
        {"actor_organisation": ["XA"]},
        {"actor_organisation": None},
        {"actor_role": "national focal point"},
        {"actor_role": "provider_officer"},
        {"about": {"kind": "mood", "id": "XA-AAAAAAAA"}},
        {"verb": "verdict"},
        {"reason": "half of a character: \ud83d"},
        {"verb": "met"},
        {"verb": "met", "values": {"grade": "solved"}},
        {"verb": "split", "values": {"parts": []}},
        {"verb": "split", "values": {"parts": [{"text": "x"}]}, "about": {"kind": "activity", "id": "ACT-AAAAAAAA"}},
    ],
)
def test_public_line_that_is_no_decision_is_noted_with_file_and_line(tmp_path, broken):
    found, notes, _ = decisions(tmp_path, LINE, LINE | broken)
    assert len(found) == 1
    assert (notes[0].subject, notes[0].line, notes[0].severity) == ("a.jsonl", 2, "refused")


@pytest.mark.parametrize("kind", ["need", "activity", "organisation"])
def test_split_may_name_the_other_one_that_is_not_the_same(tmp_path, kind):
    line = LINE | {"verb": "split", "values": {"from": "XX-BBBBBBBB"}, "about": {"kind": kind, "id": "XX-AAAAAAAA"}}
    line |= {"actor_role": "secretariat_analyst"}
    ((decision,), notes, _) = decisions(tmp_path, line)
    assert (decision.verb, notes) == ("split", [])

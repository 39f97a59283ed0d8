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
    (tmp_path / "a.jsonl").write_text("\n".join(x if isinstance(x, str) else json.dumps(x) for x in lines))
    notes, unplaced = [], []
    return read(tmp_path, audience=audience, notes=notes, unplaced=unplaced), notes, unplaced


def test_decision_is_read_with_its_fingerprint(tmp_path):
    ((decision,), notes, unplaced) = decisions(tmp_path, LINE)
    assert (decision.fingerprint_sha256, decision.fingerprint_page, decision.fingerprint_quote) == ("d", 4, "x")
    assert (notes, unplaced) == ([], [])


def test_decisions_come_oldest_first_whatever_the_file_says(tmp_path):
    late = LINE | {"id": "D-0", "made_at": "2026-06-01T09:00:00Z"}
    assert [d.decision_id for d in decisions(tmp_path, late, LINE)[0]] == ["D-1", "D-0"]


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
    ((decision,), notes, _) = decisions(tmp_path, line)
    assert (decision.verb, notes) == ("split", [])

"""Quality of reading against people's decisions: what counts as right, wrong and missed, and what cannot be said."""

import json
from dataclasses import replace
from typing import Any

import pytest

import makers
from article60 import evaluating
from article60.domain.decision import Decision
from article60.domain.ids import part_ids
from article60.evaluating import FEW, measure
from article60.extraction.documents.extract import Extracted

SHA = "d" * 64


def said(verb: str, number: int, **values: Any) -> Decision:
    return Decision(
        decision_id=f"D-{verb}-{number}", made_at="2026-05-04T08:30:00Z", actor_role="secretariat_analyst",
        actor_organisation=None, about_kind="need", about_id="XA-AAAAAAAA", fingerprint_sha256=SHA, fingerprint_page=4,
        fingerprint_quote=f"Legal advice number {number}", verb=verb, values=json.dumps(values), reason=None,
        audience="public", version_hash=None,
    )  # fmt: skip


def proposed(number: int, **more: Any) -> Any:
    text = f"Legal advice number {number}"
    return makers.statement(**{"text": text, "evidence": (makers.evidence(quote=text),)} | more)


def document(*statements: Any, **more: Any) -> Extracted:
    known = {"sha256": SHA, "document_kind": "executive_summary", "language": "en"} | more
    return Extracted(document=makers.document(**known), statements=statements)


def all_of(*decisions: Decision, count: int, **more: Any) -> dict[str, Any]:
    return measure([document(*map(proposed, range(count)), **more)], decisions).told()


def test_confirmed_and_corrected_are_right_rejected_and_merged_are_not() -> None:
    told = all_of(
        said("confirm", 0), said("correct", 1, types=["translation"]), said("reject", 2), said("merge", 3, into="XA-B"), count=4
    )
    assert told["all"]["needs"] | {} == {"right": 2, "found": 4, "wanted": 2, "precision": None, "recall": None, "f1": None}
    assert (told["all"]["provisions"]["right"], told["all"]["provisions"]["wanted"]) == (2, 2)
    assert (told["all"]["types"]["right"], told["all"]["types"]["found"], told["all"]["types"]["wanted"]) == (1, 2, 2)


def test_need_that_is_several_was_found_once_and_missed_otherwise() -> None:
    needs = all_of(said("split", 0, parts=[{"text": "a"}, {"text": "b"}, {"text": "c"}]), count=1)["all"]["needs"]
    assert (needs["right"], needs["found"], needs["wanted"]) == (1, 1, 3)


def test_need_that_was_put_together_again_counts_as_it_did_before_it_was_split() -> None:
    parts = [{"text": "a"}, {"text": "b"}]
    split, together = said("split", 0, parts=parts), said("merge", 0, parts=parts)
    on_a_part = replace(said("reject", 0), about_id=part_ids(split.about_id, parts)[1])
    needs = all_of(said("confirm", 0), split, on_a_part, together, count=1)["all"]["needs"]
    assert (needs["right"], needs["found"], needs["wanted"]) == (1, 1, 1)
    assert all_of(split, together, count=1)["decided"] == 0


def test_last_word_counts_and_doubt_settles_nothing() -> None:
    told = all_of(said("reject", 0), said("confirm", 0), said("unsure", 0), said("unsure", 1), count=2)
    assert told["decided"] == 1 and told["all"]["documents"] == 0, "a document that is half done is no fair sample"
    taken_apart = all_of(said("merge", 0, into="XA-B"), said("split", 0, **{"from": "XA-B"}), said("confirm", 0), count=1)
    assert taken_apart["all"]["needs"]["right"] == 1


def test_last_word_counts_wherever_in_the_document_it_was_said() -> None:
    needs, decisions = [], []
    for number in range(20):
        words = (f"Legal advice number {number}", f"Advice {number} in the summary")
        needs.append(proposed(number, evidence=tuple(makers.evidence(quote=one) for one in words)))
        first, last = words if number % 2 else reversed(words)
        decisions.append(replace(said("reject", number), fingerprint_quote=first, made_at="2026-05-04T08:30:00Z"))
        decisions.append(replace(said("confirm", number), fingerprint_quote=last, made_at="2026-05-04T08:30:00.5Z"))
    assert measure([document(*needs)], decisions).told()["all"]["needs"]["right"] == 20


def test_what_was_added_was_missed_unless_it_is_read_now() -> None:
    added = replace(said("add", 9, state="XA", text="x"), fingerprint_quote="Nobody had read this")
    told = all_of(said("confirm", 0), added, count=1)
    assert (told["all"]["needs"]["wanted"], told["added"]) == (2, 1)
    assert all_of(said("confirm", 0), said("add", 0, state="XA", text="x"), count=1)["added"] == 0


def test_shares_are_told_where_there_is_enough_and_by_language_and_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    told = all_of(*(said("confirm", n) for n in range(FEW - 1)), said("reject", FEW - 1), count=FEW)
    assert told["all"]["needs"]["precision"] == round((FEW - 1) / FEW, 3)
    assert told["all"]["needs"]["recall"] is None, "as long as nobody has added anything, all that was missed is unknown"
    assert told["languages"]["en"] == told["document_kinds"]["executive_summary"] == told["all"]
    assert told["cannot_be_said"] == [evaluating.NOTHING_ADDED]
    added = replace(said("add", 9, state="XA", text="x"), fingerprint_quote="Nobody had read this")
    whole = all_of(*(said("confirm", n) for n in range(FEW)), added, count=FEW)["all"]["needs"]
    assert (whole["precision"], whole["recall"], whole["f1"]) == (
        1.0,
        round(FEW / (FEW + 1), 3),
        round(2 * FEW / (2 * FEW + 1), 3),
    )
    monkeypatch.setattr(evaluating, "FEW", FEW + 1)
    few = all_of(*(said("confirm", n) for n in range(FEW)), count=FEW)
    assert few["all"]["needs"]["precision"] is None and len(few["cannot_be_said"]) == 4

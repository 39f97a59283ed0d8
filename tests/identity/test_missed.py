"""A need that people added with its place is found there as printed, or comes back to them."""

import json
from typing import Any

import pytest

import makers
from article60.domain.decision import Decision
from article60.domain.passage import Passage
from article60.identity.decisions import apply
from article60.identity.missed import added_in_place, missed, stated_there
from article60.identity.register import Register
from article60.sources.decisions import _may

QUOTE = "Staff for the recovery of assets"


def added(**more: Any) -> Decision:
    fields = {
        "decision_id": "D-1", "made_at": "2026-05-04T08:30:00Z", "actor_role": "secretariat_analyst",
        "actor_organisation": None, "about_kind": "need", "about_id": "XA-BBBBBBBB", "fingerprint_sha256": "d" * 64,
        "fingerprint_page": 4, "fingerprint_quote": QUOTE, "verb": "add",
        "values": json.dumps({"state": "XA", "text": "Staff", "types": ["capacity_building"]}), "reason": None,
        "audience": "public", "version_hash": None,
    }  # fmt: skip
    return Decision(**fields | more)


def passage(**more: Any) -> Passage:
    fields: dict[str, Any] = {
        "document_sha256": "d" * 64, "position": 0, "kind": "paragraph", "text": QUOTE, "label": None, "level": 0,
        "section": "2.4", "section_path": (), "cells": (), "head_cells": (), "page": 4, "page_index": 3, "boxes": (),
        "language": "en", "direction": "ltr", "bold": False, "italic": False, "size": None, "how": "pdf_text",
    }  # fmt: skip
    return Passage(**fields | more)


def stated(decision: Decision, **more: Any) -> list[Any]:
    there = passage(text=f"It asked for staff: {QUOTE}.", **more)
    return list(stated_there([decision], makers.document(), [there], []))


def test_words_that_stand_there_are_a_need_as_printed() -> None:
    (found,) = stated(added())
    assert (found.kind, found.state, found.text, found.page) == ("need", "XA", QUOTE, 4)
    assert found.evidence[0].quote == QUOTE


@pytest.mark.parametrize(
    "decision",
    [
        added(fingerprint_quote="Words of nobody"),
        added(fingerprint_page=5),
        added(values=json.dumps({"state": "XB", "text": "Staff"})),
    ],
)
def test_other_words_another_page_or_a_state_that_it_is_not_about_are_none(decision: Decision) -> None:
    assert stated(decision) == []


def test_what_is_read_by_now_is_not_there_twice() -> None:
    read = [makers.statement(text=QUOTE)]
    assert list(stated_there([added()], makers.document(), [passage()], read)) == []


def test_need_of_a_state_itself_has_no_place() -> None:
    own = added(fingerprint_sha256=None, fingerprint_quote=None)
    assert not added_in_place(own) and missed([own, added()]) == [added()]


def test_it_says_what_the_person_said_and_is_confirmed() -> None:
    register = Register(
        needs={"XA-BBBBBBBB": makers.need(need_id="XA-BBBBBBBB", text=QUOTE)},
        evidence={"XA-BBBBBBBB": [makers.evidence(record_id="XA-BBBBBBBB", quote=QUOTE)]},
    )
    outcome = apply([added()], register=register)
    need = outcome.register.needs["XA-BBBBBBBB"]
    assert (need.text, need.types, need.reading, need.confirmed_by_role) == (
        "Staff", ("capacity_building",), "confirmed", "secretariat_analyst",
    )  # fmt: skip
    lost = apply([added()], register=Register())
    assert lost.register.needs == {} and "finds no record" in lost.notes[0].message


def test_only_a_state_adds_a_need_without_a_place() -> None:
    for role in ("secretariat_analyst", "secretariat", "operator"):
        _may(kind="need", verb="add", role=role, organisation=None, placed=True)
        with pytest.raises(ValueError, match="may not decide"):
            _may(kind="need", verb="add", role=role, organisation=None, placed=False)

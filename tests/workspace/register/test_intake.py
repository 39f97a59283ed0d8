"""A register is filled from a Release: once, with its places, and never over the State's own word."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import makers
from article60.publication import release
from article60.web.accounts.actor import acting
from article60.web.audit.models import AuditEvent
from article60.web.register import actions
from article60.web.register.intake import fill
from article60.web.register.models import NeedVersion, Source
from workspace_people import NOW, actor, events, focal_point, newest


def release_of(folder: Path, *needs: Any) -> Path:
    release.write(
        {
            "needs": list(needs),
            "documents": [makers.document()],
            "evidence": [makers.evidence(record_id=one.need_id, document_id="DOC-AAAAAAAA") for one in needs],
        },
        out=folder, on=makers.ON, audience="public", versions={"article60": "0"}, fictional=True, inputs=[], documents={},
    )  # fmt: skip
    return folder


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    return release_of(
        tmp_path / "release",
        makers.need(),
        makers.need(need_id="XA-BBBBBBBB", grade="met", graded_on=date(2026, 1, 5), reading="confirmed",
                    confirmed_on=date(2026, 1, 5), confirmed_by_role="state_focal_point"),
        makers.need(need_id="XA-CCCCCCCC", reading="confirmed", confirmed_on=date(2026, 1, 5), confirmed_by_role="secretariat"),
        makers.need(need_id="XA-DDDDDDDD", grade="superseded", superseded_by="XA-AAAAAAAA"),
        makers.need(need_id="XB-AAAAAAAA", state="XB"),
    )  # fmt: skip


def test_each_need_of_the_state_comes_with_its_places_in_one_event(filled: Path) -> None:
    done = fill(filled, state="XA", at=NOW)
    assert (sorted(done.added), done.known, done.differing) == (["XA-AAAAAAAA", "XA-BBBBBBBB", "XA-CCCCCCCC"], [], [])
    assert events() == ["register.fill done"]
    assert set(AuditEvent.objects.get().payload.body["needs"]) == set(done.added)
    assert (newest().change, newest().made_by, newest().text) == ("fill", None, makers.need().text)
    assert [(one.need_id, one.state, one.quote) for one in Source.objects.all()] == [
        (need_id, "XA", makers.evidence().quote) for need_id in sorted(done.added)
    ]


def test_only_the_states_own_word_counts_as_its_word(filled: Path) -> None:
    fill(filled, state="XA", at=NOW)
    confirmed = {one.need_id: (one.confirmed, one.standing) for one in NeedVersion.objects.for_everyone()}
    assert confirmed == {"XA-AAAAAAAA": (False, ""), "XA-BBBBBBBB": (True, "met"), "XA-CCCCCCCC": (False, "")}
    assert newest("XA-BBBBBBBB").standing_since == date(2026, 1, 5)


def test_second_time_nothing_is_added_and_nothing_is_said_to_have_happened(filled: Path) -> None:
    fill(filled, state="XA", at=NOW)
    done = fill(filled, state="XA", at=NOW)
    assert done.added == [] and len(done.known) == 3
    assert events() == ["register.fill done"]


def test_word_of_the_state_stays_and_what_differs_is_told(filled: Path, tmp_path: Path) -> None:
    fill(filled, state="XA", at=NOW)
    by = actor(focal_point())
    with acting(by):
        actions.correct("XA-AAAAAAAA", by=by, seen=newest().hash, at=NOW, words={"text": "The State's own words"})
    again = release_of(tmp_path / "again", makers.need(), makers.need(need_id="XA-EEEEEEEE"))
    done = fill(again, state="XA", at=NOW)
    assert (done.added, done.differing) == (["XA-EEEEEEEE"], ["XA-AAAAAAAA"])
    assert newest().text == "The State's own words"

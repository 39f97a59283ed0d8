"""Assistance that a State receives: filled in, confirmed, corrected, not received; versions, one event each, nobody else's."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection

import makers
from article60.publication import release
from article60.web.accounts.actor import Actor, acting
from article60.web.accounts.changing import Overtaken
from article60.web.accounts.roles import Kind, Role
from article60.web.assistance import actions
from article60.web.assistance.content import Content
from article60.web.assistance.intake import fill
from article60.web.assistance.models import AssistanceVersion
from article60.web.audit.models import AuditEvent
from article60.web.common.allowed import NotAllowed
from workspace_people import NOW, actor, body, events, focal_point, member, need

OWN = "XA-BBBBBBBB"
SAID = Content(text="Two advisers to the prosecution service", language="en", provider="A bank", provisions=("36",))


def editor() -> Actor:
    return actor(member(Role.STATE_EDITOR, body(Kind.STATE, "State XA", "XA")))


def added(by: Actor, content: Content = SAID) -> AssistanceVersion:
    with acting(by):
        return actions.add(OWN, by=by, at=NOW, content=content)


def done(by: Actor, verb: str, now: AssistanceVersion, **more: Any) -> AssistanceVersion:
    with acting(by):
        made: AssistanceVersion = getattr(actions, verb)(now.assistance_id, by=by, seen=now.hash, at=NOW, **more)
        return made


@pytest.fixture
def told(tmp_path: Path) -> Path:
    received = makers.received(received_id="XA-RRRRRRRR", state="XA", symbol="DEMO/IRG/I/2/1/Add.1", page=7)
    running = makers.activity(activity_id="ACT-AAAAAAAA", running="running", relevant=True)
    ended = makers.activity(activity_id="ACT-BBBBBBBB", iati_identifier="XX-2", running="ended", relevant=True)
    apart = makers.activity(activity_id="ACT-CCCCCCCC", iati_identifier="XX-3", running="running", relevant=False)
    release.write(
        {
            "documents": [makers.document()], "assistance_received": [received], "activities": [running, ended, apart],
            "activity_recipients": [makers.recipient(activity_id=one.activity_id) for one in (running, ended, apart)],
        },
        out=tmp_path / "release", on=makers.ON, audience="public", versions={"article60": "0"}, fictional=True, inputs=[],
        documents={},
    )  # fmt: skip
    return tmp_path / "release"


def test_what_documents_and_aid_data_tell_is_filled_in_once_in_one_event(told: Path) -> None:
    assert sorted(fill(told, state="XA", at=NOW)) == ["ACT-AAAAAAAA", "XA-RRRRRRRR"]
    assert list(fill(told, state="XA", at=NOW)) == [] and list(fill(told, state="XB", at=NOW)) == []
    assert events() == ["assistance.fill done"]
    read = AssistanceVersion.objects.get(assistance_id="XA-RRRRRRRR")
    assert (read.source, read.page, read.progress, read.confirmed) == ("DEMO/IRG/I/2/1/Add.1", 7, "unknown", False)
    aid = AssistanceVersion.objects.get(assistance_id="ACT-AAAAAAAA")
    assert (aid.progress, aid.source) == ("running", makers.activity().iati_identifier)
    assert set(AuditEvent.objects.get().payload.body["assistance"]) == {"ACT-AAAAAAAA", "XA-RRRRRRRR"}


def test_states_word_stays_when_it_is_filled_in_again(told: Path) -> None:
    fill(told, state="XA", at=NOW)
    by = actor(focal_point())
    with acting(by):
        now = actions.latest("XA-RRRRRRRR", by=by)
    assert now is not None
    done(by, "withdraw", now)
    fill(told, state="XA", at=NOW)
    assert AssistanceVersion.objects.latest("pk").withdrawn
    with acting(by):
        assert [one.withdrawn for one in actions.versions("XA-RRRRRRRR", by=by)] == [True, False]


def test_each_change_is_one_version_and_one_event_and_keeps_its_source(told: Path) -> None:
    fill(told, state="XA", at=NOW)
    by = actor(focal_point())
    with acting(by):
        now = actions.latest("ACT-AAAAAAAA", by=by)
    assert now is not None
    confirmed = done(by, "confirm", now)
    corrected = done(by, "correct", confirmed, words={"progress": "ended", "until": date(2026, 3, 31)})
    assert (confirmed.number, corrected.number, corrected.source) == (2, 3, now.source)
    assert done(by, "confirm", corrected) == corrected, "it says nothing new"
    assert events()[1:] == ["assistance.confirm done", "assistance.correct done"]


def test_what_an_editor_writes_waits_and_an_editor_confirms_nothing() -> None:
    by = editor()
    made = added(by)
    assert not made.confirmed
    for verb in ("confirm", "withdraw"):
        with pytest.raises(NotAllowed):
            done(by, verb, made)
    assert done(actor(focal_point()), "confirm", made).confirmed


def test_sent_twice_it_is_added_once_and_what_was_not_on_the_page_is_not_overwritten() -> None:
    by = actor(focal_point())
    made = added(by)
    assert added(by, Content(text="Another", language="en")) == made
    done(by, "correct", made, words={"text": "Three advisers"})
    with pytest.raises(Overtaken):
        done(by, "correct", made, words={"text": "Four advisers"})
    assert events() == ["assistance.add done", "assistance.correct done"]


def test_it_answers_needs_of_the_state_alone() -> None:
    need()
    need("XB-AAAAAAAA")
    by = actor(focal_point())
    with pytest.raises(actions.NoSuchNeeds, match="XB-AAAAAAAA"):
        added(by, Content(text="x", language="en", need_ids=("XB-AAAAAAAA",)))
    added(by, Content(text="x", language="en", need_ids=("XA-AAAAAAAA",)))
    with acting(by):
        assert [one.need_ids for one in actions.all_of(by)] == [["XA-AAAAAAAA"]]


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.STATE_FOCAL_POINT, Role.STATE_EDITOR)])
def test_nobody_else_sees_or_changes_it(role: Role) -> None:
    made = added(actor(focal_point()))
    state = "XA" if role.of is Kind.INSTITUTION else "XB" if role.of is Kind.STATE else ""
    by = actor(member(role, body(role.of, "Another body", state)))
    with acting(by):
        assert actions.latest(made.assistance_id, by=by) is None and not AssistanceVersion.objects.exists()
    with pytest.raises(actions.NoSuchAssistance):
        done(by, "correct", made, words={"text": "x"})
    with pytest.raises(NotAllowed):
        added(by)


@pytest.mark.parametrize(
    "statement", ["UPDATE assistance_assistanceversion SET text = 'x'", "DELETE FROM assistance_assistanceversion"]
)
def test_what_was_said_stays(statement: str) -> None:
    by = actor(focal_point())
    added(by)
    with pytest.raises(DatabaseError), acting(by), connection.cursor() as cursor:
        cursor.execute(statement)

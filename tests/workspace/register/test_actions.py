"""Each change is one version and one event; nobody overwrites anybody; the register can be made anew from the events."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from article60.web.accounts.actor import Actor, acting
from article60.web.accounts.changing import Overtaken
from article60.web.accounts.roles import Kind, Role
from article60.web.audit.models import AuditEvent
from article60.web.audit.verify import problems
from article60.web.common.allowed import NotAllowed
from article60.web.register import actions, order
from article60.web.register.content import Content, version_hash
from article60.web.register.models import NeedVersion, Order
from article60.web.register.policies import VERBS, may
from workspace_people import NOW, WORDS, actor, body, events, focal_point, member, need, newest

NEED = "XA-AAAAAAAA"
CHANGES: dict[str, dict[str, Any]] = {
    "confirm": {},
    "correct": {"words": {"text": "Drafting of an act"}, "reason": "the act has been named"},
    "withdraw": {"reason": "done without help"},
    "say_met": {"standing": "partly_met", "met_by": "A fund", "since": date(2026, 1, 5)},
}


def change(verb: str, by: Actor, seen: str, **more: Any) -> NeedVersion:
    with acting(by):
        done: NeedVersion = getattr(actions, verb)(NEED, by=by, seen=seen, at=NOW, **CHANGES[verb] | more)
        return done


@pytest.mark.parametrize(
    ("verb", "action", "changed"),
    [
        ("confirm", "register.confirm", {"confirmed": True}),
        ("correct", "register.correct", {"text": "Drafting of an act", "confirmed": True}),
        ("withdraw", "register.withdraw", {"standing": "withdrawn"}),
        (
            "say_met",
            "register.met",
            {"standing": "partly_met", "standing_by": "A fund", "standing_since": date(2026, 1, 5), "confirmed": True},
        ),
    ],
)
def test_change_is_one_version_that_follows_and_one_event(verb: str, action: str, changed: dict[str, Any]) -> None:
    first, by = need(), actor(focal_point())
    made = change(verb, by, first.hash)
    assert made.content == replace(first.content, **changed)
    assert (made.number, made.made_by, made.made_in_role) == (2, by.account, "state_focal_point")
    assert made.hash == version_hash(need_id=NEED, number=2, previous=first.hash, content=made.content)
    assert events() == [f"{action} done"]
    assert AuditEvent.objects.get().payload.body["hash"] == made.hash


@pytest.mark.parametrize("verb", CHANGES)
def test_who_saw_an_older_version_changes_nothing_and_is_given_the_newer_one(verb: str) -> None:
    first, by = need(), actor(focal_point())
    second = change("correct", by, first.hash, words={"text": "What another wrote"})
    with pytest.raises(Overtaken) as error:
        change(verb, by, first.hash)
    assert error.value.now == second == newest()
    assert events() == ["register.correct done"]


def test_what_would_change_nothing_makes_neither_version_nor_event() -> None:
    first, by = need(confirmed=True), actor(focal_point())
    assert change("confirm", by, first.hash) == first
    assert change("correct", by, first.hash, words={"text": WORDS}) == first
    assert events() == []


def test_withdrawn_need_is_open_again_when_it_is_confirmed() -> None:
    first, by = need(), actor(focal_point())
    withdrawn = change("withdraw", by, first.hash)
    assert change("confirm", by, withdrawn.hash).standing == ""


def test_what_an_editor_writes_waits_for_the_focal_point() -> None:
    first = need(confirmed=True)
    editor = actor(member(Role.STATE_EDITOR, body(Kind.STATE, "State XA", "XA")))
    assert change("correct", editor, first.hash).confirmed is False


ALL = dict.fromkeys(VERBS, True)
TABLE = {
    Role.STATE_FOCAL_POINT: ALL,
    Role.STATE_EDITOR: {"confirm": False, "correct": True, "withdraw": False, "met": False, "add": True, "prioritise": True},
    **{role: dict.fromkeys(VERBS, False) for role in Role if role not in (Role.STATE_FOCAL_POINT, Role.STATE_EDITOR)},
}


@pytest.mark.parametrize("role", Role)
def test_who_may_change_what_and_why_not(role: Role) -> None:
    own = Actor(role=role, state="XA")
    assert {verb: bool(may(own, verb, state="XA")) for verb in VERBS} == TABLE[role]
    for verb in VERBS:
        assert not may(own, verb, state="XB") and may(own, verb, state="XB").why_not
        assert not may(Actor(role=role), verb, state="")


def test_action_asks_for_permission_itself() -> None:
    first = need()
    editor = actor(member(Role.STATE_EDITOR, body(Kind.STATE, "State XA", "XA")))
    for verb in ("confirm", "withdraw", "say_met"):
        with pytest.raises(NotAllowed):
            change(verb, editor, first.hash)
    with pytest.raises(actions.NoSuchNeed):
        change("confirm", actor(focal_point("XB")), first.hash)
    assert events() == []


def test_need_that_is_added_twice_under_one_identifier_stands_once() -> None:
    by = actor(focal_point())
    with acting(by):
        made = [actions.add("XA-BBBBBBBB", by=by, at=NOW, content=Content(text="A need", language="en")) for _ in range(2)]
    assert made[0] == made[1] and made[0].stated_on == NOW.date() and made[0].confirmed
    assert events() == ["register.add done"]


def test_order_is_one_event_and_never_overwritten() -> None:
    by = actor(focal_point())
    need()
    need("XA-BBBBBBBB")
    with acting(by):
        first = order.set_order(["XA-BBBBBBBB", NEED], by=by, seen=order.NONE_YET, at=NOW)
        assert order.set_order(["XA-BBBBBBBB", NEED], by=by, seen=first.hash, at=NOW) == first
        with pytest.raises(Overtaken) as error:
            order.set_order([NEED], by=by, seen=order.NONE_YET, at=NOW)
        with pytest.raises(actions.NoSuchNeed):
            order.set_order(["XB-AAAAAAAA"], by=by, seen=first.hash, at=NOW)
    assert error.value.now == first == Order.objects.get()
    assert events() == ["register.prioritise done"]


def test_register_can_be_made_anew_from_the_events() -> None:
    by = actor(focal_point())
    with acting(by):
        now = actions.add(NEED, by=by, at=NOW, content=Content(text="A need", language="en", provisions=("16",)))
    for verb in ("correct", "say_met", "confirm", "withdraw"):
        now = change(verb, by, now.hash)
    told = [event.payload.body for event in AuditEvent.objects.filter(about_id=NEED)]
    kept = NeedVersion.objects.for_everyone().filter(need=NEED).order_by("number")
    assert told == [{"number": one.number, "hash": one.hash, "reason": one.reason} | _as_json(one) for one in kept]
    assert list(problems()) == []


def _as_json(version: NeedVersion) -> dict[str, Any]:
    told = version.content.told
    return {name: list(value) if isinstance(value, tuple) else value for name, value in told.items()}

"""A decision is one row and one event; nobody overwrites anybody; the State's word and its register agree."""

from dataclasses import replace
from typing import Any

import pytest
from django.utils import timezone

from article60.web.accounts.actor import acting
from article60.web.accounts.changing import Overtaken
from article60.web.accounts.models import User
from article60.web.accounts.roles import Kind, Role
from article60.web.audit.models import AuditEvent
from article60.web.common.allowed import NotAllowed
from article60.web.curation import follow
from article60.web.curation.actions import Unfit
from article60.web.curation.decisions import lines
from article60.web.curation.models import Decision
from article60.web.curation.overlay import outcome_of
from article60.web.curation.policies import (
    IN_THE_REGISTER,
    NOT_FOR_THIS_ROLE,
    NOT_YOUR_OWN,
    PART_IS_SPLIT,
    STATE_HAS_SPOKEN,
    line_role,
)
from article60.web.curation.target import seen
from article60.web.curation.whole_again import parts_of
from article60.web.register import actions as register
from curated import READ, about, analyst, decided, editor, made
from workspace_people import NOW, actor, body, events, focal_point, member, need, newest

OTHER = "XA-BBBBBBBB"


def exported() -> list[dict[str, Any]]:
    return [dict(one) for one in lines(on=timezone.now().date())]


def test_decision_is_one_row_and_one_event_that_says_all_of_it() -> None:
    before = len(events())
    done = decided(analyst(), "correct", values={"text": "Other words\x00", "types": ["translation"]}, reason="misread")
    assert events()[before:] == ["curation.correct done"]
    assert done.values == {"text": "Other words", "types": ["translation"]} and done.page == 4
    told = AuditEvent.objects.last().payload.body
    assert told["values"] == done.values and told["reason"] == "misread" and told["hash"] == done.hash


def test_the_same_sent_twice_is_one_decision() -> None:
    user = analyst()
    first = decided(user, "confirm")
    again = decided(user, "confirm", sees=first.version_hash)
    assert again == first and [one for one in events() if one.startswith("curation")] == ["curation.confirm done"]


def test_second_of_two_is_told_what_the_first_has_decided() -> None:
    one, other = analyst(), analyst(Role.SECRETARIAT_PUBLISHER)
    with acting(actor(one)):
        page = seen(about(), [])
    first = decided(one, "confirm", sees=page)
    with pytest.raises(Overtaken) as told:
        decided(other, "reject", sees=page)
    assert told.value.now == first and Decision.objects.for_everyone().count() == 1


def test_page_of_another_release_that_says_otherwise_is_not_decided_on() -> None:
    page = seen(about(), [])
    with pytest.raises(Overtaken):
        decided(analyst(), "confirm", about(text="Said otherwise by a later run"), sees=page)


@pytest.mark.parametrize(
    ("role", "verb", "why"),
    [
        (Role.SECRETARIAT_ANALYST, "met", NOT_FOR_THIS_ROLE),
        (Role.SECRETARIAT_ANALYST, "consent", NOT_FOR_THIS_ROLE),
        (Role.STATE_FOCAL_POINT, "met", NOT_FOR_THIS_ROLE),
        (Role.PROVIDER_OFFICER, "confirm", NOT_FOR_THIS_ROLE),
        (Role.REVIEWING_EXPERT, "confirm", NOT_FOR_THIS_ROLE),
        (Role.OPERATOR, "confirm", NOT_FOR_THIS_ROLE),
        (Role.STATE_INSTITUTION, "confirm", NOT_FOR_THIS_ROLE),
    ],
)
def test_who_may_not_decide_is_told_why(role: Role, verb: str, why: Any) -> None:
    state = "XA" if role.of in (Kind.STATE, Kind.INSTITUTION) else ""
    user = member(role, body(role.of, "A body", state))
    with pytest.raises(NotAllowed, match=why.why_not):
        decided(user, verb)
    assert [one for one in events() if one.startswith("curation")] == []


def test_state_decides_about_itself_alone() -> None:
    with pytest.raises(NotAllowed, match=NOT_YOUR_OWN.why_not):
        decided(focal_point("XB"), "confirm")
    assert decided(focal_point("XA"), "confirm").acted_for == "XA"


def test_provider_decides_about_its_own_work_alone() -> None:
    user = member(Role.PROVIDER_OFFICER, body(Kind.PROVIDER, "A provider"))
    pair = replace(about(), kind="match", id="XA-MMMMMMMM", own=frozenset({"XX-1"}))
    with pytest.raises(NotAllowed, match=NOT_YOUR_OWN.why_not):
        decided(user, "confirm", pair, acted_for="XX-2")
    assert decided(user, "confirm", pair, acted_for="XX-1", values={"need_id": READ}).acted_for == "XX-1"


def test_word_of_the_state_stands_against_the_secretariat() -> None:
    decided(focal_point(), "confirm")
    with pytest.raises(NotAllowed, match=STATE_HAS_SPOKEN.why_not):
        decided(analyst(), "reject")
    with pytest.raises(NotAllowed, match=STATE_HAS_SPOKEN.why_not):
        decided(analyst(Role.SECRETARIAT_PUBLISHER), "reject", about(OTHER, grade="met"))


def test_what_is_gone_is_only_taken_back() -> None:
    user = analyst()
    decided(user, "merge", values={"into": OTHER}, others=[about(OTHER)])
    for verb in ("confirm", "correct", "reject"):
        with pytest.raises(Unfit):
            decided(user, verb)
    with pytest.raises(Unfit):
        decided(user, "merge", about(OTHER), values={"into": READ}, others=[about()])
    decided(user, "split", values={"from": OTHER}, others=[about(OTHER)])
    assert outcome_of(made(by=actor(user))) == ""
    decided(user, "reject")
    decided(user, "confirm")
    assert outcome_of(made(by=actor(user))) == "confirm"


def test_needs_of_two_states_are_never_one() -> None:
    with pytest.raises(Unfit):
        decided(analyst(), "merge", values={"into": "XB-AAAAAAAA"}, others=[about("XB-AAAAAAAA")])
    with pytest.raises(Unfit):
        decided(analyst(Role.SECRETARIAT_PUBLISHER), "merge", values={"into": READ}, others=[about()])


@pytest.mark.parametrize(
    ("verb", "values", "change", "standing", "confirmed"),
    [
        ("confirm", {}, "confirm", "", True),
        ("correct", {"text": "Other words", "types": ["translation"], "beneficiary": None}, "correct", "", True),
        ("reject", {}, "withdraw", "withdrawn", False),
        ("split", {"parts": [{"text": "One"}, {"text": "Two"}]}, "withdraw", "withdrawn", False),
    ],
)
def test_what_the_focal_point_decides_goes_into_the_register_in_the_same_event(
    verb: str, values: dict[str, Any], change: str, standing: str, confirmed: bool
) -> None:
    need(READ)
    before = len(events())
    done = decided(focal_point(), verb, values=values)
    now = newest(READ)
    assert (now.change, now.standing, now.confirmed, now.hash) == (change, standing, confirmed, done.register_hash)
    assert now.text == values.get("text", need.__globals__["WORDS"])
    assert events()[before:] == [f"curation.{verb} done"]
    assert AuditEvent.objects.last().payload.body["register"]["hash"] == now.hash


def test_taken_back_at_the_desk_the_need_is_open_again_in_the_register() -> None:
    need(READ)
    user = focal_point()
    decided(user, "reject")
    decided(user, "confirm")
    assert (newest(READ).standing, newest(READ).confirmed) == ("", True)


def test_once_changed_in_the_register_it_is_changed_there_alone() -> None:
    first, user = need(READ), focal_point()
    by = actor(user)
    with acting(by):
        register.correct(READ, by=by, seen=first.hash, at=NOW, words={"text": "Ours"})
        assert follow.kept_by_hand(about(), by=by, at=NOW)
    with pytest.raises(NotAllowed, match=IN_THE_REGISTER.why_not):
        decided(user, "confirm")
    assert newest(READ).text == "Ours"


def test_what_an_editor_prepares_changes_no_register_is_handed_to_no_run_and_seen_by_the_state_alone() -> None:
    need(READ)
    decided(editor(), "reject")
    assert newest(READ).change == "fill" and exported() == []
    assert made(by=actor(analyst())) == []
    shown = made(by=actor(focal_point()))
    assert [one.verb for one in shown] == ["reject"] and outcome_of(shown) == ""


def test_lines_say_outcome_time_and_role_and_neither_person_nor_reason() -> None:
    decided(analyst(), "correct", values={"text": "Other words"}, reason="a reason of our own")
    (line,) = exported()
    assert line["actor_role"] == "secretariat_analyst" and line["reason"] is None and line["values"] == {"text": "Other words"}
    assert line["about"]["fingerprint"] == {"document_sha256": "d" * 64, "page": 4, "quote": "Legal advice (art. 16)"}
    assert line_role(Decision.objects.for_everyone().get()) == "secretariat_analyst"
    assert "Person" not in str(line) and "a reason" not in str(line)


PARTS: list[dict[str, Any]] = [{"text": "One"}, {"text": "Two"}]


def parts() -> list[Any]:
    return parts_of(about(), PARTS)


def put_together(user: User, **more: Any) -> Decision:
    return decided(user, "merge", values={"parts": PARTS}, others=parts(), **more)


def test_what_was_split_is_put_together_again_by_one_decision_and_one_event() -> None:
    user = analyst()
    decided(user, "confirm")
    decided(user, "split", values={"parts": PARTS})
    decided(user, "correct", parts()[0], values={"text": "One, said otherwise"})
    before = len(events())
    done = put_together(user)
    assert events()[before:] == ["curation.merge done"] and done.others == [one.id for one in parts()]
    assert put_together(user, sees=done.version_hash) == done, "sent twice it is one"
    assert outcome_of(made(by=actor(user))) == "confirm"
    assert [one.verb for one in made(parts()[0], by=actor(user))] == ["correct"], "nothing of it is lost"
    assert [(line["verb"], line["values"]) for line in exported()][-1] == ("merge", {"parts": PARTS})
    for verb in ("confirm", "reject", "correct"):
        with pytest.raises(Unfit):
            decided(user, verb, parts()[1])
    decided(user, "split", values={"parts": PARTS})
    assert decided(user, "confirm", parts()[1]).verb == "confirm"


@pytest.mark.parametrize("wrong", [PARTS[:1], [*PARTS, {"text": "Three"}], [{"text": "One"}, {"text": "Another"}]])
def test_only_what_was_split_is_put_together(wrong: list[dict[str, Any]]) -> None:
    user = analyst()
    with pytest.raises(Unfit):
        put_together(user)
    decided(user, "split", values={"parts": PARTS})
    with pytest.raises(Unfit):
        decided(user, "merge", values={"parts": wrong}, others=parts_of(about(), wrong))
    with pytest.raises(Unfit):
        decided(user, "merge", values={"parts": PARTS}, others=parts()[:1])
    with pytest.raises(Unfit):
        decided(user, "merge", values={"into": OTHER}, others=[about(OTHER)])


def test_parts_of_which_the_state_has_spoken_or_that_are_split_themselves_are_left_as_they_are() -> None:
    user = analyst()
    decided(user, "split", values={"parts": PARTS})
    decided(user, "split", parts()[0], values={"parts": PARTS})
    with pytest.raises(NotAllowed, match=PART_IS_SPLIT.why_not):
        put_together(user)
    decided(focal_point(), "confirm", parts()[1])
    decided(user, "merge", parts()[0], values={"parts": PARTS}, others=parts_of(parts()[0], PARTS))
    with pytest.raises(NotAllowed, match=STATE_HAS_SPOKEN.why_not):
        put_together(user)


def test_what_an_editor_prepares_puts_nothing_together() -> None:
    user = focal_point()
    decided(user, "split", values={"parts": PARTS})
    put_together(editor())
    assert outcome_of(made(by=actor(user))) == "split"
    assert decided(user, "confirm", parts()[0]).verb == "confirm"


def test_register_follows_with_the_whole_and_with_the_parts_that_it_has() -> None:
    need(READ)
    user = focal_point()
    decided(user, "split", values={"parts": PARTS})
    need(parts()[0].id)
    before = len(events())
    put_together(user)
    assert events()[before:] == ["curation.merge done"]
    assert (newest(READ).standing, newest(READ).confirmed) == ("", True)
    assert newest(parts()[0].id).standing == "withdrawn"
    decided(user, "split", values={"parts": PARTS})
    assert (newest(READ).standing, newest(parts()[0].id).standing) == ("withdrawn", "")
    put_together(user)
    assert (newest(READ).standing, newest(parts()[0].id).standing) == ("", "withdrawn")
    told = AuditEvent.objects.last().payload.body
    made_now = {READ: told["register"], **told["parts"]}
    assert {name: one["hash"] for name, one in made_now.items()} == {one: newest(one).hash for one in (READ, parts()[0].id)}


def test_part_that_the_state_has_changed_in_its_register_keeps_the_need_split() -> None:
    need(READ)
    user = focal_point()
    decided(user, "split", values={"parts": PARTS})
    first, by = need(parts()[0].id), actor(user)
    with acting(by):
        register.correct(parts()[0].id, by=by, seen=first.hash, at=NOW, words={"text": "Ours"})
    with pytest.raises(NotAllowed, match=IN_THE_REGISTER.why_not):
        put_together(user)
    assert newest(READ).standing == "withdrawn" and newest(parts()[0].id).text == "Ours"

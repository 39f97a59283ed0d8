"""What was answered is taken over in one step: one version and one event each, nothing overwritten, nothing lost."""

from datetime import date, timedelta

import pytest

from article60.web.accounts.actor import acting
from article60.web.accounts.changing import Overtaken
from article60.web.accounts.models import User
from article60.web.clearance import actions, taking
from article60.web.clearance.models import Item, Taken
from article60.web.clearance.taking import Chosen
from article60.web.common.allowed import NotAllowed
from article60.web.register import actions as register
from article60.web.register.content import MET, WITHDRAWN
from article60.web.register.models import NeedVersion
from clearance_hands import (
    OFFICE,
    A,
    B,
    C,
    D,
    answer,
    asked,
    assigned,
    chosen,
    editor,
    hash_of,
    of_office,
    questions,
    said,
    take,
)
from workspace_people import NOW, actor, events, focal_point, newest


@pytest.fixture
def owner() -> User:
    return focal_point()


@pytest.fixture
def institution() -> User:
    return of_office()


def test_each_answer_makes_one_version_and_one_event_and_the_sheet_one(owner: User, institution: User) -> None:
    made = asked(owner, A, B, C, D)
    part = assigned(made, owner, institution)
    given = {
        "A": said("confirmed"), "B": said("corrected", words="Better words", comment="as the law now says"),
        "C": said("withdrawn"), "D": said("met", since="2026-03-01"),
    }  # fmt: skip
    assert answer(institution, part, **given) == 4
    before = len(events())
    assert take(owner, made, chosen(questions(owner, made))) == 4
    assert events()[before:] == [
        "register.confirm done", "register.correct done", "register.withdraw done", "register.met done", "clearance.take done",
    ]  # fmt: skip
    assert newest(A).confirmed and newest(B).text == "Better words" and newest(B).reason == "as the law now says"
    assert newest(C).standing == WITHDRAWN
    assert (newest(D).standing, newest(D).standing_since) == (MET, date(2026, 3, 1))
    assert {one.number for one in NeedVersion.objects.for_everyone()} == {1, 2}, "what stood before is kept"


def test_taken_over_twice_it_is_taken_once(owner: User, institution: User) -> None:
    made = asked(owner, A)
    answer(institution, assigned(made, owner, institution), A=said("corrected", words="Better words"))
    what = chosen(questions(owner, made))
    assert take(owner, made, what) == 1
    before = events()
    assert take(owner, made, what) == 0
    assert events() == before and newest(A).number == 2


def test_need_that_changed_meanwhile_is_not_taken_over_and_nothing_else_is(owner: User, institution: User) -> None:
    made = asked(owner, A, B)
    answer(institution, assigned(made, owner, institution), A=said("confirmed"), B=said("withdrawn"))
    what = chosen(questions(owner, made))
    by = actor(owner)
    with acting(by):
        register.correct(B, by=by, seen=newest(B).hash, at=NOW, words={"text": "What another wrote"})
    with pytest.raises(Overtaken):
        take(owner, made, what)
    assert not newest(A).confirmed and newest(B).text == "What another wrote" and not Taken.objects.exists()


def test_who_confirmed_former_words_has_not_confirmed_those_that_stand_there_now(owner: User, institution: User) -> None:
    made = asked(owner, A, B)
    part = assigned(made, owner, institution)
    answer(institution, part, A=said("confirmed"), B=said("withdrawn"))
    by = actor(owner)
    with acting(by):
        for one in (A, B):
            register.correct(one, by=by, seen=newest(one).hash, at=NOW, words={"text": "What another wrote"})
    found = questions(owner, made)
    assert found[A].changed_since and found[A].choices == [] and found[B].proposed is None
    (withdrawn,) = found[B].choices
    assert take(owner, made, {found[B].item.pk: Chosen(answer=withdrawn.pk, seen=found[B].now.hash)}) == 1
    confirmed = found[A].answers[0].pk
    with pytest.raises(Overtaken):
        take(owner, made, {found[A].item.pk: Chosen(answer=confirmed, seen=found[A].now.hash)})


def test_newest_answer_is_proposed_and_an_earlier_one_can_be_taken(owner: User, institution: User) -> None:
    made = asked(owner, A)
    part = assigned(made, owner, institution)
    answer(institution, part, A=said("corrected", words="First words"))
    answer(owner, part, A=said("corrected", words="Second words"))
    found = questions(owner, made)[A]
    assert [one.words for one in found.choices] == ["Second words", "First words"]
    assert found.proposed == found.choices[0].pk
    assert take(owner, made, {found.item.pk: Chosen(answer=found.choices[1].pk, seen=found.now.hash)}) == 1
    assert newest(A).text == "First words"


def test_answer_that_is_not_clear_cannot_be_taken_over(owner: User, institution: User) -> None:
    made = asked(owner, A)
    answer(institution, assigned(made, owner, institution), A=said("corrected"))
    found = questions(owner, made)[A]
    assert (found.answers[0].said, found.answers[0].trouble) == ("", "no_words") and found.choices == []
    with pytest.raises(Overtaken):
        take(owner, made, {found.item.pk: Chosen(answer=found.answers[0].pk, seen=found.now.hash)})


@pytest.mark.parametrize("written", ["March 2025", "2026-11-28"])
def test_since_that_is_no_day_that_has_been_is_kept_as_the_reason(owner: User, institution: User, written: str) -> None:
    made = asked(owner, A)
    answer(institution, assigned(made, owner, institution), A=said("met", since=written))
    take(owner, made, chosen(questions(owner, made)))
    assert newest(A).standing_since is None and newest(A).reason == written


def test_day_that_has_begun_further_east_is_a_day(owner: User, institution: User) -> None:
    tomorrow = NOW.date() + timedelta(days=1)  # which begins at ten o'clock in UTC where clocks are fourteen hours ahead
    made = asked(owner, A)
    answer(institution, assigned(made, owner, institution), A=said("met", since=tomorrow.isoformat()))
    take(owner, made, chosen(questions(owner, made)))
    assert newest(A).standing_since == tomorrow


def test_only_the_focal_point_takes_over(owner: User, institution: User) -> None:
    made = asked(owner, A)
    answer(institution, assigned(made, owner, institution), A=said("confirmed"))
    what = chosen(questions(owner, made))
    for user in (editor(), institution, focal_point("XB")):
        with pytest.raises((NotAllowed, actions.NoSuchSheet)):
            take(user, made, what)
    assert newest(A).number == 1


def test_answer_to_what_was_taken_over_changes_nothing(owner: User, institution: User) -> None:
    made = asked(owner, A)
    part = assigned(made, owner, institution)
    answer(institution, part, A=said("confirmed"))
    take(owner, made, chosen(questions(owner, made)))
    assert answer(institution, part, A=said("withdrawn")) == 0
    assert Item.objects.get().answers.count() == 1


def test_signature_covers_the_answers_that_stood_there_and_no_later_ones(owner: User, institution: User) -> None:
    made = asked(owner, A)
    part = assigned(made, owner, institution)
    answer(institution, part, A=said("confirmed"))
    by = actor(institution)
    seen = hash_of(institution, part)
    with acting(by):
        first = actions.sign(part, by=by, seen=seen, at=NOW, office=OFFICE)
        assert actions.sign(part, by=by, seen=seen, at=NOW, office=OFFICE) == first
    with acting(actor(owner)):
        assert [holds for _, holds in taking.gathered(made, by=actor(owner), on=NOW.date())[0].signatures] == [True]
    answer(institution, part, A=said("withdrawn"))
    with acting(actor(owner)):
        assert [holds for _, holds in taking.gathered(made, by=actor(owner), on=NOW.date())[0].signatures] == [False]
    with acting(by), pytest.raises(Overtaken):
        actions.sign(part, by=by, seen=seen, at=NOW + timedelta(days=1), office=OFFICE)

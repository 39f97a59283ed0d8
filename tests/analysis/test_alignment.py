"""A programme against the priority needs of its area, a strategy against those of its State."""

from datetime import date
from typing import Any

import pytest

from article60.analysis import alignment
from article60.analysis.alignment import align, align_strategy, taking_up
from article60.codes.labels import codes
from article60.domain.alignment import NeedAlignment
from article60.domain.match import Match
from article60.domain.programme import Programme
from article60.domain.state_party import state_parties
from article60.domain.strategy import StrategyAction
from makers import match, need

STATES = state_parties()


def programme(**changes: Any) -> Programme:
    fields: dict[str, Any] = {
        "identifier": "XX-1", "title": "Integrity", "provider": "Demo", "area": ("XA",), "provisions": ("16",),
        "types": ("legal_advice",), "start": None, "end": None, "activities": ("ACT-OWN",), "outside": ("ACT-SAME",),
    }  # fmt: skip
    return Programme(**fields | changes)


def planned(**changes: Any) -> Programme:
    return programme(activities=(), **changes)


def action(**changes: Any) -> StrategyAction:
    fields: dict[str, Any] = {
        "action_id": "1", "action": "Draft a law", "provisions": ("16",), "read_in_words": False, "types": ("legal_advice",),
        "lead": None, "start": None, "end": None,
    }  # fmt: skip
    return StrategyAction(**fields | changes)


def one(of: Programme, matches: list[Match], **of_need: Any) -> NeedAlignment:
    (found,) = align(of, needs=[need(**of_need)], matches=matches, states=STATES).needs
    return found


def own(**changes: Any) -> Match:
    return match(match_id="XA-OWN", activity_id="ACT-OWN", **changes)


def same(**changes: Any) -> Match:
    return match(match_id="XA-SAME", activity_id="ACT-SAME", **changes)


def other(**changes: Any) -> Match:
    return match(match_id="XA-OTHER", activity_id="ACT-OTHER", **changes)


@pytest.mark.parametrize(
    ("matches", "answer", "reason"),
    [
        ([own()], "possibly_covered", "own_found"),
        ([own(standing="confirmed")], "covered", "own_confirmed"),
        ([own(), other(standing="confirmed")], "possibly_covered", "own_found"),
        ([own(standing="unsure")], "possibly_covered", "own_found"),
        ([other()], "possibly_by_others", "others_found"),
        ([other(standing="unsure")], "possibly_by_others", "others_found"),
        ([other(standing="confirmed")], "covered_by_others", "others_confirmed"),
        ([same()], "same_provider", "provider_found"),
        ([same(standing="confirmed"), other()], "same_provider", "provider_confirmed"),
        ([same(standing="confirmed"), other(standing="confirmed")], "covered_by_others", "others_confirmed"),
        ([same(), other()], "possibly_by_others", "others_found"),
        ([], "not_covered", "none_found"),
        ([own(covers=False)], "not_covered", "none_found"),  # rejected, ended or not updated
        ([own(need_id="XA-ANOTHER")], "not_covered", "none_found"),
    ],
)
def test_published_programme_covers_by_its_matches(matches: list[Match], answer: str, reason: str) -> None:
    found = one(programme(), matches)

    assert (found.answer, found.reason, found.fit) == (answer, reason, None)


def test_answer_names_the_activities_and_who_is_confirmed() -> None:
    found = one(programme(), [other(standing="confirmed"), same(), own()])

    assert (found.own, found.same_provider, found.others) == (("ACT-OWN",), ("ACT-SAME",), ("ACT-OTHER",))
    assert found.confirmed == ("ACT-OTHER",)


def test_only_what_a_person_confirmed_or_a_plan_names_is_said_to_cover() -> None:
    unconfirmed = [(), (own(),), (other(),), (same(),), (own(), same(), other())]

    answers = {one(programme(), list(matches)).answer for matches in unconfirmed}

    assert (
        answers == {"not_covered", "possibly_covered", "possibly_by_others", "same_provider"} <= set(codes("alignment_answers"))
    )


@pytest.mark.parametrize(
    ("of_programme", "of_need", "answer", "reason"),
    [
        ({}, {}, "covered", "same_type"),
        ({"types": ("legislative_drafting",)}, {}, "covered", "same_type"),  # the same broad type
        ({"types": ()}, {}, "covered", "type_not_known"),
        ({}, {"types": (), "coarse_types": ()}, "covered", "type_not_known"),
        ({"types": ("translation",)}, {}, "not_covered", "other_types"),
        ({"provisions": ("15",)}, {}, "not_covered", "other_provisions"),
        ({"end": date(2025, 2, 28)}, {}, "not_covered", "over_before"),
        ({"end": date(2025, 3, 1)}, {}, "covered", "same_type"),
        ({"provisions": ()}, {}, "cannot_be_told", "names_no_provision"),
        ({}, {"provisions": (), "articles": ()}, "cannot_be_told", "need_names_no_provision"),
    ],
)
def test_planned_programme_covers_by_provision_and_type(
    of_programme: dict[str, Any], of_need: dict[str, Any], answer: str, reason: str
) -> None:
    found = one(planned(**of_programme), [], **of_need)

    assert (found.answer, found.reason) == (answer, reason)


def test_planned_programme_leaves_to_others_what_it_does_not_take_up() -> None:
    found = one(planned(provisions=("15",)), [other()])

    assert (found.answer, found.reason, found.others) == ("possibly_by_others", "others_found", ("ACT-OTHER",))


def test_every_state_of_the_area_is_named_with_the_basis_of_its_priorities() -> None:
    needs = [need(), need(need_id="XA-RANKED", priority="first"), need(need_id="XC-A", state="XC")]

    found = align(planned(area=("african",)), needs=needs, matches=[], states={c: STATES[c] for c in ("XA", "XB", "XC")})

    assert [(s.state, s.basis) for s in found.area] == [("XA", "priority_words"), ("XB", "none_known")]
    assert [n.need_id for n in found.needs] == ["XA-RANKED"]


def test_order_is_by_state_and_identifier_never_by_a_number() -> None:
    needs = [need(need_id="XB-B", state="XB"), need(need_id="XB-A", state="XB"), need(need_id="XA-Z")]
    matches = [own(need_id="XB-B")]

    found = align(programme(area=("XB", "XA")), needs=needs, matches=matches, states=STATES)

    assert [n.need_id for n in found.needs] == ["XA-Z", "XB-A", "XB-B"]


def test_nearness_of_a_planned_programme_is_told() -> None:
    assert one(planned(provisions=("16(2)",)), [], provisions=("16(2)",)).fit == "same_clause"
    assert one(planned(provisions=("16(1)",)), [], provisions=("16(2)",)).fit == "same_article"


def test_strategy_tells_for_each_priority_need_which_actions_take_it_up() -> None:
    actions = [action(), action(action_id="2", types=("translation",)), action(action_id="3", types=())]

    (found,) = align_strategy(actions, needs=[need()], state="XA").needs

    assert (found.answer, found.reason, found.actions) == ("taken_up", "same_type", ("1", "3"))


@pytest.mark.parametrize(
    ("actions", "of_need", "answer", "reason"),
    [
        ([{"provisions": ("9",)}], {}, "not_taken_up", "other_provisions"),
        ([{"provisions": ()}, {"provisions": ("9",)}], {}, "not_taken_up", "other_provisions"),
        ([{"types": ("translation",)}, {"provisions": ("9",)}], {}, "not_taken_up", "other_types"),
        ([{"provisions": ()}], {}, "cannot_be_told", "names_no_provision"),
        ([{}], {"provisions": ()}, "cannot_be_told", "need_names_no_provision"),
        ([], {}, "not_taken_up", "other_provisions"),
    ],
)
def test_need_that_no_action_takes_up_says_why(
    actions: list[dict[str, Any]], of_need: dict[str, Any], answer: str, reason: str
) -> None:
    numbered = [action(action_id=str(number), **a) for number, a in enumerate(actions)]

    (found,) = align_strategy(numbered, needs=[need(**of_need)], state="XA").needs

    assert (found.answer, found.reason, found.actions) == (answer, reason, ())


@pytest.mark.parametrize(
    ("of_action", "reason", "taken"),
    [
        ({}, "takes_up_priority", ("XA-RANKED",)),
        ({"provisions": ("9",)}, "takes_up_other", ("XA-PLAIN",)),
        ({"provisions": ("46",)}, "other_provisions", ()),
        ({"provisions": ()}, "names_no_provision", ()),
        ({"types": ("translation",)}, "other_types", ()),
        ({"end": date(2020, 1, 1)}, "over_before", ()),
    ],
)
def test_every_action_says_which_needs_it_answers_or_why_none(
    of_action: dict[str, Any], reason: str, taken: tuple[str, ...]
) -> None:
    needs = [
        need(need_id="XA-RANKED", priority="first"), need(need_id="XA-PLAIN", provisions=("9",)),
        need(need_id="XA-VAGUE", provisions=()), need(need_id="XB-A", state="XB", provisions=("46",)),
        need(need_id="XA-MET", grade="met", provisions=("46",)),
    ]  # fmt: skip

    (found,) = align_strategy([action(**of_action)], needs=needs, state="XA").actions

    assert (found.reason, found.needs) == (reason, taken)


def test_every_reason_has_its_sentence() -> None:
    plans = (*alignment.TAKEN_UP, *alignment.NOT_TAKEN_UP, *alignment.UNKNOWN)

    assert set(plans) <= set(codes("alignment_reasons"))
    assert set(codes("action_reasons")) == {
        "takes_up_priority",
        "takes_up_other",
        *alignment.NOT_TAKEN_UP,
        "names_no_provision",
    }


def test_what_cannot_be_told_is_neither_yes_nor_no() -> None:
    assert taking_up(need(), provisions=(), types=(), end=None).answer is None
    assert taking_up(need(), provisions=("15",), types=(), end=None).answer is False
    assert taking_up(need(), provisions=("16",), types=(), end=None).answer is True

"""Whether a programme, or the actions of a national strategy, take up the priority needs of their area."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from article60.analysis.area import states_in
from article60.analysis.priorities import priorities
from article60.analysis.provision_fit import fit
from article60.analysis.standing import OPEN
from article60.codes.types import coarse_types
from article60.domain.alignment import (
    ActionInStrategy,
    Alignment,
    NeedAlignment,
    NeedInStrategy,
    StrategyAlignment,
)
from article60.domain.match import Match
from article60.domain.need import Need
from article60.domain.programme import Programme
from article60.domain.review import GroupMembership
from article60.domain.state_party import StateParty
from article60.domain.strategy import StrategyAction

TAKEN_UP = ("same_type", "type_not_known")
NOT_TAKEN_UP = ("other_types", "over_before", "other_provisions")
UNKNOWN = ("need_names_no_provision", "names_no_provision")
_NEAREST_FIRST = (*TAKEN_UP, *NOT_TAKEN_UP, *UNKNOWN)


@dataclass(frozen=True, slots=True)
class TakingUp:
    """Whether something planned takes up a need, and why: one of TAKEN_UP, NOT_TAKEN_UP or UNKNOWN."""

    reason: str
    fit: str | None = None

    @property
    def answer(self) -> bool | None:
        """Yes, no, or None where it cannot be told."""
        return None if self.reason in UNKNOWN else self.reason in TAKEN_UP


def taking_up(need: Need, *, provisions: Sequence[str], types: Iterable[str], end: date | None) -> TakingUp:
    """Whether something planned for these provisions and types, until `end`, takes up a need; types compare by broad type."""
    if not need.provisions:
        return TakingUp("need_names_no_provision")
    if not provisions:
        return TakingUp("names_no_provision")
    near = fit(need.provisions, provisions)
    if near is None:
        return TakingUp("other_provisions")
    if end is not None and need.stated_on is not None and end < need.stated_on:
        return TakingUp("over_before", near)
    broad = set(coarse_types(types))
    if not (broad and need.coarse_types):
        return TakingUp("type_not_known", near)
    return TakingUp("same_type" if broad.intersection(need.coarse_types) else "other_types", near)


def align(
    programme: Programme,
    *,
    needs: Iterable[Need],
    matches: Iterable[Match],
    states: Mapping[str, StateParty],
    groups: Iterable[GroupMembership] = (),
) -> Alignment:
    """The programme against the priority needs of its area: covered by it, by others, by nobody in the sources read.

    A published programme covers a need by a match of one of its activities that covers it and that a person confirmed, possibly
    by one that nobody has rejected; a planned one by naming its provision and type.

    Raises UnknownArea where its area names what is known in no list.
    """
    stated = list(needs)
    by_id = {need.need_id: need for need in stated}
    area = tuple(priorities(state, stated) for state in states_in(programme.area, states=states, groups=groups))
    covering: dict[str, list[Match]] = {}
    for match in matches:
        if match.covers:
            covering.setdefault(match.need_id, []).append(match)
    sides = dict.fromkeys(programme.outside, "same_provider") | dict.fromkeys(programme.activities, "own")
    answers = (_answer(by_id[one], programme, covering.get(one, ()), sides) for state in area for one in state.needs)
    return Alignment(area=area, needs=tuple(answers))


def _answer(need: Need, programme: Programme, covering: Sequence[Match], sides: Mapping[str, str]) -> NeedAlignment:
    """The answer for one need; `sides` says of activities whether they are the programme's own or its provider's others."""
    own = [match for match in covering if sides.get(match.activity_id) == "own"]
    same = [match for match in covering if sides.get(match.activity_id) == "same_provider"]
    others = [match for match in covering if match.activity_id not in sides]
    planned = _planned(need, programme)
    answer, reason = _covered(own, same, others, planned)
    return NeedAlignment(
        need_id=need.need_id,
        state=need.state,
        answer=answer,
        reason=reason,
        fit=planned.fit if planned is not None else None,
        own=tuple(sorted(match.activity_id for match in own)),
        same_provider=tuple(sorted(match.activity_id for match in same)),
        others=tuple(sorted(match.activity_id for match in others)),
        confirmed=tuple(sorted(match.activity_id for match in covering if _confirmed(match))),
    )


def _planned(need: Need, programme: Programme) -> TakingUp | None:
    """What a planned programme says of the need; None for a published one, whose matches say it."""
    if programme.activities:
        return None
    return taking_up(need, provisions=programme.provisions, types=programme.types, end=programme.end)


def _covered(own: Sequence[Match], same: Sequence[Match], others: Sequence[Match], planned: TakingUp | None) -> tuple[str, str]:
    """Answer and reason; what people confirmed of others comes before what only a machine found."""
    if own:
        return ("covered", "own_confirmed") if any(map(_confirmed, own)) else ("possibly_covered", "own_found")
    if planned is not None and planned.answer:
        return "covered", planned.reason
    if any(map(_confirmed, others)):
        return "covered_by_others", "others_confirmed"
    if any(map(_confirmed, same)):
        return "same_provider", "provider_confirmed"
    if others:
        return "possibly_by_others", "others_found"
    if same:
        return "same_provider", "provider_found"
    if planned is not None:
        return ("cannot_be_told" if planned.answer is None else "not_covered"), planned.reason
    return "not_covered", "none_found"


def _confirmed(match: Match) -> bool:
    return match.standing == "confirmed"


def align_strategy(actions: Sequence[StrategyAction], *, needs: Iterable[Need], state: str) -> StrategyAlignment:
    """The actions that take up each of the State's priority needs, and for each action the needs that it takes up, if any."""
    own = [need for need in needs if need.state == state and need.grade in OPEN | {"not_updated"}]
    chosen = priorities(state, own)
    found = {
        (need.need_id, action.action_id): taking_up(need, provisions=action.provisions, types=action.types, end=action.end)
        for need in own
        for action in actions
    }
    by_action = [
        _of_action(action.action_id, {need.need_id: found[need.need_id, action.action_id] for need in own}, chosen.needs)
        for action in actions
    ]
    by_need = [
        _of_need(need_id, {action.action_id: found[need_id, action.action_id] for action in actions})
        for need_id in chosen.needs
    ]
    return StrategyAlignment(priorities=chosen, needs=tuple(by_need), actions=tuple(by_action))


def _of_action(action_id: str, found: Mapping[str, TakingUp], chosen: Collection[str]) -> ActionInStrategy:
    """What one action answers; where it answers nothing, the reason that comes nearest to an answer."""
    taken = tuple(sorted(need_id for need_id, one in found.items() if one.answer))
    if taken:
        reason = "takes_up_priority" if any(need_id in chosen for need_id in taken) else "takes_up_other"
    else:
        reason = _nearest(one for one in found.values() if one.reason != "need_names_no_provision")
    return ActionInStrategy(action_id=action_id, reason=reason, needs=taken)


def _of_need(need_id: str, found: Mapping[str, TakingUp]) -> NeedInStrategy:
    """Which actions take up one need; a need that names no provision is left open rather than called unanswered."""
    reason = _nearest(found.values())
    answer = "taken_up" if reason in TAKEN_UP else "cannot_be_told" if reason in UNKNOWN else "not_taken_up"
    actions = tuple(action_id for action_id, one in found.items() if one.answer)
    return NeedInStrategy(need_id=need_id, answer=answer, reason=reason, actions=actions)


def _nearest(found: Iterable[TakingUp]) -> str:
    """The reason that comes nearest to taking up; that other provisions are named where there is nothing to compare."""
    return min((one.reason for one in found), key=_NEAREST_FIRST.index, default="other_provisions")

"""Who has solved this: good practices of other States on the provision of a need, and what the States have in common."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from article60.analysis.provision_fit import fit
from article60.domain.assistance_received import AssistanceReceived
from article60.domain.good_practice import GoodPractice
from article60.domain.need import Need
from article60.domain.peer import Peer
from article60.domain.provision import article_of
from article60.domain.review import GroupMembership
from article60.domain.state_party import StateParty

LANGUAGE, LEGAL_SYSTEM = "official language", "legal system"
"""Kinds of group by which an operator tells official languages and legal systems in groups.csv."""

Groups = Mapping[str, Mapping[str, frozenset[str]]]
"""Names of groups by State and kind."""


def peers(
    need: Need,
    *,
    practices: Iterable[GoodPractice],
    states: Mapping[str, StateParty],
    groups: Iterable[GroupMembership] = (),
    received: Iterable[AssistanceReceived] = (),
) -> list[Peer]:
    """Good practices of other States on the provisions of a need, by code of the State and identifier of the practice.

    None where the need names no provision. The order says nothing: whoever shows the list sorts it by the States' names.
    """
    return peers_on(need.provisions, state=need.state, practices=practices, states=states, groups=groups, received=received)


def peers_on(
    wanted: Sequence[str],
    *,
    state: str,
    practices: Iterable[GoodPractice],
    states: Mapping[str, StateParty],
    groups: Iterable[GroupMembership] = (),
    received: Iterable[AssistanceReceived] = (),
) -> list[Peer]:
    """As `peers`, for provisions that no need states: what other States have solved that a programme in `state` takes up."""
    memberships, articles = _by_state(groups), {article_of(one) for one in wanted}
    helped = [one for one in received if articles.intersection(one.articles)]
    found = []
    for practice in sorted(practices, key=lambda p: (p.state, p.practice_id)):
        near = fit(wanted, practice.provisions)
        if near is not None and practice.state != state:
            found.append(_peer(practice, near, state, states, memberships, helped))
    return found


def _peer(
    practice: GoodPractice,
    near: str,
    state: str,
    states: Mapping[str, StateParty],
    groups: Groups,
    received: Sequence[AssistanceReceived],
) -> Peer:
    one, other = states.get(state), states.get(practice.state)
    mine, theirs = groups.get(state, {}), groups.get(practice.state, {})
    return Peer(
        practice_id=practice.practice_id,
        state=practice.state,
        fit=near,
        same_language=_shared(mine.get(LANGUAGE), theirs.get(LANGUAGE)),
        same_legal_system=_shared(mine.get(LEGAL_SYSTEM), theirs.get(LEGAL_SYSTEM)),
        **{fact: _same(_of(one, field), _of(other, field)) for fact, field in _SAME.items()},
        **{fact: _both(_of(one, field), _of(other, field)) for fact, field in _BOTH.items()},
        groups=tuple(sorted(_named(mine) & _named(theirs))),
        text=practice.text,
        language=practice.language,
        symbol=practice.symbol,
        page=practice.page,
        received=tuple(sorted(one.received_id for one in received if _before(one, practice))),
    )


_SAME = {"same_regional_group": "regional_group", "same_subregion": "subregion", "same_income": "income"}
_BOTH = {"both_sids": "sids", "both_ldc": "ldc", "both_lldc": "lldc"}


def _of(state: StateParty | None, field: str) -> Any:
    return None if state is None else getattr(state, field)


def _same(one: str | None, other: str | None) -> bool | None:
    return None if one is None or other is None else one == other


def _both(one: bool | None, other: bool | None) -> bool | None:
    """Whether both are; one known not to be settles it."""
    if one is False or other is False:
        return False
    return None if one is None or other is None else True


def _shared(one: frozenset[str] | None, other: frozenset[str] | None) -> bool | None:
    return None if one is None or other is None else bool(one & other)


def _by_state(groups: Iterable[GroupMembership]) -> Groups:
    found: dict[str, dict[str, frozenset[str]]] = {}
    for one in groups:
        kinds = found.setdefault(one.state, {})
        kinds[one.kind] = kinds.get(one.kind, frozenset()) | {one.group}
    return found


def _named(kinds: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Groups proper: a language or a legal system is told by itself."""
    return frozenset(name for kind, names in kinds.items() if kind not in (LANGUAGE, LEGAL_SYSTEM) for name in names)


def _before(received: AssistanceReceived, practice: GoodPractice) -> bool:
    """Whether the assistance is told of on the same article, no later than the good practice; a day not known tells nothing."""
    told, recorded = received.stated_on, practice.stated_on
    same = received.state == practice.state and bool(set(received.articles) & set(practice.articles))
    return same and told is not None and recorded is not None and told <= recorded

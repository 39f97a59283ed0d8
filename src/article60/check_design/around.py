"""What stands around a planned programme: settled overlaps, States that have solved it, bodies that are named."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from article60.check_design.compared import as_need
from article60.check_design.held import Held
from article60.domain.design_check import (
    NamedInstitution,
    NeedOnPath,
    OtherAtWork,
    SettledOverlap,
    SolvedElsewhere,
    Source,
)
from article60.domain.good_practice import GoodPractice
from article60.domain.need import Need
from article60.domain.planned_programme import PlannedProgramme
from article60.domain.state_party import StateParty
from article60.text.normalise import fold

Naming = tuple[str, str | None, str, Source]
"""Name, its language, as what it is named, and where."""

BENEFICIARY, REPORTING = "beneficiary", "reporting"


def settled(plan: PlannedProgramme, held: Held) -> Iterator[SettledOverlap]:
    """Overlaps on articles and types of the programme on which people have decided."""
    by_id = {activity.activity_id: activity for activity in held.activities}
    for overlap in held.overlaps:
        if overlap.article in plan.articles and (not plan.types or overlap.type in plan.coarse_types):
            yield SettledOverlap(overlap=overlap, activities=tuple(by_id[one] for one in overlap.activities if one in by_id))


def solved_elsewhere(plan: PlannedProgramme, held: Held) -> Iterator[SolvedElsewhere]:
    """Good practices of other States on the provisions of the programme, each once."""
    by_id = {practice.practice_id: practice for practice in held.practices}
    for peer in peers(as_need(plan, state=held.state, body=None), practices=held.practices, states=held.states):
        practice = by_id[peer.practice_id]
        document = held.documents.get(practice.document_id)
        name = practice.symbol or (document.file if document else practice.practice_id)
        yield SolvedElsewhere(practice=practice, source=Source(name=name, page=practice.page), in_common=in_common(peer))


# From here to `institutions`: to be replaced by article60.analysis.peers and article60.domain.peer.
@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """A good practice of another State on the article of a need, with what is known of both States."""

    practice_id: str
    state: str
    same_regional_group: bool | None
    both_sids: bool | None


def peers(need: Need, *, practices: Iterable[GoodPractice], states: Mapping[str, StateParty]) -> list[Peer]:
    """Good practices of other States on the articles of a need, by code of the State."""
    found = [one for one in practices if one.state != need.state and set(one.articles) & set(need.articles)]
    return [_peer(one, states.get(need.state), states.get(one.state)) for one in sorted(found, key=_by_state)]


def _by_state(practice: GoodPractice) -> tuple[str, str]:
    return practice.state, practice.practice_id


def _peer(practice: GoodPractice, one: StateParty | None, other: StateParty | None) -> Peer:
    known = (one, other) if one is not None and other is not None else None
    return Peer(
        practice_id=practice.practice_id,
        state=practice.state,
        same_regional_group=None if known is None else known[0].regional_group == known[1].regional_group,
        both_sids=None if known is None else known[0].sids and known[1].sids,
    )


def in_common(peer: Peer) -> tuple[str, ...]:
    """Names of the facts that are known to hold for both States."""
    return tuple(fact for fact in ("same_regional_group", "both_sids") if getattr(peer, fact))


def institutions(needs: Iterable[NeedOnPath], others: Iterable[OtherAtWork], held: Held) -> list[NamedInstitution]:
    """Bodies that the needs and activities name, each once with all places, in the order of their names."""
    named: dict[str, list[Naming]] = {}
    for naming in (*_beneficiaries(needs), *_parts(others, held)):
        named.setdefault(fold(naming[0]), []).append(naming)
    return [_institution(places) for _, places in sorted(named.items())]


def _beneficiaries(needs: Iterable[NeedOnPath]) -> Iterator[Naming]:
    for one in needs:
        if one.need.beneficiary:
            yield one.need.beneficiary, one.need.language, BENEFICIARY, one.source


def _parts(others: Iterable[OtherAtWork], held: Held) -> Iterator[Naming]:
    """Organisations that take part in the activities, apart from who reports them, who stands beside each already."""
    shown = {other.activity.activity_id: other for other in others}
    for part in held.organisations:
        if part.activity_id in shown and part.role != REPORTING and part.name:
            yield part.name, None, part.role, shown[part.activity_id].source


def _institution(places: Sequence[Naming]) -> NamedInstitution:
    name, language, _, _ = places[0]
    return NamedInstitution(
        name=name,
        language=language,
        roles=tuple(dict.fromkeys(role for _, _, role, _ in places)),
        sources=tuple(dict.fromkeys(source for _, _, _, source in places)),
    )

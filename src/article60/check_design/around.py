"""What stands around a planned programme: settled overlaps, States that have solved it, bodies that are named."""

from collections.abc import Iterable, Iterator, Sequence

from article60.analysis.peers import peers_on
from article60.check_design.held import Held
from article60.domain.design_check import (
    NamedInstitution,
    NeedOnPath,
    OtherAtWork,
    SettledOverlap,
    SolvedElsewhere,
    Source,
)
from article60.domain.peer import in_common
from article60.domain.planned_programme import PlannedProgramme
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
    for peer in peers_on(plan.provisions, state=held.state, practices=held.practices, states=held.states):
        practice = by_id[peer.practice_id]
        document = held.documents.get(practice.document_id)
        name = practice.symbol or (document.file if document else practice.practice_id)
        yield SolvedElsewhere(practice=practice, source=Source(name=name, page=practice.page), in_common=in_common(peer))


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

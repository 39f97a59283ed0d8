"""Overlaps: activities of different providers on one State, article and type at the same time."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from article60.domain.activity import Activity, ActivityOrganisation, ActivityRecipient
from article60.domain.ids import lasting_id
from article60.domain.overlap import Overlap
from article60.domain.same_activity import SameActivity, groups

Cell = tuple[str, str, str]

TELLING_PROVISIONS = 3
"""Only the provisions that an activity serves best count: further ones are guesses from single words."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What people decided about the activities of one State, article and type."""

    verdict: str
    decided_on: date
    role: str


def find_overlaps(
    *,
    activities: Iterable[Activity],
    recipients: Iterable[ActivityRecipient],
    organisations: Iterable[ActivityOrganisation],
    verdicts: Mapping[Cell, Verdict],
    same: Iterable[SameActivity] = (),
) -> Iterator[Overlap]:
    """Yield every group of running activities of two providers or more, with the verdict of people where there is one.

    Records of one activity, of one contribution or of one family of components, as `same` tells them, have one provider: the
    reporter of the first of them that is no secondary one.

    Proposals without a verdict are for the State and the providers concerned only: they never enter a public Release.
    """
    running = {a.activity_id: a for a in activities if a.relevant and a.running == "running"}
    reporters, funders = _roles(organisations)
    heads = groups(same)
    for cell, group in sorted(_cells(running, recipients).items()):
        providers = sorted({reporters[one] for one in _one_of_each(group, heads) if one in reporters})
        if len(providers) > 1 and _same_time(group):
            yield _overlap(cell, group, providers, funders, verdicts.get(cell))


def _one_of_each(group: Iterable[Activity], heads: Mapping[str, str]) -> list[str]:
    """Of records of one activity or family, the one that tells who provides it: of no secondary reporter, then the first."""
    first: dict[str, str] = {}
    for activity in sorted(group, key=lambda one: (one.secondary_reporter, one.activity_id)):
        first.setdefault(heads.get(activity.activity_id, activity.activity_id), activity.activity_id)
    return list(first.values())


def _roles(organisations: Iterable[ActivityOrganisation]) -> tuple[dict[str, str], dict[str, set[str]]]:
    reporters: dict[str, str] = {}
    funders: dict[str, set[str]] = defaultdict(set)
    for part in organisations:
        if part.role == "reporting":
            reporters[part.activity_id] = part.organisation_id
        elif part.role == "funding":
            funders[part.activity_id].add(part.organisation_id)
    return reporters, funders


def _cells(running: Mapping[str, Activity], recipients: Iterable[ActivityRecipient]) -> dict[Cell, list[Activity]]:
    places = {(r.activity_id, r.state) for r in recipients if r.state is not None and r.activity_id in running}
    cells: dict[Cell, list[Activity]] = defaultdict(list)
    for activity_id, state in sorted(places, key=str):
        activity = running[activity_id]
        for article in activity.articles[:TELLING_PROVISIONS]:
            for kind in activity.coarse_types:
                cells[(str(state), article, kind)].append(activity)
    return cells


def _same_time(group: Sequence[Activity]) -> bool:
    start = max((a.start for a in group if a.start is not None), default=None)
    end = min((a.end for a in group if a.end is not None), default=None)
    return start is None or end is None or start <= end


def _overlap(
    cell: Cell, group: Sequence[Activity], providers: list[str], funders: Mapping[str, set[str]], verdict: Verdict | None
) -> Overlap:
    state, article, kind = cell
    decided: dict[str, Any] = {"verdict": None, "decided_on": None, "decided_by_role": None}
    if verdict is not None:
        decided = {"verdict": verdict.verdict, "decided_on": verdict.decided_on, "decided_by_role": verdict.role}
    return Overlap(
        overlap_id=lasting_id(state, "overlap", article, kind),
        state=state,
        article=article,
        type=kind,
        activities=tuple(sorted(a.activity_id for a in group)),
        providers=tuple(providers),
        start=max((a.start for a in group if a.start is not None), default=None),
        end=min((a.end for a in group if a.end is not None), default=None),
        reasons=tuple(_reasons(group, funders)),
        **decided,
    )


def _reasons(group: Sequence[Activity], funders: Mapping[str, set[str]]) -> Iterator[str]:
    """Features that speak for duplication or for complementarity, in words."""
    shared = set.intersection(*(funders.get(a.activity_id, set()) for a in group))
    if shared:
        yield "joint funding: all of them have a funding organisation in common"
    else:
        yield "separate funding: they have no funding organisation in common"
    types = [set(a.types) for a in group]
    if all(t == types[0] for t in types):
        yield "the same detailed types of assistance"
    else:
        yield "other detailed types of assistance within the same broad type"

"""Overlaps: activities of different providers on one State, article and type at the same time, and what they may be."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations

from article60.domain.activity import CARRIES_OUT, Activity, ActivityOrganisation, ActivityProvision, ActivityRecipient
from article60.domain.ids import lasting_id
from article60.domain.overlap import Overlap, ProposedOverlap
from article60.domain.provision import article_of
from article60.domain.run_note import RunNote
from article60.domain.same_activity import SameActivity, groups
from article60.text import bodies, levels

Cell = tuple[str, str, str]

PLAINLY = 0.6
"""From this strength on, an activity's words speak for an article plainly enough to count it there beside others."""
HANDOVER = timedelta(days=183)
"""An activity that begins this near to the end of another may carry it on."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What people decided about some activities of one State, article and type, in the decision of that identifier."""

    verdict: str
    decided_on: date
    role: str
    activities: frozenset[str]
    decision: str


@dataclass(frozen=True, slots=True)
class Side:
    """One of the activities that overlap, with what is compared of it: who funds it, kinds of bodies, levels of government."""

    activity: Activity
    provider: str
    funders: frozenset[str]
    bodies: frozenset[str]
    levels: frozenset[str]


def find_overlaps(
    *,
    activities: Iterable[Activity],
    recipients: Iterable[ActivityRecipient],
    organisations: Iterable[ActivityOrganisation],
    served: Iterable[ActivityProvision],
    same: Iterable[SameActivity] = (),
) -> Iterator[ProposedOverlap]:
    """Yield every group of running activities of two providers or more, with what they may be, before people's verdict.

    Only articles for which an activity's words speak plainly count. Records of one activity, of one contribution or of one
    family of components, as `same` tells them, have one provider: the reporter of the first that is no secondary one.

    Proposals without a verdict are for the State and the providers concerned only: they never enter a public Release.
    """
    running = {a.activity_id: a for a in activities if a.relevant and a.running == "running"}
    parts = [part for part in organisations if part.activity_id in running]
    reporters = {part.activity_id: part.organisation_id for part in parts if part.role == "reporting"}
    heads = groups(same)
    sides = _sides(running, parts, reporters)
    for cell, group in sorted(_cells(running, recipients, _plain_articles(running, served)).items()):
        together = [sides[one] for one in _one_of_each(group, heads) if one in sides]
        if len({side.provider for side in together}) > 1 and _same_time(group):
            yield _proposed(cell, group, together)


def _plain_articles(running: Mapping[str, Activity], served: Iterable[ActivityProvision]) -> dict[str, list[str]]:
    """Articles for which each activity's words speak plainly; those that people have set stand beside no weaker ones."""
    strength = {(one.activity_id, one.provision): one.score for one in served if one.activity_id in running}
    return {
        activity_id: list(
            dict.fromkeys(article_of(p) for p in activity.provisions if strength.get((activity_id, p), 1.0) >= PLAINLY)
        )
        for activity_id, activity in running.items()
    }


def _one_of_each(group: Iterable[Activity], heads: Mapping[str, str]) -> list[str]:
    """Of records of one activity or family, the one that tells who provides it: of no secondary reporter, then the first."""
    first: dict[str, str] = {}
    for activity in sorted(group, key=lambda one: (one.secondary_reporter, one.activity_id)):
        first.setdefault(heads.get(activity.activity_id, activity.activity_id), activity.activity_id)
    return list(first.values())


def _sides(
    running: Mapping[str, Activity], parts: Iterable[ActivityOrganisation], reporters: Mapping[str, str]
) -> dict[str, Side]:
    funders: dict[str, set[str]] = defaultdict(set)
    hosts: dict[str, list[str]] = defaultdict(list)
    for part in parts:
        if part.role == "funding":
            funders[part.activity_id].add(part.organisation_id)
        elif part.role in CARRIES_OUT and part.name:
            hosts[part.activity_id].append(part.name)
    sides = {}
    for activity_id, activity in running.items():
        if activity_id in reporters:
            words = "\n".join((activity.title, activity.description, *hosts[activity_id]))
            sides[activity_id] = Side(
                activity, reporters[activity_id], frozenset(funders[activity_id]), bodies.kinds(words), levels.levels(words)
            )
    return sides


def _cells(
    running: Mapping[str, Activity], recipients: Iterable[ActivityRecipient], articles: Mapping[str, Sequence[str]]
) -> dict[Cell, list[Activity]]:
    places = {(r.activity_id, r.state) for r in recipients if r.state is not None and r.activity_id in running}
    cells: dict[Cell, list[Activity]] = defaultdict(list)
    for activity_id, state in sorted(places, key=str):
        for article in articles[activity_id]:
            for kind in running[activity_id].coarse_types:
                cells[(str(state), article, kind)].append(running[activity_id])
    return cells


def _same_time(group: Sequence[Activity]) -> bool:
    start = max((a.start for a in group if a.start is not None), default=None)
    end = min((a.end for a in group if a.end is not None), default=None)
    return start is None or end is None or start <= end


def _proposed(cell: Cell, group: Sequence[Activity], together: Sequence[Side]) -> ProposedOverlap:
    state, article, kind = cell
    reasons = tuple(told for compare in _FEATURES if (told := compare(together)) is not None)
    return ProposedOverlap(
        overlap=Overlap(
            overlap_id=lasting_id(state, "overlap", article, kind),
            state=state,
            article=article,
            type=kind,
            activities=tuple(sorted(a.activity_id for a in group)),
            providers=tuple(sorted({side.provider for side in together})),
            start=max((a.start for a in group if a.start is not None), default=None),
            end=min((a.end for a in group if a.end is not None), default=None),
            reasons=reasons,
            verdict=None,
            decided_on=None,
            decided_by_role=None,
        ),
        proposed=proposal(reasons),
    )


def judged(proposed: ProposedOverlap, verdicts: Mapping[Cell, Verdict]) -> ProposedOverlap:
    """The overlap with people's verdict, where there is one about its State, article and type that judged all its activities.

    Of an activity that has joined since nobody has said anything: the overlap is undecided again. One that has ended since
    takes nothing back of what was said of the others.
    """
    one = proposed.overlap
    found = verdicts.get((one.state, one.article, one.type))
    if found is None or not found.activities.issuperset(one.activities):
        return proposed
    decided = replace(one, verdict=found.verdict, decided_on=found.decided_on, decided_by_role=found.role)
    return replace(proposed, overlap=decided)


def outgrown(proposed: Iterable[ProposedOverlap], verdicts: Mapping[Cell, Verdict]) -> Iterator[RunNote]:
    """A note for each verdict that does not hold now, since activities have joined those that it was about.

    Such notes are for those who may know of proposed overlaps, never for the public.
    """
    for one in (each.overlap for each in proposed):
        found = verdicts.get((one.state, one.article, one.type))
        joined = set(one.activities) - found.activities if found is not None else set()
        if found is not None and joined:
            yield RunNote(
                step="analyse",
                severity="doubtful",
                subject=found.decision,
                line=None,
                message=(
                    f"the verdict on {one.state}, article {one.article}, {one.type} is not shown: it does not name "
                    f"{', '.join(sorted(joined))}, running there now; decide again, naming all activities"
                ),
            )


def proposal(reasons: Sequence[str]) -> str:
    """What the features speak for: joint, duplication, complementary, or unclear where they do not agree or tell too little.

    One funder makes it joint. Other bodies, levels or detailed types, or one after the other, speak for complementarity; the
    same body, with the same types and no other level, for duplication.
    """
    told = set(reasons)
    if "joint_funding" in told:
        return "joint"
    if told & {"other_bodies", "other_levels", "follow_on"}:
        return "complementary"
    if {"same_body", "same_types"} <= told:
        return "duplication"
    return "complementary" if {"same_body", "other_types"} <= told else "unclear"


def _funding(together: Sequence[Side]) -> str | None:
    known = [side.funders for side in together if side.funders]
    if len(known) < len(together):
        return None
    return "joint_funding" if frozenset.intersection(*known) else "separate_funding"


def _types(together: Sequence[Side]) -> str | None:
    types = [frozenset(side.activity.types) for side in together]
    return "same_types" if len(set(types)) == 1 else "other_types"


def _bodies(together: Sequence[Side]) -> str | None:
    return _alike([side.bodies for side in together], same="same_body", other="other_bodies")


def _levels(together: Sequence[Side]) -> str | None:
    return _alike([side.levels for side in together], same="same_level", other="other_levels")


def _alike(named: Sequence[frozenset[str]], *, same: str, other: str) -> str | None:
    """Whether any two name one thing in common, or all name others; None where any names none."""
    if not all(named):
        return None
    return same if any(one & two for one, two in combinations(named, 2)) else other


def _follow_on(together: Sequence[Side]) -> str | None:
    for one, other in combinations(sorted(together, key=lambda side: str(side.activity.start)), 2):
        end, start = one.activity.end, other.activity.start
        if end is not None and start is not None and one.provider != other.provider and abs(end - start) <= HANDOVER:
            return "follow_on"
    return None


_FEATURES: Sequence[Callable[[Sequence[Side]], str | None]] = (_funding, _types, _bodies, _levels, _follow_on)
"""What is compared; each gives a code of the list of reasons, or None where it cannot tell."""

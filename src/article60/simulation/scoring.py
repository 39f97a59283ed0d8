"""Runs the steps on an invented world, and tells how near they came to its truth, how long they took and in how much memory."""

import resource
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from time import perf_counter
from typing import TypeVar

from article60 import analysing, settling, steps
from article60.asking import Asking
from article60.domain.alias import Alias
from article60.domain.evidence import Evidence
from article60.domain.match import Match
from article60.domain.overlap import ProposedOverlap
from article60.domain.same_activity import SameActivity, groups
from article60.identity.identify import Previous
from article60.simulation import intents
from article60.simulation.keeping import Kept
from article60.simulation.world import ON, World
from article60.tables import folders

Pair = tuple[str, str]
Made = TypeVar("Made")

_BINS = 10


@dataclass(slots=True)
class Clock:
    """Tells of each step before it begins, and keeps the seconds that it took."""

    tell: Callable[[str], None]
    seconds: dict[str, float] = field(default_factory=dict)

    def time(self, step: str, work: Callable[[], Made]) -> Made:
        """What the work gives, with its time noted under the name of the step."""
        self.tell(step)
        started = perf_counter()
        made = work()
        self.seconds[step] = round(perf_counter() - started, 2)
        return made


def score(world: World, kept: Kept, out: Path, *, tell: Callable[[str], None]) -> dict[str, float | None]:
    """The figures of a world by name: F1 of matches, overlaps and same activities, calibration, seconds and memory."""
    clock = Clock(tell)
    places = {name: out / name for name in ("state", "settle", "place", "identify", "suggest", "match", "analyse")}
    for place in places.values():
        place.mkdir(parents=True, exist_ok=True)
    for step, work in _steps(world, kept, places).items():
        clock.time(step, work)
    took = {f"{step}_seconds": seconds for step, seconds in clock.seconds.items()}
    return {**figures(world, places), **took, "seconds": round(sum(clock.seconds.values()), 1), "peak_mb": _peak()}


def _steps(world: World, kept: Kept, to: Mapping[str, Path]) -> dict[str, Callable[[], None]]:
    """What each step does, in order."""
    opened = {d.sha256: steps.Opened(d.file, None, None, d.public_because) for d in world.documents}
    states = [state.state for state in world.states]
    earlier = {"settled": to["settle"], "placed": to["place"]}

    def match() -> None:
        helping = steps.Helping(**earlier, states=states)
        parts = [to["match"] / "parts" / state for state in states]
        asking = Asking(needs=to["identify"], suggested=to["suggest"], kept=to["match"] / "words.json")
        by_state = {one.state: one for one in asking.of(asking.keys())}
        for state, part in zip(states, parts, strict=True):
            if state in by_state:
                steps.match_needs(part, asked=by_state[state], helping=helping)
        folders.join(to["match"], parts)

    return {
        "state": lambda: steps.state_records(to["state"], documents=[kept.documents], opened=opened, decisions=()),
        "settle": lambda: settling.settle_aid(to["settle"], classified=kept.classified, decisions=(), previous=Previous()),
        "place": lambda: steps.place_activities(to["place"], settled=to["settle"], on=ON),
        "identify": lambda: steps.identify_records(
            to["identify"], stated=to["state"], settled=to["settle"], decisions=(), previous=Previous()
        ),
        "suggest": lambda: steps.suggest_provisions(
            to["suggest"], needs=[n for some in steps.without_provisions(to["identify"]).values() for n in some]
        ),
        "match": match,
        "analyse": lambda: analysing.analyse(
            to["analyse"],
            **earlier,
            stated=to["state"],
            identified=to["identify"],
            matched=to["match"],
            states=states,
            reviews=(),
            sources_read=("invented",),
            changed=None,
            before=None,
            on=ON,
        ),
    }


def figures(world: World, places: Mapping[str, Path]) -> dict[str, float | None]:
    """How near the tables of the steps come to the truth."""
    identified, matched, analysed = places["identify"], places["match"], places["analyse"]
    now = {alias.old_id: alias.new_id for alias in folders.load(identified, "aliases", Alias)}
    needs = {(e.document_sha256, e.page): e.record_id for e in folders.load(identified, "evidence", Evidence)}
    true = {
        (needs[need.key], now.get(aid.activity_id, aid.activity_id)) for need, aid in intents.matches(world.needs, world.aid)
    }
    proposed = {(m.need_id, m.activity_id): m.score for m in folders.load(matched, "matches", Match)}
    reporters = {aid.activity_id: aid.provider for aid in world.aid}
    overlaps = folders.load(analysed, "overlaps_proposed", ProposedOverlap)
    return {
        **agreement("matches", proposed.keys(), true),
        "calibration_error": calibration_error(proposed, true),
        **agreement("overlaps", set(_side_by_side(overlaps, reporters)), set(_renamed(intents.overlapping(world.aid), now))),
        **agreement("same_activity", set(same_activities(places["settle"], now)), set(_renamed(intents.same(world.aid), now))),
        "needs": len(set(needs.values())), "activities": len(reporters), "true_matches": len(true),
    }  # fmt: skip


def same_activities(settled: Path, now: Mapping[str, str]) -> Iterator[Pair]:
    """Yield every two activities that identity tells to be records of one piece of assistance, joined or proposed."""
    records: dict[str, set[str]] = defaultdict(set)
    for activity_id, head in groups(folders.load(settled, "same_activities", SameActivity)).items():
        records[now.get(head, head)].add(now.get(activity_id, activity_id))
    for together in records.values():
        yield from combinations(sorted(together), 2)


def calibration_error(proposed: Mapping[Pair, float], true: Collection[Pair]) -> float | None:
    """Mean distance, over the pairs proposed, of scores in a tenth from the share of right ones in it; None without pairs."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for pair, score_of in proposed.items():
        bins.setdefault(min(int(score_of * _BINS), _BINS - 1), []).append((score_of, pair in true))
    gaps = (abs(sum(s for s, _ in some) - sum(right for _, right in some)) for some in bins.values())
    return _part(sum(gaps), len(proposed))


def _side_by_side(overlaps: Iterable[ProposedOverlap], reporters: Mapping[str, str]) -> Iterator[Pair]:
    for overlap in overlaps:
        for one, other in combinations(sorted(overlap.overlap.activities), 2):
            if reporters[one] != reporters[other]:
                yield one, other


def _renamed(pairs: Iterable[Pair], now: Mapping[str, str]) -> Iterator[Pair]:
    """The pairs by the identifiers now in use, without those that became one record."""
    for one, other in pairs:
        ours, theirs = now.get(one, one), now.get(other, other)
        if ours != theirs:
            yield min(ours, theirs), max(ours, theirs)


def agreement(name: str, found: Collection[Pair], true: Collection[Pair]) -> dict[str, float | None]:
    """F1, precision and recall; None where one means nothing: where nothing was found, there was nothing to find, or both."""
    right = len(set(found) & set(true))
    return {
        f"{name}_f1": _part(2 * right, len(found) + len(true)),
        f"{name}_precision": _part(right, len(found)),
        f"{name}_recall": _part(right, len(true)),
    }


def _part(some: float, whole: int) -> float | None:
    return round(some / whole, 4) if whole else None


def _peak() -> int:
    """The most memory that the process has held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

"""How long matching takes at the size at which goals are stated: `python -m tests.quality.bench.matching --out FOLDER`.

Makes an invented world there and goes with it as far as matching, or takes what stands there; then matches the needs of all
States with the activities there, in one process, and prints one line of JSON with seconds of the processor. `matching_s` are
those from needs and activities whose texts are read, so that they are known by numbers, to the pairs that reach the threshold,
with their scores, and the 20 best of each need. Besides: `matching_read_s`, reading both from their tables;
`matching_texts_s`, reading their texts; `matching_shown_s`, what is shown of the pairs, feature by feature, with reasons;
`matching_kept_s`, writing it. The five together are the whole step as a run does it.
"""

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from time import process_time

import numpy as np
from tests.quality.bench_web import SIZE

from article60 import settling, steps
from article60.asking import Asking
from article60.domain.document import Document
from article60.identity.identify import Previous
from article60.matching import pairs
from article60.matching.features import Pairs, Sides
from article60.matching.sides import Numbers
from article60.matching.weights import read
from article60.simulation.simulate import MARK, simulate
from article60.simulation.world import ON
from article60.tables import folders
from article60.uncollected import uncollected

BEST = 20
"""Pairs of each need that are counted as its best."""

_STEPS = ("state", "settle", "place", "identify", "suggest")


def prepared(out: Path, size: dict[str, int]) -> Path:
    """The folder in which each step before matching has left its tables."""
    world, to, done = out / "world", out / "steps", out / "prepared.json"
    if done.is_file() and json.loads(done.read_text()) == size:
        return to
    if not (world / MARK).is_file() or not size.items() <= json.loads((world / MARK).read_text()).items():
        simulate(world, seed=1, **size)
    for step in _STEPS:
        (to / step).mkdir(parents=True, exist_ok=True)
    documents = world / "read/documents"
    opened = {
        one.sha256: steps.Opened(one.file, None, None, one.public_because)
        for one in folders.load(documents, "documents", Document)
    }
    with uncollected():
        steps.state_records(to / "state", documents=[documents], opened=opened, decisions=())
        settling.settle_aid(to / "settle", classified=world / "read/classified", decisions=(), previous=Previous())
        steps.place_activities(to / "place", settled=to / "settle", on=ON)
        steps.identify_records(
            to / "identify", stated=to / "state", settled=to / "settle", decisions=(), previous=Previous()
        )  # fmt: skip
        unnamed = [need for some in steps.without_provisions(to / "identify").values() for need in some]
        steps.suggest_provisions(to / "suggest", needs=unnamed)
    done.write_text(json.dumps(size))
    return to


@dataclass(slots=True)
class Clock:
    """Seconds of the processor, by what they were spent on."""

    spent: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    @contextmanager
    def counting(self, name: str) -> Iterator[None]:
        """Count what is done meanwhile under this name."""
        began = process_time()
        yield
        self.spent[name] += process_time() - began


def matched(to: Path) -> dict[str, float]:
    """Figures of matching all States."""
    clock, weights, pairs_found, best_found = Clock(), read(), 0, 0
    with uncollected():
        with clock.counting("matching_read_s"):
            asking = Asking(needs=to / "identify", suggested=to / "suggest", kept=to / "words.json")
            asked = list(asking.of(asking.keys()))
            helping = steps.Helping(settled=to / "settle", placed=to / "place", states=[one.state for one in asked])
        with clock.counting("matching_texts_s"):
            helping.read_texts()
        for one in asked:
            with clock.counting("matching_texts_s"):
                sides = known_by_numbers(steps.sides_of(one, helping))
            with clock.counting("matching_s"):
                at, scores = pairs.telling(sides, weights, one.decided)
                best_found += len(best(at, pairs.chances(scores, weights), most=BEST))
            with clock.counting("matching_shown_s"):
                found = pairs.shown_of(sides, at, scores, weights, one.decided)
            with clock.counting("matching_kept_s"):
                steps.keep_pairs(to / "match" / one.state, found)
            pairs_found += len(found.table)
    return {
        **{name: round(seconds, 2) for name, seconds in clock.spent.items()},
        "matching_whole_s": round(sum(clock.spent.values()), 2),
        "matching_peak_mb": getrusage(RUSAGE_SELF).ru_maxrss // 1024,
        "matching_pairs": pairs_found,
        "matching_best": best_found,
        "matching_needs": sum(len(one.needs) for one in asked),
        "matching_activities": len(helping.activities),
        "matching_compared": sum(len(one.needs) * len(helping.places[one.state]) for one in asked),
    }


def known_by_numbers(sides: Sides) -> Sides:
    """The same sides, once everything by which they are compared is worked out of their texts and codes."""
    for whole in (sides.needs, *sides.needs.rows, sides.activities):
        for name, value in vars(type(whole)).items():
            if isinstance(value, cached_property):
                getattr(whole, name)
    return sides


def best(at: Pairs, chances: Sequence[float], *, most: int) -> Numbers:
    """The places of the best pairs of each need, so many at most, the best first; of equal ones the first."""
    order = np.lexsort((-np.array(chances), at.needs))
    _, first, counts = np.unique(at.needs[order], return_index=True, return_counts=True)
    rank = np.arange(len(order)) - np.repeat(first, counts)
    found: Numbers = order[rank < most]
    return found


def main() -> None:
    """Measure matching."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, required=True, help="folder for the invented world")
    for name, number in SIZE.items():
        parser.add_argument(f"--{name}", type=int, default=number, help=f"{name} of the invented world (default {number})")
    given = parser.parse_args()
    to = prepared(given.out, {name: getattr(given, name) for name in SIZE})
    sys.stdout.write(json.dumps(matched(to)) + "\n")


if __name__ == "__main__":
    main()

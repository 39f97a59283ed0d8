"""How long matching takes at the size at which goals are stated: `python -m tests.quality.bench.matching --out FOLDER`.

Makes an invented world there and goes with it as far as matching, or takes what stands there; then matches the needs of all
States with the activities there, in one process, and prints one line of JSON. `matching_s` are the seconds of the processor
from needs and activities in memory to pairs with their features in memory; `matching_read_s` are those of reading both from
their tables.
"""

import argparse
import json
import sys
from pathlib import Path
from time import process_time

from tests.quality.bench_web import SIZE

from article60 import steps
from article60.asking import Asking
from article60.domain.document import Document
from article60.identity.identify import Previous
from article60.matching import pairs
from article60.simulation.simulate import MARK, simulate
from article60.simulation.world import ON
from article60.tables import folders
from article60.uncollected import uncollected

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
        steps.settle_aid(to / "settle", classified=world / "read/classified", decisions=(), previous=Previous())
        steps.place_activities(to / "place", settled=to / "settle", on=ON)
        steps.identify_records(
            to / "identify", stated=to / "state", settled=to / "settle", decisions=(), previous=Previous()
        )  # fmt: skip
        unnamed = [need for some in steps.without_provisions(to / "identify").values() for need in some]
        steps.suggest_provisions(to / "suggest", needs=unnamed)
    done.write_text(json.dumps(size))
    return to


def matched(to: Path) -> dict[str, float]:
    """Figures of matching all States."""
    with uncollected():
        began = process_time()
        asking = Asking(needs=to / "identify", suggested=to / "suggest", kept=to / "words.json")
        asked = list(asking.of(asking.keys()))
        helping = steps.Helping(settled=to / "settle", placed=to / "place", states=[one.state for one in asked])
        given = [list(helping.of(one.state)) for one in asked]
        read = process_time()
        found = sum(
            len(
                pairs.match_in(
                    one.state,
                    needs=one.needs,
                    given=there,
                    said=helping.said,
                    suggestions=one.suggestions,
                    decided=one.decided,
                    common=one.common,
                    reader=helping.reader,
                ).table
            )
            for one, there in zip(asked, given, strict=True)
        )
        ended = process_time()
    return {
        "matching_s": round(ended - read, 2),
        "matching_read_s": round(read - began, 2),
        "matching_pairs": found,
        "matching_needs": sum(len(one.needs) for one in asked),
        "matching_activities": len(helping.activities),
    }


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

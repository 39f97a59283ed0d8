"""Times one decision of each kind, from a line in the decisions folder to verified core files, and compares with a run anew.

`python -m tests.quality.decide_speed --states 40 --needs 3000 --activities 15000 --out FOLDER` makes an invented world there,
or takes the one that stands there, and prints one JSON line for each run.
"""

import argparse
import csv
import json
import resource
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from pathlib import Path
from time import process_time, time
from typing import Any

from article60 import pipeline
from article60.byte_store import sha256_of
from article60.collecting import Given, Job
from article60.domain.document import Document
from article60.domain.match import Match
from article60.domain.need import Need
from article60.domain.overlap import ProposedOverlap
from article60.identity.identify import Previous
from article60.simulation import draws
from article60.simulation.simulate import MARK, simulate
from article60.simulation.world import ON
from article60.sources import decisions
from article60.sources.aid_file import AidFile
from article60.sources.facts import Facts
from article60.sources.inputs import ReviewFile
from article60.tables import folders

CORE = ("release.json", "article60.sqlite", "figures.json")
"""The files of a Release that a decision waits for."""

Line = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """One run in a process of its own.

    Seconds by the clock and of the processor from the start of the process until the core files stood and until the Release
    did, those of verifying the core files, the most memory of any one process in megabytes, steps done anew, and hashes of the
    core files.
    """

    core_seconds: float
    core_processor_seconds: float
    verify_seconds: float
    whole_seconds: float
    peak_mb: int
    seconds: Mapping[str, float]
    fresh: Sequence[str]
    hashes: Mapping[str, str]
    steps: Mapping[str, str]


def job(out: Path) -> Job:
    """The job that leaves its Release in a folder."""
    return Job(reviews=[], aid=[], out=out, on=ON)


def sources(world: Path) -> list[AidFile]:
    """The aid data files in which the records of an invented world were published; no such files are read."""
    with (world / "read" / "sources.csv").open(encoding="utf-8", newline="") as file:
        return [AidFile(path=Path(r["file"]), file=r["file"], sha256=r["sha256"], size=0) for r in csv.DictReader(file)]


def given(world: Path, decided: Path) -> Given:
    """What a run may open of an invented world: its documents, its sources of aid and the decisions of a folder."""
    documents = folders.load(world / "read" / "documents", "documents", Document)
    return Given(
        documents=[
            ReviewFile(
                path=Path(d.file), file=d.file, sha256=d.sha256, publisher=None, public_address=None,
                public_because=d.public_because,
            )
            for d in documents
        ],
        aid=sources(world),
        decisions=decisions.read(decided, audience="public", notes=[], unplaced=[]),
        facts=Facts(),
        previous=Previous(),
        previous_figures=[],
        notes=[],
        private_notes=[],
        invented_states=tuple(draws.states(json.loads((world / MARK).read_text(encoding="utf-8"))["states"])),
    )  # fmt: skip


def timed(world: Path, decided: Path, out: Path, *, whole: bool) -> Timed:
    """Run on a world with the decisions of a folder; where the Release is not wanted whole, stop when its core files stand."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(run, world, decided, out, time(), whole=whole).result()


class _Enough(Exception):
    """The core files stand, and nothing else was asked for."""


def run(world: Path, decided: Path, out: Path, started: float, *, whole: bool) -> Timed:
    """Run on a world in this process, which was started at that time."""
    said: dict[str, Any] = {}

    def standing(folder: Path) -> None:
        beside = resource.getrusage(resource.RUSAGE_CHILDREN)
        said["core_seconds"] = round(time() - started, 2)
        said["core_processor_seconds"] = round(process_time() + beside.ru_utime + beside.ru_stime, 2)
        said["peak_mb"] = max(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, beside.ru_maxrss) // 1024
        said["hashes"] = {name: sha256_of(folder / name) for name in CORE}
        begun = time()
        assert conductor.publishing.problems(folder) == []
        said["verify_seconds"] = round(time() - begun, 2)
        if not whole:
            raise _Enough

    conductor = pipeline.Conductor(job(out), given(world, decided), standing=standing, verified=True)
    with suppress(_Enough):
        conductor.from_read([world / "read" / "documents"], [], world / "read" / "classified")
    spent = said.get("verify_seconds", 0.0) if whole else 0.0
    return Timed(
        **said,
        whole_seconds=round(time() - started - spent, 2),
        seconds=conductor.seconds,
        fresh=conductor.fresh,
        steps={name: str(folder) for name, folder in conductor.steps.items()},
    )


def lines(kept: Mapping[str, Path]) -> Iterator[tuple[str, Line]]:
    """One decision of each kind, by the name of the kind, about the records in the middle of the tables of a run."""
    needs = sorted(folders.load(kept["identify"], "needs", Need), key=lambda need: need.need_id)
    matches = folders.load(kept["match"], "matches", Match)
    overlaps = folders.load(kept["analyse"], "overlaps_proposed", ProposedOverlap)
    need, match = needs[len(needs) // 2], matches[len(matches) // 2]
    twin = next(n for n in needs if n.state == need.state and n.need_id != need.need_id)
    pair = {"need_id": match.need_id, "activity_id": match.activity_id}
    yield "confirm", _line("match", match.match_id, "confirm", pair, state=match.state)
    yield "met", _line("need", need.need_id, "met", {"grade": "partly_met"}, state=need.state)
    yield (
        "correct",
        _line(
            "need",
            need.need_id,
            "correct",
            {"text": f"{need.text} for judges", "types": ["capacity_building"]},
            state=need.state,
        ),
    )
    yield "merge", _line("need", twin.need_id, "merge", {"into": need.need_id}, state=need.state)
    parts = [{"text": f"{need.text}: {word}"} for word in ("laws", "people")]
    yield "split", _line("need", need.need_id, "split", {"parts": parts}, state=need.state)
    if overlaps:
        cell = overlaps[len(overlaps) // 2].overlap
        values = {"state": cell.state, "article": cell.article, "type": cell.type, "verdict": "complementary"}
        values["activities"] = list(cell.activities)
        yield "verdict", _line("overlap", cell.overlap_id, "verdict", values, state=cell.state)


def _line(kind: str, about: str, verb: str, values: Mapping[str, Any], *, state: str) -> Line:
    return {
        "id": f"speed-{verb}",
        "made_at": f"{ON.isoformat()}T08:00:00Z",
        "actor_role": "state_focal_point",
        "actor_organisation": state,
        "about": {"kind": kind, "id": about},
        "verb": verb,
        "values": values,
        "audience": "public",
    }


def main() -> None:
    """Make the world, or take the one that stands there, and time the decisions on it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, required=True)
    for name, number in (("states", 40), ("needs", 3000), ("activities", 15000), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=number)
    parser.add_argument("--anew", action="store_true", help="compare each with a run that finds nothing kept")
    asked = parser.parse_args()
    world = asked.out / "world"
    if not (world / MARK).exists():
        simulate(world, states=asked.states, needs=asked.needs, activities=asked.activities, seed=asked.seed)
    for kind, found in measured(world, asked.out, anew=asked.anew):
        shown = {name: value for name, value in asdict(found).items() if name not in ("hashes", "steps")}
        sys.stdout.write(json.dumps({"decision": kind, **shown}) + "\n")
        sys.stdout.flush()


def measured(world: Path, folder: Path, *, anew: bool) -> Iterator[tuple[str, Timed]]:
    """Yield the run before any decision, and the run after one of each kind; each compared with a run anew, if wanted.

    Raises AssertionError where core files of the two are not the same byte for byte.
    """
    decided, out = folder / "decisions", folder / "release"
    shutil.rmtree(decided, ignore_errors=True)
    decided.mkdir(parents=True)
    first = timed(world, decided, out, whole=False)
    yield "none", first
    for kind, line in lines({name: Path(folder) for name, folder in first.steps.items()}):
        (decided / "decisions.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
        found = timed(world, decided, out, whole=False)
        yield kind, found
        if anew:
            other = folder / "anew"
            shutil.rmtree(other.with_name("anew.runs"), ignore_errors=True)
            again = timed(world, decided, other, whole=False)
            assert again.hashes == found.hashes, f"{kind}: {found.hashes} is not {again.hashes}"
            yield f"{kind}, anew", again


if __name__ == "__main__":
    main()

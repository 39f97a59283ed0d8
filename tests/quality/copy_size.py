"""Tells how large a copy of the site is and what it takes to make, and whether all its links hold.

`python -m tests.quality.copy_size --release FOLDER --out FOLDER` writes a copy there; `--world 40 3000 15000` in the place of
`--release` makes an invented world of so many States, needs and aid records and its Release there first. It prints JSON.
"""

import argparse
import json
import resource
import sys
import time
from dataclasses import asdict
from pathlib import Path

from tests.link_checker import Folder
from tests.quality.decide_speed import timed

from article60.cli.telling import progress
from article60.simulation.simulate import simulate
from article60.web.exporting.export import Asked, export


def simulated(out: Path, size: list[int]) -> Path:
    """The Release of an invented world, made unless it stands there."""
    states, needs, activities = size
    release, decided = out / "release", out / "decisions"
    if not (release / "SHA256SUMS").is_file():
        simulate(out / "world", states=states, needs=needs, activities=activities, seed=1)
        decided.mkdir(parents=True, exist_ok=True)
        timed(out / "world", decided, release, whole=True)
    return release


def main() -> None:
    """Write a copy and print what it came to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--release", type=Path)
    parser.add_argument("--world", type=int, nargs=3, metavar="N", help="States, needs, aid records")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    release = asked.release or simulated(asked.out, asked.world or [40, 3000, 15000])
    begun, before = time.time(), resource.getrusage(resource.RUSAGE_CHILDREN)
    done = export(Asked(release=release, out=asked.out / "copy", workers=asked.workers), progress=progress)
    seconds, after = time.time() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    broken = list(Folder((asked.out / "copy").resolve()).broken())
    for one in broken[:20]:
        sys.stderr.write(f"{one}\n")
    told = asdict(done) | {
        "megabytes": round(done.size / 1e6),
        "seconds": round(seconds),
        "processor_seconds": round(spent),
        "broken": len(broken),
    }
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main()

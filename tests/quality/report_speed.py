"""How long each kind of report takes in each form, at the size at which goals are stated; prints a table and one line of JSON.

`python -m tests.quality.report_speed --out FOLDER` makes the world of `bench_web` there, or takes the one that stands there;
`--release RELEASE` measures on that Release. Each report is made by a process of its own: seconds by the clock and of the
processor, from the start of the process to the written file, and the most memory that it held. A report about a State is about
the one with most needs, and likewise for a region, an article and an organisation.
"""

import argparse
import json
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.quality import bench_web

from article60.codes.languages import LANGUAGES
from article60.publication.reading import open_release
from article60.publication.reports.kinds import KINDS
from article60.publication.reports.making import About
from article60.publication.reports.writing import FORMS

GOAL_S = 20
"""Seconds within which each report is to be made."""
LARGEST = {
    "state": "SELECT state FROM needs GROUP BY state ORDER BY count(*) DESC, state",
    "region": "SELECT s.regional_group FROM needs n JOIN states s USING (state) GROUP BY 1 ORDER BY count(*) DESC, 1",
    "provision": "SELECT article FROM need_articles GROUP BY article ORDER BY count(*) DESC, article",
    "donor": "SELECT organisation_id FROM activity_organisations WHERE organisation_id IS NOT NULL "
    "GROUP BY organisation_id ORDER BY count(DISTINCT activity_id) DESC, organisation_id",
}
"""What there is most to say about."""
_WRITE = "import sys; from article60.cli import main; sys.exit(main(sys.argv[1:]))"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One report: seconds by the clock and of the processor, most memory in megabytes, size of the file in kilobytes."""

    kind: str
    form: str
    seconds: float
    cpu_seconds: float
    peak_mb: int
    file_kb: int


def largest(release: Path) -> About:
    """What reports are about: the State, region, article and organisation of which the Release holds most."""
    with closing(open_release(release)) as connection:
        return About(**{name: _first(connection, query) for name, query in LARGEST.items()})


def _first(connection: sqlite3.Connection, query: str) -> str:
    return str(connection.execute(f"{query} LIMIT 1").fetchone()[0])


def measured(release: Path, *, kinds: Sequence[str], forms: Sequence[str], language: str) -> Iterator[Measured]:
    """Each kind in each form, one after another."""
    about = asdict(largest(release))
    with TemporaryDirectory() as folder:
        for kind in kinds:
            for form in forms:
                out = Path(folder) / f"{kind}{form}"
                given = [f"--{name}={about[name]}" for name in KINDS[kind].needs]
                yield _made(["report", kind, "--release", str(release), "--language", language, "--out", str(out), *given], out)


def _made(command: Sequence[str], out: Path) -> Measured:
    """What a process took to write one report. Raises RuntimeError where it wrote none."""
    start = time.monotonic()
    process = subprocess.Popen([sys.executable, "-c", _WRITE, *command], stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    return Measured(
        kind=command[1],
        form=out.suffix,
        seconds=round(time.monotonic() - start, 1),
        cpu_seconds=round(used.ru_utime + used.ru_stime, 1),
        peak_mb=round(used.ru_maxrss / 1024),
        file_kb=round(out.stat().st_size / 1000),
    )


def main() -> None:
    """Measure, print a table and one line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--release", type=Path, help="the Release to measure on; else one of an invented world is made")
    parser.add_argument("--out", type=Path, default=Path("out/bench-web"), help="folder for the invented world")
    parser.add_argument("--language", choices=LANGUAGES, default="en")
    parser.add_argument("--kinds", nargs="*", choices=list(KINDS), default=list(KINDS))
    parser.add_argument("--forms", nargs="*", choices=list(FORMS), default=list(FORMS))
    given = parser.parse_args()
    if given.release is None:
        given.out.mkdir(parents=True, exist_ok=True)
    release = given.release or bench_web.world(given.out, bench_web.SIZE)
    load = [round(one, 1) for one in os.getloadavg()]
    bench_web.say(f"{release}, {os.cpu_count()} processors, load of the machine {load}")
    bench_web.say(f"{'report':24} {'form':6} {'s':>6} {'cpu s':>6} {'MB':>5} {'file kB':>8}")
    found = []
    for one in measured(release, kinds=given.kinds, forms=given.forms, language=given.language):
        found.append(one)
        bench_web.say(
            f"{one.kind:24} {one.form:6} {one.seconds:6} {one.cpu_seconds:6} {one.peak_mb:5} {one.file_kb:8}"
            + (f"  MISSED (goal: below {GOAL_S} s)" if one.cpu_seconds >= GOAL_S else "")
        )
    slowest = max(found, key=lambda one: one.cpu_seconds)
    sys.stdout.write(
        json.dumps(
            {
                "slowest": f"{slowest.kind}{slowest.form}",
                "slowest_s": slowest.seconds,
                "slowest_cpu_s": slowest.cpu_seconds,
                "peak_mb": max(one.peak_mb for one in found),
                "within_goal": sum(one.cpu_seconds < GOAL_S for one in found),
                "reports": len(found),
            }
        )
        + "\n"
    )


if __name__ == "__main__":
    main()

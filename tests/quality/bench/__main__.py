"""How fast aid data is read, beside xmllint and other programs on the same files; prints tables and one line of JSON.

`python -m tests.quality.bench --shared FOLDER --out FOLDER --peers PYTHON --mb 500` makes a corpus, or takes the one that
stands in the folder, and renews the report in docs/explanation/speed.md with its picture. What is measured, and how it is to
be read, stands there.
"""

import argparse
import json
import os
import sys
from pathlib import Path

from tests.quality.bench import report
from tests.quality.bench.contenders import CONTENDERS, EIGHTH, FILTERED, LITTLE, RUN
from tests.quality.bench.measurement import ROOT, Bench, say


def main() -> None:
    """Measure, print tables and one line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder of shared material, where there is one")
    parser.add_argument("--out", type=Path, default=Path("out/bench"), help="folder for the corpus")
    parser.add_argument("--peers", type=Path, default=Path("out/peers/bin/python"), help="Python of the peers' environment")
    parser.add_argument("--mb", type=float, default=500, help="size of the corpus (default 500)")
    parser.add_argument("--rounds", type=int, default=5, help="pairs of each contender with xmllint (default 5)")
    parser.add_argument("--only", nargs="*", default=[one.key for one in CONTENDERS], help="contenders, by their keys")
    parser.add_argument(
        "--matching", type=int, nargs=3, default=(193, 20_000, 100_000), help="States, needs and activities that are matched"
    )
    parser.add_argument("--draws", type=int, default=5, help="awkward files of each way (default 5)")
    parser.add_argument("--report", type=Path, default=ROOT / "docs", help="folder of the documentation that is renewed")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    bench = Bench(given.out.resolve(), given.shared.resolve(), given.peers.absolute(), given.rounds, given.mb)
    say(f"load of the machine {[round(one, 1) for one in os.getloadavg()]}, {os.cpu_count()} processors")
    bench.corpus()
    bench.exactness(draws=given.draws)
    for contender in CONTENDERS:
        if contender.key in given.only:
            bench.measure(contender, contender.files)
    for contender, files in ((FILTERED, EIGHTH), (FILTERED, LITTLE), (RUN, EIGHTH)):
        if contender.key in given.only:
            bench.measure(contender, files, name=f"{contender.key}_{files}")
    bench.two_processes()
    bench.section("tagging")
    bench.section("relatives")
    bench.matching(given.matching)
    bench.conclude()
    report.write(bench, docs=given.report)
    say(report.for_terminal(bench))
    sys.stdout.write(json.dumps(report.line(bench)) + "\n")


if __name__ == "__main__":
    main()

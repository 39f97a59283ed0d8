"""The full counts of what every run of the tests does a slice of: leaks in the workspace, and what goes on for long.

`python -m tests.full leaks` asks all questions of the leak matrix, by one process for each core, and ends with a line of JSON.
`python -m tests.full long` has each of the other suites do its full count, and prints a line of JSON for each.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

PROCESSES = 2
MATRIX, PLANTED = "tests/workspace/leaks/test_matrix.py", "tests/workspace/leaks/test_planted.py"
QUESTIONS = "50"
"""Of each person in each world; with 20 people and more than 50 worlds, more than 50,000."""
SUITES: Mapping[str, Sequence[str]] = {
    "consent": ["tests/workspace/consent/test_histories.py", "--rounds", "10"],
    "concurrency": ["tests/workspace/interleaving", "--rounds", "40"],
    "audit": ["tests/workspace/audit", "--rounds", "10"],
    "crash": ["tests/workspace/jobs/test_killed.py", "tests/workspace/workspace/test_killed_publishing.py", "--kills", "1000"],
    "migrations": ["tests/workspace/test_migrations.py"],
    "structure": ["tests/workspace/accounts/test_locks.py", "tests/workspace/accounts/test_routes.py"],
}


def started(tests: Sequence[str], figures: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "pytest", "-q", "--no-header", *tests, "--figures", str(figures)]
    return subprocess.Popen(command, stdout=sys.stderr)


def told(figures: Path) -> dict[str, object]:
    return json.loads(figures.read_text(encoding="utf-8")) if figures.exists() else {}


def say(figures: Mapping[str, object]) -> None:
    """One line of JSON."""
    sys.stdout.write(json.dumps(figures) + "\n")
    sys.stdout.flush()


def leaks(folder: Path) -> int:
    """How many processes failed."""
    parts = [[MATRIX, "--leaks", QUESTIONS, "--part", f"{place}/{PROCESSES}"] for place in range(1, PROCESSES + 1)]
    began, failed, sums = time.monotonic(), 0, {"requests": 0, "leaks": 0, "planted": 0, "caught": 0, "asked": 0}
    files = [folder / str(place) for place in range(PROCESSES + 1)]
    at_work = [started(tests, file) for tests, file in zip(parts, files, strict=False)]
    failed += sum(one.wait() != 0 for one in at_work)
    # What worlds show together, and each planted leak, in the slice that every run of the tests asks.
    failed += started([MATRIX, PLANTED], files[-1]).wait() != 0
    found = [told(file) for file in files]
    for name in sums:
        sums[name] = sum(int(one.get(name, 0)) for one in found)  # type: ignore[call-overload]
    worlds = sum(int(one.get("worlds", 0)) for one in found[:PROCESSES])  # type: ignore[call-overload]
    say({**sums, "worlds": worlds, "seconds": round(time.monotonic() - began), "failed": failed})
    return failed


def long(folder: Path) -> int:
    """How many suites failed."""
    failed = 0
    for name, tests in SUITES.items():
        began = time.monotonic()
        ended = started(tests, folder / name).wait()
        failed += ended != 0
        say({"suite": name, **told(folder / name), "seconds": round(time.monotonic() - began), "passed": ended == 0})
    return failed


def main() -> None:
    os.environ.setdefault("PYTHONPATH", "src")
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(min(1, {"leaks": leaks, "long": long}[sys.argv[1]](Path(folder))))


if __name__ == "__main__":
    main()

"""What a cluster costs beside the work: seconds to start, to connect, to look, for each task, and memory; one JSON line.

Run with the Python of `.venv-cluster`, from the root of the project: `.venv-cluster/bin/python tests/engines/cost.py`.
"""

import json
import subprocess
import sys
import tempfile
from itertools import repeat
from pathlib import Path
from time import perf_counter

from article60 import engines

FIRST = {"2, first": 2, "2": 2, "8": 8, "80": 80, "800": 800}.items()
"""Tasks done one list after the other; the first starts the processes of Daft."""


def proportional_mb(pid: int) -> float:
    """Memory of a process and all that descend from it, in MB, what they share counted once."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1000 + sum(map(proportional_mb, map(int, children)))
    raise ValueError(f"no memory is told of process {pid}")


def seconds_of(engine: engines.Engine, tasks: int) -> float:
    """Seconds until so many tasks are done that have nothing to do."""
    started = perf_counter()
    assert len(list(engine.do(list(repeat((pow, (2, 2)), tasks))))) == tasks
    return round(perf_counter() - started, 2)


def main() -> None:
    """Start a cluster of two workers, do nothing on it several times, and tell what that took."""
    told: dict[str, object] = {}
    started = perf_counter()
    with subprocess.Popen(
        [sys.executable, Path(__file__).with_name("two_machines.py")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as cluster:
        assert cluster.stdout is not None
        at = json.loads(cluster.stdout.readline())
        told["start_seconds"] = round(perf_counter() - started, 2)
        told["idle_cluster_mb"] = round(proportional_mb(cluster.pid))
        told["idle_worker_mb"] = round(proportional_mb(at["workers"][0]))
        started = perf_counter()
        with engines.opened(at["address"], workers=2) as engine, tempfile.TemporaryDirectory() as folder:
            told["connect_seconds"] = round(perf_counter() - started, 2)
            started = perf_counter()
            engine.must_see(Path(folder), [])
            told["look_seconds"] = round(perf_counter() - started, 2)
            told["nothing_done_seconds"] = {said: seconds_of(engine, tasks) for said, tasks in FIRST}
            told["used_worker_mb"] = round(proportional_mb(at["workers"][0]))
            told["used_cluster_mb"] = round(proportional_mb(cluster.pid))
    local = engines.Local(2)
    told["local_nothing_done_seconds"] = {tasks: seconds_of(local, tasks) for tasks in (2, 8, 800)}
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main()

"""Tasks done by processes of this machine."""

import math
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from article60 import engines


def test_local_engine_gives_what_every_task_gives():
    with engines.opened(engines.LOCAL, workers=2) as engine:
        assert engine.workers == 2
        assert sorted(engine.do([(pow, (2, 3)), (pow, (2, 2)), (pow, (2, 1))])) == [2, 4, 8]


def test_local_engine_does_tasks_in_other_processes():
    with engines.opened(engines.LOCAL, workers=1) as engine:
        assert os.getpid() not in engine.do([(os.getpid, ())])


def test_error_of_a_task_is_raised():
    with engines.opened(engines.LOCAL, workers=2) as engine, pytest.raises(ValueError, match=r"domain|nonnegative"):
        list(engine.do([(math.sqrt, (-1,)), (pow, (2, 2))]))


def test_after_a_rest_other_processes_do_the_tasks():
    with engines.opened(engines.LOCAL, workers=1) as engine:
        before = set(engine.do([(os.getpid, ())]))
        engine.rest()
        assert before.isdisjoint(engine.do([(os.getpid, ())]))


_KILLED_AT_WORK = """
import os, signal
from article60 import engines

if __name__ == "__main__":
    with engines.opened(engines.LOCAL, workers=1) as engine:
        print(*engine.do([(os.getpid, ())]), flush=True)
        os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for processes in /proc, which Linux has")
def test_processes_end_with_the_one_that_started_them_however_that_ends(tmp_path):
    (script := tmp_path / "killed.py").write_text(_KILLED_AT_WORK)

    told = tmp_path / "worker"
    with told.open("wb") as out:  # no pipe, which whoever is left would keep open
        killed = subprocess.run([sys.executable, script], stdout=out, check=False)

    worker, until = int(told.read_text()), time.monotonic() + 20
    while _runs(worker) and time.monotonic() < until:
        time.sleep(0.05)
    assert killed.returncode < 0
    assert not _runs(worker)


def _runs(process: int) -> bool:
    """Whether a process is there and has not ended; one that nobody has asked after still has a folder."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{process}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False

"""Processes that work for another one."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from article60 import processes


def test_each_process_starts_as_it_is_told():
    with processes.pool(1, start=os.putenv, given=("ARTICLE60_TOLD", "here")) as pool:
        assert pool.submit(subprocess.getoutput, "echo $ARTICLE60_TOLD").result() == "here"


_KILLED_AT_WORK = """
import os, signal
from article60 import processes

if __name__ == "__main__":
    with processes.pool(1) as pool:
        print(pool.submit(os.getpid).result(), flush=True)
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


_BROKEN_OFF = """
import os, signal, sys
from article60 import processes

if __name__ == "__main__":
    try:
        with processes.pool(2) as pool:
            waiting = [pool.submit(os.getpid) for _ in range(2)]
            if sys.argv[1] == "when they wait":
                for one in waiting:
                    one.result()
            os.killpg(0, signal.SIGINT)
    except KeyboardInterrupt:
        print("broken off")
"""


@pytest.mark.parametrize("when", ["when they start", "when they wait"])
def test_processes_that_are_broken_off_say_nothing_of_it(tmp_path, when):
    (script := tmp_path / "broken_off.py").write_text(_BROKEN_OFF)

    done = subprocess.run([sys.executable, script, when], capture_output=True, text=True, start_new_session=True, check=False)

    assert (done.stdout, done.stderr) == ("broken off\n", "")


def _runs(process: int) -> bool:
    """Whether a process is there and has not ended; one that nobody has asked after still has a folder."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{process}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False

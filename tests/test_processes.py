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
    signal.signal(signal.SIGINT, signal.SIG_IGN if "ignored" in sys.argv else signal.default_int_handler)
    try:
        with processes.pool(2) as pool:
            waiting = [pool.submit(os.getpid) for _ in range(2)]
            if "wait" in sys.argv:
                for one in waiting:
                    one.result()
            os.killpg(0, signal.SIGINT)
            print(len({one.result() for one in waiting}) > 0, pool.submit(abs, -7).result())
    except KeyboardInterrupt:
        print("broken off")
"""


@pytest.mark.parametrize(
    ("how", "told"),
    [
        (["start"], "broken off\n"),
        (["wait"], "broken off\n"),
        (["start", "ignored"], "True 7\n"),
        (["wait", "ignored"], "True 7\n"),
    ],
    ids=" ".join,
)
def test_processes_that_are_broken_off_say_nothing_of_it_and_go_on_where_that_is_ignored(tmp_path, how, told):
    (script := tmp_path / "broken_off.py").write_text(_BROKEN_OFF)

    asked = [sys.executable, script, *how]
    done = subprocess.run(asked, capture_output=True, text=True, start_new_session=True, timeout=60, check=False)

    assert (done.stdout, done.stderr) == (told, "")


_BROKEN_OFF_WHILE_ONE_STARTS = """
import os, signal
from article60 import processes

def started(process):
    os.kill(os.getpid(), signal.SIGINT)
    return begin(process)

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)
    begin = processes._Process._Popen
    processes._Process._Popen = staticmethod(started)
    try:
        with processes.pool(1) as pool:
            pool.submit(os.getpid).result()
    except KeyboardInterrupt:
        print("broken off")
"""


def test_a_process_that_starts_while_work_is_broken_off_is_ended(tmp_path):
    (script := tmp_path / "broken_off.py").write_text(_BROKEN_OFF_WHILE_ONE_STARTS)

    done = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=60, check=False)

    assert (done.stdout, done.stderr) == ("broken off\n", "")


def _runs(process: int) -> bool:
    """Whether a process is there and has not ended; one that nobody has asked after still has a folder."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{process}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False

"""The invented world on a Ray cluster, in an environment with the extra: `make test-cluster` makes it and runs this.

What is started here is started with the Python of that environment, `.venv-cluster` or CLUSTER_PYTHON.
"""

import json
import os
import resource
import signal
import subprocess
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from article60.demo.world import ON, WORLD
from article60.verify import verify

ROOT = Path(__file__).parents[2]
PYTHON = Path(os.environ.get("CLUSTER_PYTHON", ROOT / ".venv-cluster/bin/python"))
WATCH = """
import sys, threading
seen = []
def watch(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "urllib.Request"):
        seen.append(event)
        raise PermissionError(event)
sys.addaudithook(watch)
import {module}
for thread in threading.enumerate():
    if thread is not threading.main_thread():
        thread.join()
sys.exit(", ".join(seen))
"""

pytestmark = pytest.mark.skipif(not PYTHON.exists(), reason="needs article60[cluster] in .venv-cluster: make test-cluster")


def _environment():
    silent = ("DO_NOT_TRACK", "DAFT_ANALYTICS_ENABLED", "SCARF_NO_ANALYTICS", "RAY_USAGE_STATS_ENABLED")
    return {name: value for name, value in os.environ.items() if name not in silent} | {"PYTHONPATH": str(ROOT / "src")}


def _python(*arguments, **told):
    return subprocess.run([PYTHON, *arguments], capture_output=True, text=True, check=False, env=_environment(), **told)


def _command(out, engine):
    given = {"reviews": WORLD / "reviews", "aid": WORLD / "aid", "facts": WORLD / "facts", "decisions": WORLD / "decisions"}
    options = [text for name, value in given.items() for text in (f"--{name}", value)]
    start = "from article60.cli import main; main()"
    return [PYTHON, "-c", start, "run", *options, "--on", str(ON), "--out", out, "--engine", engine]


def _run(out, engine, **told):
    return _python(*_command(out, engine)[1:], **told)


@contextmanager
def _cluster():
    """A cluster of two workers: its address, and for each worker the process that all others of it descend from."""
    # A session of its own, so that nothing of it lives on whatever happens here.
    with subprocess.Popen(
        [PYTHON, Path(__file__).with_name("two_machines.py")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=_environment(),
        start_new_session=True,
    ) as started:
        yield json.loads(started.stdout.readline())


def _descendants(pid):
    """The process and all that it has started, and these, and so on."""
    children = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            children.setdefault(int(stat.read_text().rpartition(")")[2].split()[1]), []).append(int(stat.parent.name))
        except OSError:  # it has ended
            continue
    found = [pid]
    for one in found:
        found.extend(children.get(one, []))
    return found


def _begun(runs, pids):
    return [part for part in runs.glob("kept/documents/*.part") if int(part.name.split(".")[-2]) in pids]


def _tell(pids, what):
    for pid in pids:
        with suppress(ProcessLookupError):  # it has ended
            os.kill(pid, what)


def _kill_while_it_works(worker, runs, until):
    """Kill a worker with all its processes as soon as one of them has begun a folder; give that folder's name.

    All of them are halted before it is looked again: else the folder may be finished between being seen and the kill.
    """
    while time.monotonic() < until:
        if _begun(runs, _descendants(worker)):
            of_worker = _descendants(worker)
            _tell(of_worker, signal.SIGSTOP)
            begun = _begun(runs, of_worker)
            _tell(of_worker, signal.SIGKILL if begun else signal.SIGCONT)
            if begun:
                return begun[0]
        time.sleep(0.02)
    raise AssertionError("the worker to be killed was never seen at work")


@pytest.fixture(scope="module")
def here(tmp_path_factory):
    """What a run on this machine says of its Release."""
    started = time.perf_counter()
    done = _run(tmp_path_factory.mktemp("local") / "out", "local")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout) | {"seconds": time.perf_counter() - started}


def test_a_worker_that_is_killed_while_it_works_changes_nothing(here, tmp_path, capsys):
    out, runs = tmp_path / "out", tmp_path / "out.runs"
    with _cluster() as cluster:
        started = time.perf_counter()
        with subprocess.Popen(
            _command(out, cluster["address"]), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=_environment()
        ) as running:
            left = _kill_while_it_works(cluster["workers"][1], runs, time.monotonic() + 120)
            killed = time.perf_counter() - started
            said, told = running.communicate(timeout=600)
        seconds = time.perf_counter() - started

    assert running.returncode == 0, told
    assert json.loads(said)["content_hash"] == here["content_hash"]
    assert verify(out) == []
    assert left.is_dir()
    assert left.with_name(left.name.split(".")[0]).is_dir()
    with capsys.disabled():
        line = {
            "content_hash": here["content_hash"],
            "local_seconds": round(here["seconds"], 1),
            "cluster_seconds": round(seconds, 1),
            "killed_after_seconds": round(killed, 1),
            "most_memory_of_a_process_mb": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1000,
        }
        print("\n" + json.dumps(line))  # noqa: T201


def test_workers_that_do_not_see_a_file_are_named(tmp_path):
    look = """
import os, sys
from pathlib import Path
from article60 import engines
engine, shared = sys.argv[1:]
with engines.opened(engine, workers=1) as engine:
    assert engine.workers == 2
    engine.must_see(Path(shared), [])
    assert sorted(engine.do([(pow, (2, 3)), (pow, (2, 2)), (os.getenv, ("DO_NOT_TRACK",))]), key=str) == ["1", 4, 8]
    try:
        list(engine.do([(int, ("x",)), (pow, (2, 2))]))
    except ValueError as error:
        sys.stderr.write(str(error))
    engine.must_see(Path(shared), [Path("/nowhere.pdf")])
"""
    with _cluster() as cluster:
        done = _python("-c", look, cluster["address"], tmp_path)
    assert "invalid literal for int() with base 10: 'x'" in done.stderr
    assert "does not see /nowhere.pdf; all machines of a cluster must see" in done.stderr


def test_where_no_cluster_answers_a_run_says_so_and_does_nothing(tmp_path):
    done = _run(tmp_path / "out", "127.0.0.1:9", timeout=60)
    assert (done.returncode, list(tmp_path.iterdir())) == (2, [])
    assert "no cluster answers there" in done.stderr


def test_loading_the_engine_reports_to_nobody():
    assert _python("-c", WATCH.format(module="article60.engines.daft")).stderr.strip() == ""


def test_loading_daft_by_itself_would_report():
    assert "urllib.Request" in _python("-c", WATCH.format(module="daft")).stderr

"""Tasks done on the machines of a Ray cluster, as rows of a Daft table: the one module that knows either."""

import os
import pickle
import socket
import sys
import traceback
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from article60.engines.engine import Task, UnusableEngine
from article60.kept_by import code_version
from article60.sources.documents import recogniser

QUIET = {
    "DO_NOT_TRACK": "1",
    "DAFT_ANALYTICS_ENABLED": "0",
    "RAY_USAGE_STATS_ENABLED": "0",
    "DAFT_PROGRESS_BAR": "0",
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",  # else Ray warns of how it will treat machines without accelerators
}
os.environ.update(QUIET)  # before the two are loaded: Daft reports to its makers as soon as it is

import daft  # noqa: E402
import ray  # noqa: E402
from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy  # noqa: E402

_ANSWER_SECONDS = 10
_LOOK_SECONDS = 120
_BUNDLES = 2
"""Bundles of tasks for each processor of the cluster, one after the other; the process of a bundle takes a second to start."""
_DECIDING = ("lxml", "numpy", "polars", "py3langid", "pypdfium2")
"""Packages on which it depends what is read."""


@dataclass(frozen=True, slots=True)
class _Failure:
    """The error that a task raised on a worker."""

    error: BaseException


class Cluster:
    """The processors of all machines of a cluster that the driver is connected with."""

    @property
    def workers(self) -> int:
        """Processors on machines that live."""
        return sum(int(node["Resources"]["CPU"]) for node in _nodes())

    def do(self, tasks: Sequence[Task]) -> Iterator[Any]:
        """Yield what each task gives, as bundles of tasks are done. Raises what a task raises.

        The tasks that a worker had when it was lost are done by another: what is done twice leaves what it leaves done once.
        """
        here = str(Path.cwd())
        number = min(len(tasks), _BUNDLES * self.workers)
        bundles = [pickle.dumps((here, tasks[first::number])) for first in range(number)]
        do = daft.func(_done, return_dtype=daft.DataType.binary(), use_process=True)
        table = daft.from_pydict({"tasks": bundles}).into_partitions(number)
        for row in table.select(do(daft.col("tasks")).alias("done")).iter_rows():
            for gave in pickle.loads(row["done"]):
                if isinstance(gave, _Failure):
                    raise gave.error
                yield gave

    def must_see(self, shared: Path, files: Iterable[Path]) -> None:
        """Raise UnusableEngine unless all workers see the folder and the files, and would make of these what we would."""
        shared.mkdir(parents=True, exist_ok=True)
        token = shared / f"seen-by-workers.{os.getpid()}"
        written = os.urandom(16).hex()
        token.write_text(written, encoding="utf-8")
        try:
            asked = (str(Path.cwd()), token, written, tuple(dict.fromkeys(files)))
            for node in _nodes():
                _must_be_like_us(node["NodeManagerHostname"], _look_from(node, asked), shared=shared)
        finally:
            token.unlink()


@contextmanager
def connected(address: str) -> Iterator[Cluster]:
    """The cluster at the address, let go at the end; once in a process, as Daft allows no more.

    Raises UnusableEngine where none answers, where it speaks another version, and where it has no worker.
    """
    _must_answer(address)
    try:
        # Workers get the same environment: each of them loads Daft, too.
        ray.init(address, runtime_env={"env_vars": QUIET}, log_to_driver=False, logging_level="ERROR")
    except (ConnectionError, RuntimeError, ValueError) as error:
        raise UnusableEngine(f"--engine {address}: {str(error).strip().splitlines()[0]}") from error
    try:
        daft.set_runner_ray()
        cluster = Cluster()
        if not cluster.workers:
            raise UnusableEngine(f"--engine {address}: the cluster has no processors; start workers: ray start --address=…")
        with redirect_stdout(sys.stderr):  # where Ray tells of machines that are lost, it would stand between data
            yield cluster
    finally:
        ray.shutdown()


def _must_answer(address: str) -> None:
    host, port = address.removeprefix("ray://").rsplit(":", 1)
    try:
        socket.create_connection((host, int(port)), _ANSWER_SECONDS).close()
    except (OSError, OverflowError) as error:
        raise UnusableEngine(
            f"--engine {address}: no cluster answers there ({error}); start one with `ray start --head`"
        ) from error


def _nodes() -> list[dict[str, Any]]:
    """Machines that live and may work."""
    return [node for node in ray.nodes() if node["Alive"] and node["Resources"].get("CPU", 0) >= 1]


def _done(bundle: bytes) -> bytes:
    """On a worker: do tasks one after the other, where the driver stands; give what they give, at last the error of one."""
    here, tasks = pickle.loads(bundle)
    os.chdir(here)
    gave: list[Any] = []
    try:
        for function, arguments in tasks:
            gave.append(function(*arguments))
    except Exception as error:  # whatever it is, it is for the driver
        gave.append(_Failure(_portable(error)))
    return pickle.dumps(gave)


def _portable(error: Exception) -> Exception:
    """The error, or one that says what it said where it does not travel."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError("".join(traceback.format_exception(error)))
    return error


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a worker sees: paths that are missing there, and versions of what decides what is read."""

    missing: tuple[Path, ...]
    versions: dict[str, str]


def _versions() -> dict[str, str]:
    return {
        "article60": code_version((".",))[:12],
        "Python": f"{sys.version_info.major}.{sys.version_info.minor}",
        "recogniser of scans": recogniser(),
        **{name: version(name) for name in _DECIDING},
    }


def _look(here: str, token: Path, written: str, files: Sequence[Path]) -> _Seen:
    """On a worker: see whether the file that the driver has written, and those that it was given, stand in their places."""
    at = Path(here) / token
    if not at.is_file() or at.read_text(encoding="utf-8") != written:
        return _Seen((token.parent,), _versions())
    return _Seen(tuple(file for file in files if not (Path(here) / file).is_file()), _versions())


def _look_from(node: dict[str, Any], asked: tuple[str, Path, str, Sequence[Path]]) -> _Seen:
    there = NodeAffinitySchedulingStrategy(node["NodeID"], soft=False)
    look = ray.remote(_look).options(scheduling_strategy=there, num_cpus=0, max_retries=0)
    try:
        seen: _Seen = ray.get(look.remote(*asked), timeout=_LOOK_SECONDS)
    except (ray.exceptions.RayError, ModuleNotFoundError) as error:
        said = str(error).strip().splitlines()[-1]
        name = node["NodeManagerHostname"]
        raise UnusableEngine(f"the worker {name} does not answer: {said}; install article60[cluster] on all workers") from error
    return seen


def _must_be_like_us(name: str, seen: _Seen, *, shared: Path) -> None:
    if seen.missing:
        raise UnusableEngine(
            f"the worker {name} does not see {', '.join(map(str, seen.missing[:3]))}; all machines of a cluster must see "
            f"{shared} and the files named at the same places, in a shared folder"
        )
    ours = _versions()
    other = [f"{what} {there or 'missing'} (here {ours[what]})" for what, there in seen.versions.items() if there != ours[what]]
    if other:
        raise UnusableEngine(f"the worker {name} would read otherwise, it has {', '.join(other)}; install the same everywhere")

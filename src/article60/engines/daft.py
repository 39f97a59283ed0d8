"""Tasks done on the machines of a Ray cluster, as rows of a Daft table: the one module that knows either."""

import os
import pickle
import socket
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from article60.engines.engine import Task, UnusableEngine
from article60.engines.looking import NoAnswer, Seen, look, must_be_like_us

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


@dataclass(frozen=True, slots=True)
class _Failure:
    """The error that a task raised on a worker."""

    error: BaseException


@dataclass(frozen=True, slots=True)
class Cluster:
    """The processors of all machines of the cluster at an address that the driver is connected with."""

    address: str

    @property
    def workers(self) -> int:
        """Processors on machines that live. Raises UnusableEngine where none does."""
        return sum(int(node["Resources"]["CPU"]) for node in self.machines())

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

    def rest(self) -> None:
        """Nothing: the process of a bundle has ended with it."""

    def must_see(self, shared: Path, files: Iterable[Path]) -> None:
        """Raise UnusableEngine unless all workers see the folder and the files, and would make of these what we would."""
        shared.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=shared, prefix="seen-by-workers.") as token:
            paths = [Path(token.name), *dict.fromkeys(files)]
            asked = [(node["NodeManagerHostname"], _asked(node, Path.cwd(), paths)) for node in self.machines()]
            must_be_like_us(asked, shared=shared)

    def machines(self) -> list[dict[str, Any]]:
        """Machines that live and may work, at least one: without any, nothing would be done and nothing said."""
        nodes = [node for node in ray.nodes() if node["Alive"] and node["Resources"].get("CPU", 0) >= 1]
        if not nodes:
            raise UnusableEngine(
                f"--engine {self.address}: no machine of the cluster has processors; start workers: ray start --address=…"
            )
        return nodes


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
        said = " ".join(str(error).split()) or type(error).__name__
        raise UnusableEngine(f"--engine {address}: {said}; install the same Ray and Python here as on the cluster") from error
    try:
        cluster = Cluster(address)
        cluster.machines()
        daft.set_runner_ray()
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


def _done(bundle: bytes) -> bytes:
    """On a worker: do tasks one after the other, where the driver stands; give what they give, at last the error of one."""
    here, tasks = pickle.loads(bundle)
    gave: list[Any] = []
    try:
        os.chdir(here)
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


def _asked(node: dict[str, Any], here: Path, paths: Sequence[Path]) -> Callable[[], Seen]:
    """Ask a machine what it sees; how to wait for its answer, while others are asked."""
    there = NodeAffinitySchedulingStrategy(node["NodeID"], soft=False)
    coming = ray.remote(look).options(scheduling_strategy=there, num_cpus=0, max_retries=0).remote(here, paths)

    def answer() -> Seen:
        try:
            seen: Seen = ray.get(coming, timeout=_LOOK_SECONDS)
        except (ray.exceptions.RayError, ModuleNotFoundError) as error:
            raise NoAnswer(str(error).strip().splitlines()[-1]) from error
        return seen

    return answer

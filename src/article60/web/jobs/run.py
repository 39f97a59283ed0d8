"""Starts the operator's run, such as `article60 run …`, as a process of its own that knows no database and no secret."""

import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import fields
from pathlib import Path

from django.conf import settings

from article60.settings import Settings
from article60.web.jobs.started import BUSY
from article60.web.jobs.task import CannotDo, NotNow, Stopped, Task

KIND = "run"
LOOK_SECONDS = 0.1
PATIENCE_SECONDS = 10
PASSED_ON = frozenset(
    {
        "PATH",
        "HOME",
        "LANG",
        "LC_ALL",
        "TMPDIR",
        "TZ",
        "PYTHONPATH",
        *(f"ARTICLE60_{one.name.upper()}" for one in fields(Settings)),
    }
)
"""Variables that a run is given; no other, as the worker's hold the address of the database and the key of the server."""


def start(task: Task) -> str:
    """Run it, unless it has run under this key; its exit status. Raises CannotDo, NotNow, Stopped."""
    return perform(task, named())


def named() -> list[str]:
    """The operator's command. Raises CannotDo."""
    command = shlex.split(settings.ARTICLE60_RUN)
    if not command:
        raise CannotDo("no run is named: ARTICLE60_RUN")
    return command


def perform(task: Task, command: Sequence[str]) -> str:
    """Run a command once under the name of a task, without a secret; its exit status. Raises NotNow, Stopped."""
    folder = Path(settings.ARTICLE60_RUNS)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (folder / f"{task.name}.log").open("ab") as kept:
        process = subprocess.Popen(
            [sys.executable, "-m", "article60.web.jobs.started", str(folder), task.name, *command],
            env=environment(os.environ),
            stdin=subprocess.DEVNULL,
            stdout=kept,
            stderr=kept,
            start_new_session=True,
        )
    status = _waited_for(process, task)
    if status == BUSY:
        raise NotNow("the same run is going on already")
    if status:
        raise NotNow(f"the run ended with {status}; what it said stands in {task.name}.log")
    return "ended with 0"


def environment(variables: Mapping[str, str]) -> Mapping[str, str]:
    """What a run is given of the worker's variables."""
    return {name: value for name, value in variables.items() if name in PASSED_ON}


def _waited_for(process: subprocess.Popen[bytes], task: Task) -> int:
    while True:
        try:
            return process.wait(LOOK_SECONDS)
        except subprocess.TimeoutExpired:
            if task.stopping.is_set():
                _end(process)
                raise Stopped from None


def _end(process: subprocess.Popen[bytes]) -> None:
    """End it with all that it has started."""
    os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(PATIENCE_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

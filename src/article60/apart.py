"""Asks a module of ours about a file from outside, in a process of its own that is limited and knows no secret.

Such a file may be made to break what reads it. The process has little time and memory, can write little, and is given no
variable of the server, so that it knows no database. What it answers is data, and not more of it than is expected.
"""

import json
import os
import resource
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

PASSED_ON = ("PATH", "PYTHONPATH", "LANG", "LC_ALL", "TMPDIR")
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "POLARS_MAX_THREADS": "1", "PYTHONUTF8": "1"}


class NoAnswer(RuntimeError):
    """The file could not be read within the limits, or broke what read it; the message holds nothing of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How much the process may use. Memory counts from when our own code is loaded."""

    seconds: float = 30.0
    cpu_seconds: int = 20
    memory_bytes: int = 768 * 1024 * 1024
    written_bytes: int = 64 * 1024 * 1024
    answer_bytes: int = 4 * 1024 * 1024


def ask(module: str, request: Mapping[str, Any], *, bounds: Bounds | None = None) -> Any:
    """What the function `answer` of a module gives to a request, both as JSON can carry them. Raises NoAnswer."""
    within = Bounds() if bounds is None else bounds
    limits = (within.cpu_seconds, within.memory_bytes, within.written_bytes)
    process = subprocess.Popen(
        [sys.executable, "-m", "article60.apart", module, *map(str, limits)],
        env={name: value for name, value in os.environ.items() if name in PASSED_ON} | _ONE_THREAD,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    ending = threading.Timer(within.seconds, process.kill)
    ending.start()
    try:
        said = _said(process, json.dumps(request).encode(), within.answer_bytes)
    finally:
        ending.cancel()
        process.kill()
        process.wait()
    try:
        return json.loads(said)
    except ValueError:
        raise NoAnswer("the file could not be read within the limits") from None


def _said(process: subprocess.Popen[bytes], request: bytes, most: int) -> bytes:
    assert process.stdin is not None and process.stdout is not None
    with process.stdin, process.stdout:
        try:
            process.stdin.write(request)
            process.stdin.close()
        except BrokenPipeError:
            return b""
        said = process.stdout.read(most + 1)
    return b"" if len(said) > most else said


def bind(*, cpu_seconds: int, memory_bytes: int, written_bytes: int) -> None:
    """Limit this process from now on: time of computing, memory, what it writes; no core is left behind."""
    bounds: Mapping[int, tuple[int, int]] = {
        resource.RLIMIT_CPU: (cpu_seconds, cpu_seconds + 1),
        resource.RLIMIT_AS: (memory_bytes, memory_bytes),
        resource.RLIMIT_FSIZE: (written_bytes, written_bytes),
        resource.RLIMIT_CORE: (0, 0),
    }
    for bound, values in bounds.items():
        resource.setrlimit(bound, values)


def _held() -> int:
    """Bytes of memory that this process has for itself now, as the system counts them."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()


def main(module: str, cpu_seconds: int, memory_bytes: int, written_bytes: int) -> None:
    """In the limited process: answer the one request on standard input."""
    loaded = import_module(module)
    bind(cpu_seconds=cpu_seconds, memory_bytes=_held() + memory_bytes, written_bytes=written_bytes)
    request = json.load(sys.stdin)
    sys.stdout.write(json.dumps(loaded.answer(request)))


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:5]))

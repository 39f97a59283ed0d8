"""The reading server: forks one limited child for each file, so that starting is cheap and a hostile file harms nobody.

Run as a program. It takes one JSON request a line on standard input and answers each with one JSON line.
"""

import json
import os
import resource
import select
import signal
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from article60.sources.documents import tasks
from article60.sources.documents.reading import Limits, UnreadableDocument
from article60.text import language

Work = Callable[[], Any]
_SCRATCH_BYTES = 32 * 1024 * 1024


def serve() -> None:
    """Answer requests until standard input ends."""
    language.load_models()  # once, before the first child is forked: a child may not write the file that loading unpacks
    for line in sys.stdin:
        request = json.loads(line)
        path, limits = Path(request["path"]), Limits(**request["limits"])
        work = partial(tasks.TASKS[request["task"]], path, limits, request["asked"])
        sys.stdout.write(_in_child(path, limits, work) + "\n")
        sys.stdout.flush()


def _in_child(path: Path, limits: Limits, work: Work) -> str:
    receiving, sending = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(receiving)
        _answer(path, limits, work, sending)
    os.close(sending)
    answer, late = _received(receiving, time.monotonic() + limits.seconds)
    if late:
        os.kill(child, signal.SIGKILL)
    os.close(receiving)
    _, status = os.waitpid(child, 0)
    if late:
        return _refused(path, f"not read after {limits.seconds:g} seconds", "simplify or split the file, or raise the limit")
    return answer or _refused(path, *_cause(status, limits))


def _received(receiving: int, until: float) -> tuple[str, bool]:
    """What the child sent until it closed its end, and whether time ran out first."""
    pieces: list[bytes] = []
    while True:
        ready, _, _ = select.select([receiving], [], [], max(0.0, until - time.monotonic()))
        if not ready:
            return "", True
        piece = os.read(receiving, 1 << 20)
        if not piece:
            whole = b"".join(pieces).decode("utf-8")
            return (whole[:-1] if whole.endswith("\n") else ""), False
        pieces.append(piece)


def _cause(status: int, limits: Limits) -> tuple[str, str]:
    """Why a child ended without an answer, and what to do."""
    ended_by = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    if ended_by in (signal.SIGXCPU, signal.SIGKILL):
        return f"needed more than {limits.cpu_seconds} seconds of computing", "simplify or split the file, or raise the limit"
    return "the reader broke down on it", "get a fresh copy of the file, or print it to PDF again"


def _refused(path: Path, reason: str, advice: str) -> str:
    return json.dumps({"refused": [path.name, reason, advice]})


def _answer(path: Path, limits: Limits, work: Work, sending: int) -> None:
    """Work within limits and leave; never returns. The broad catch stands here because this is the edge."""
    try:
        _limit(limits)
        answer = json.dumps({"found": work()})
    except UnreadableDocument as error:
        answer = json.dumps({"refused": [error.file, error.reason, error.advice]})
    except (MemoryError, RecursionError) as error:
        wanted = "more memory than is allowed" if isinstance(error, MemoryError) else "deeper nesting than is allowed"
        answer = _refused(path, f"needed {wanted}", "simplify or split the file, or raise the limit")
    except OSError as error:
        answer = _refused(path, f"cannot be opened ({error.strerror})", "check the path and who may read it")
    except Exception as error:
        answer = _refused(
            path, f"the reader broke down on it ({type(error).__name__}: {error})", "report the file and its form"
        )
    with os.fdopen(sending, "wb") as stream:
        stream.write(answer.encode("utf-8", "surrogatepass") + b"\n")
    os._exit(0)


def _limit(limits: Limits) -> None:
    """Bounds of the child: computing time, memory, little written, no core left behind."""
    bounds: dict[int, Any] = {
        resource.RLIMIT_CPU: (limits.cpu_seconds, limits.cpu_seconds + 1),
        resource.RLIMIT_AS: (limits.memory_bytes, limits.memory_bytes),
        resource.RLIMIT_FSIZE: (_SCRATCH_BYTES, _SCRATCH_BYTES),
        resource.RLIMIT_CORE: (0, 0),
    }
    for bound, values in bounds.items():
        resource.setrlimit(bound, values)


if __name__ == "__main__":
    serve()

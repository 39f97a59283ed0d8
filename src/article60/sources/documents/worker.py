"""The reading server: forks one limited child for each file, so that starting is cheap and a hostile file harms nobody.

Run as a program. It takes one JSON request a line on standard input and answers each with one JSON line. A child stays for
what is asked of its file next, within the same bounds, and ends when another file is asked for.
"""

import contextlib
import json
import os
import select
import signal
import sys
import time
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

from article60.apart import bind
from article60.sources.documents.reading import Limits, UnreadableDocument
from article60.sources.documents.tasks import Tasks
from article60.text import language

_SCRATCH_BYTES = 32 * 1024 * 1024
_MORE_TIME = "simplify or split the file, or raise ARTICLE60_READ_SECONDS"


class Unasked(Exception):
    """Who asked is gone, and nobody waits for the answer."""


def serve() -> None:
    """Answer requests until standard input ends. Raises Unasked where it does before the last one is answered."""
    language.load_models()  # once, before the first child is forked
    child: Child | None = None
    for line in sys.stdin:
        request = json.loads(line)
        path, limits = Path(request["path"]), Limits(**request["limits"])
        if child is None or not child.stays_for(path, limits, request["task"]):
            if child is not None:
                child.end()
            child = Child(path, limits)
        sys.stdout.write(child.ask(line) + "\n")
        sys.stdout.flush()


class Child:
    """A forked process that works on one file within limits, and the two pipes to it."""

    def __init__(self, path: Path, limits: Limits) -> None:
        self.path, self.limits = path, limits
        self.lives = True
        its_asked, self._asking = os.pipe()
        self._answering, its_answers = os.pipe()
        self._pid = os.fork()
        if self._pid == 0:
            os.close(self._asking)
            os.close(self._answering)
            _work(path, limits, os.fdopen(its_asked, "rb"), os.fdopen(its_answers, "wb"))
        os.close(its_asked)
        os.close(its_answers)

    def stays_for(self, path: Path, limits: Limits, task: str) -> bool:
        """Whether it can be asked this as well: it lives, the file and bounds are its own, and reading is not asked anew."""
        return self.lives and (path, limits) == (self.path, self.limits) and task != "read"

    def ask(self, request: str) -> str:
        """Its answer as one line, or why there is none; a child without an answer has ended. Raises Unasked."""
        try:
            os.write(self._asking, request.encode("utf-8", "surrogatepass"))
        except BrokenPipeError:
            return self._broken()
        try:
            answer, late = _received(self._answering, time.monotonic() + self.limits.seconds)
        except Unasked:
            self._kill()
            raise
        if late:
            self._kill()
            said = f"not read after {self.limits.seconds:g} seconds"
            return _refused(self.path, said, _MORE_TIME, passing=True)
        return answer or self._broken()

    def end(self) -> tuple[int, float]:
        """Let it go and wait for it; gives its exit status and the seconds it computed. Nothing is done for one that ended."""
        if not self.lives:
            return 0, 0.0
        self.lives = False
        os.close(self._asking)
        os.close(self._answering)
        _, status, used = os.wait4(self._pid, 0)
        return status, used.ru_utime + used.ru_stime

    def _kill(self) -> None:
        os.kill(self._pid, signal.SIGKILL)
        self.end()

    def _broken(self) -> str:
        return _refused(self.path, *_cause(*self.end(), self.limits))


def _received(receiving: int, until: float) -> tuple[str, bool]:
    """The line that the child sent, nothing where it ended before its end, and whether time ran out first. Raises Unasked.

    Nothing more is asked before this is answered: all that can come on standard input meanwhile is its end.
    """
    pieces: list[bytes] = []
    while not pieces or not pieces[-1].endswith(b"\n"):
        ready, _, _ = select.select([receiving, sys.stdin], [], [], max(0.0, until - time.monotonic()))
        if not ready:
            return "", True
        if receiving not in ready:
            raise Unasked
        piece = os.read(receiving, 1 << 20)
        if not piece:
            return "", False
        pieces.append(piece)
    return b"".join(pieces).decode("utf-8")[:-1], False


def _cause(status: int, computed: float, limits: Limits) -> tuple[str, str, bool]:
    """Why a child ended without an answer, what to do, and whether that may pass."""
    ended_by = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    if ended_by == signal.SIGXCPU or (ended_by == signal.SIGKILL and computed >= limits.cpu_seconds - 1):
        return f"needed more than {limits.cpu_seconds} seconds of computing", _MORE_TIME, False
    if ended_by == signal.SIGKILL:
        return "what read it was ended by the machine", "free memory and run again", True
    return "the reader broke down on it", "get a fresh copy of the file, or print it to PDF again", False


def _refused(path: Path, reason: str, advice: str, passing: bool = False) -> str:
    return json.dumps({"refused": [path.name, reason, advice, passing]})


def _work(path: Path, limits: Limits, requests: BinaryIO, answers: BinaryIO) -> NoReturn:
    """In the child: answer what is asked until no more is; whatever happens, the child never goes on as its parent."""
    status = 1
    try:
        _limit(limits)
        tasks = Tasks(path, limits)
        for line in requests:
            request = json.loads(line)
            answers.write(_answer(tasks, request["task"], request["asked"]).encode("utf-8", "surrogatepass") + b"\n")
            answers.flush()
        status = 0
    finally:
        os._exit(status)


def _answer(tasks: Tasks, task: str, asked: Any) -> str:
    """What a task gives, or why it gives nothing. The broad catch stands here because this is the edge."""
    try:
        return json.dumps({"found": tasks.answer(task, asked)})
    except UnreadableDocument as error:
        return json.dumps({"refused": [error.file, error.reason, error.advice, error.passing]})
    except (MemoryError, RecursionError) as error:
        wanted = "more memory than is allowed" if isinstance(error, MemoryError) else "deeper nesting than is allowed"
        return _refused(tasks.path, f"needed {wanted}", "simplify or split the file, or raise ARTICLE60_READ_MEGABYTES")
    except OSError as error:
        said = f"cannot be opened ({error.strerror})"
        return _refused(tasks.path, said, "check the path and who may read it", passing=True)
    except Exception as error:
        said = f"the reader broke down on it ({type(error).__name__}: {error})"
        return _refused(tasks.path, said, "report the file and its form")


def _limit(limits: Limits) -> None:
    """Bounds of the child: computing time, memory, little written, no core left behind."""
    bind(cpu_seconds=limits.cpu_seconds, memory_bytes=limits.memory_bytes, written_bytes=_SCRATCH_BYTES)


if __name__ == "__main__":
    with contextlib.suppress(Unasked):
        serve()

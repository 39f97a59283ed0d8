"""Processes of this machine that work for the one that started them, and end with it however that ends."""

import os
import signal
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import connection, parent_process
from multiprocessing.context import SpawnContext, SpawnProcess
from threading import Thread
from typing import Any

_ENDED = 130
"""Exit status of what Ctrl+C has ended, as shells tell it."""


def pool(workers: int, *, start: Callable[..., None] | None = None, given: tuple[Any, ...] = ()) -> ProcessPoolExecutor:
    """So many processes, started when they are first needed; each calls `start` with what is given before it does anything.

    Fresh processes, not forked ones: a fork copies the locks of threads (those of Polars) that do not come along.
    """
    return ProcessPoolExecutor(workers, mp_context=_Context(), initializer=_begin, initargs=(start, given))


class _Process(SpawnProcess):
    """A process that Ctrl+C, which reaches all of a terminal, does not reach before it has begun: it would say where it was."""

    def start(self) -> None:
        before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
        try:
            super().start()
        finally:
            self._let_through(before)

    def _let_through(self, before: Iterable[int]) -> None:
        """Let Ctrl+C through again. Where it came meanwhile, nobody will have work for this process."""
        try:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        except KeyboardInterrupt:
            if self.pid is not None:
                self.kill()
            raise


class _Context(SpawnContext):
    Process = _Process


def _begin(start: Callable[..., None] | None, given: tuple[Any, ...]) -> None:
    # When the one that started them is killed, they would wait for tasks for ever.
    Thread(target=_end_with_parent, daemon=True).start()
    heeds = signal.getsignal(signal.SIGINT) is not signal.SIG_IGN  # as who started it does
    if heeds:
        signal.signal(signal.SIGINT, lambda *_: os._exit(_ENDED))
    signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT])
    if start is not None:
        start(*given)
    if heeds:
        # Between tasks the process ends without a word; within one it ends the task, which clears away what it has begun.
        signal.signal(signal.SIGINT, lambda *_: sys.exit(_ENDED))


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)

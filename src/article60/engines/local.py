"""Tasks done in worker processes of this machine."""

import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from functools import cached_property
from multiprocessing import connection, get_context, parent_process
from pathlib import Path
from threading import Thread
from typing import Any

from article60.engines.engine import Task


class Local:
    """So many processes, started for the first list of tasks and kept for those after it: what they have loaded counts."""

    def __init__(self, workers: int) -> None:
        self.workers = workers

    @cached_property
    def _pool(self) -> ProcessPoolExecutor:
        # Fresh processes, not forked ones: a fork copies the locks of threads (those of Polars) that do not come along.
        return ProcessPoolExecutor(self.workers, mp_context=get_context("spawn"), initializer=_end_with_parent)

    def do(self, tasks: Sequence[Task]) -> Iterator[Any]:
        """Yield what each task gives, as tasks are done. Raises what a task raises, and does those no more that wait."""
        futures = [self._pool.submit(function, *arguments) for function, arguments in tasks]
        try:
            for future in as_completed(futures):
                yield future.result()
        finally:
            for future in futures:
                future.cancel()

    def rest(self) -> None:
        """End the processes; the next list of tasks starts others."""
        self.close()

    def must_see(self, shared: Path, files: Iterable[Path]) -> None:
        """Processes of this machine see what we see."""

    def close(self) -> None:
        """End the processes."""
        if "_pool" in vars(self):
            self._pool.shutdown(cancel_futures=True)
            del self._pool


def _end_with_parent() -> None:
    """Let this process end when the one that started it is killed, else it would wait for tasks for ever."""
    Thread(target=_wait_for_parent, daemon=True).start()


def _wait_for_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)  # whatever it is at: what a task leaves is whole or not there

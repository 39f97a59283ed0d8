"""Tasks done in worker processes of this machine."""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from functools import cached_property
from pathlib import Path
from typing import Any

from article60 import processes
from article60.engines.engine import Task, UnusableEngine


class Local:
    """So many processes, started for the first list of tasks and kept for those after it: what they have loaded counts."""

    def __init__(self, workers: int) -> None:
        self.workers = workers

    @cached_property
    def _pool(self) -> ProcessPoolExecutor:
        return processes.pool(self.workers)

    def do(self, tasks: Sequence[Task]) -> Iterator[Any]:
        """Yield what each task gives, as tasks are done. Raises what a task raises, and does those no more that wait.

        Raises UnusableEngine where a process ends in the middle of its work.
        """
        try:
            yield from self._done(tasks)
        except BrokenProcessPool as error:
            self.close()
            raise UnusableEngine(
                "a process of this machine was ended in the middle of its work, most likely for lack of memory; give the same "
                "command again to go on, with ARTICLE60_WORKERS=1 before it if it happens again"
            ) from error

    def _done(self, tasks: Sequence[Task]) -> Iterator[Any]:
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

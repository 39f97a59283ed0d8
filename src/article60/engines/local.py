"""Tasks done in worker processes of this machine."""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from functools import cached_property
from pathlib import Path
from typing import Any

from article60 import processes
from article60.engines.engine import Task


class Local:
    """So many processes, started for the first list of tasks and kept for those after it: what they have loaded counts."""

    def __init__(self, workers: int) -> None:
        self.workers = workers

    @cached_property
    def _pool(self) -> ProcessPoolExecutor:
        return processes.pool(self.workers)

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

"""Tasks done in worker processes of this machine."""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from article60.engines.engine import Task


@dataclass(frozen=True, slots=True)
class Local:
    """So many processes, started for each list of tasks."""

    workers: int

    def do(self, tasks: Sequence[Task]) -> Iterator[Any]:
        """Yield what each task gives, as tasks are done. Raises what a task raises."""
        # Fresh processes, not forked ones: a fork copies the locks of threads (those of Polars) that do not come along.
        with ProcessPoolExecutor(self.workers, mp_context=get_context("spawn")) as pool:
            futures = [pool.submit(function, *arguments) for function, arguments in tasks]
            for future in as_completed(futures):
                yield future.result()

    def must_see(self, shared: Path, files: Iterable[Path]) -> None:
        """Processes of this machine see what we see."""

"""Where the tasks of a run are done: in processes of this machine, or on the machines of a cluster."""

from contextlib import AbstractContextManager, closing

from article60.engines.engine import Engine, Task, UnusableEngine
from article60.engines.local import Local

__all__ = ["LOCAL", "Engine", "Local", "Task", "UnusableEngine", "opened"]

LOCAL = "local"


def opened(engine: str, *, workers: int) -> AbstractContextManager[Engine]:
    """The engine of this name or address, let go at the end; `workers` are those of the local one.

    Raises UnusableEngine where no cluster answers at the address, or the extra is not installed that speaks with clusters.
    """
    if engine == LOCAL:
        return closing(Local(workers))
    try:
        from article60.engines.daft import connected  # here, since it is an extra, and heavy
    except ModuleNotFoundError as error:
        raise UnusableEngine(
            f"--engine {engine} needs {error.name}, which is not installed; install article60[cluster], here and on all workers"
        ) from None
    return connected(engine)

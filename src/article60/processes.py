"""Processes of this machine that work for the one that started them, and end with it however that ends."""

import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import connection, get_context, parent_process
from threading import Thread
from typing import Any


def pool(workers: int, *, start: Callable[..., None] | None = None, given: tuple[Any, ...] = ()) -> ProcessPoolExecutor:
    """So many processes, started when they are first needed; each calls `start` with what is given before it does anything.

    Fresh processes, not forked ones: a fork copies the locks of threads (those of Polars) that do not come along.
    """
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_begin, initargs=(start, given))


def _begin(start: Callable[..., None] | None, given: tuple[Any, ...]) -> None:
    # When the one that started them is killed, they would wait for tasks for ever.
    Thread(target=_end_with_parent, daemon=True).start()
    if start is not None:
        start(*given)


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)

"""One update of a folder at a time: two would take each other's parts and account."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from article60.domain.answerable import Answerable


class AnotherUpdate(Answerable, RuntimeError):
    """A folder is being brought up to date already; the message says which and what to do."""


@contextmanager
def alone(folder: Path, parts: Path) -> Iterator[None]:
    """Hold a folder until the end of the block, or of the program, however that ends. Raises AnotherUpdate."""
    with (parts / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AnotherUpdate(
                f"{folder}: another update of this folder is under way; wait for its end and give the same command again"
            ) from None
        yield

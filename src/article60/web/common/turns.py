"""How many files from outside one process of the server reads at once: so few that others still get their pages."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

MOST = 2
WAIT_SECONDS = 1.0
"""How long somebody waits for a turn: who waits keeps a thread, too."""
_turns = threading.BoundedSemaphore(MOST)


class NoTurn(RuntimeError):
    """As many files are being read as may be at once."""


@contextmanager
def turn() -> Iterator[None]:
    """While this lasts a file may be read in a process of its own. Raises NoTurn."""
    if not _turns.acquire(timeout=WAIT_SECONDS):
        raise NoTurn
    try:
        yield
    finally:
        _turns.release()

"""What threads bring, handed to the one who waits for it, with progress by the file, or by the megabyte of a single one."""

from collections.abc import Iterator
from queue import Empty, SimpleQueue
from typing import Generic, NamedTuple, TypeVar

from article60.progress import Progress

_MEGABYTE = 1_000_000
_LOOK_SECONDS = 0.5
Brought = TypeVar("Brought")


class _Bytes(NamedTuple):
    """How many bytes of a file there are, and how many there will be where that is known."""

    held: int
    expected: int | None


class Arriving(Generic[Brought]):
    """So many things to come. An archive of everything is one file that takes as long as ten thousand."""

    def __init__(self, number: int, progress: Progress) -> None:
        self._number, self._progress = number, progress
        self._queue: SimpleQueue[Brought | _Bytes] = SimpleQueue()

    def put(self, brought: Brought) -> None:
        """One of them has come."""
        self._queue.put(brought)

    def grown(self, held: int, expected: int | None) -> None:
        """So many bytes of a file have come, of so many; told on only where it is the only one."""
        if self._number == 1:
            self._queue.put(_Bytes(held, expected))

    def __iter__(self) -> Iterator[Brought]:
        """Wait for each in turn."""
        if self._number != 1:
            yield from self._progress((self._next() for _ in range(self._number)), "collecting", self._number)
            return
        one = self._next()
        if not isinstance(one, _Bytes):
            yield one
            return
        megabytes = 0 if one.expected is None else one.expected // _MEGABYTE + 1  # the last one is begun, and unknown told by 0
        yield from (one for one in self._progress(self._by_megabyte(one), "collecting, MB", megabytes) if one is not None)

    def _by_megabyte(self, one: Brought | _Bytes) -> Iterator[Brought | None]:
        told = 0
        while isinstance(one, _Bytes):
            for _ in range(told, one.held // _MEGABYTE):
                yield None
            told = max(told, one.held // _MEGABYTE)
            one = self._next()
        yield one

    def _next(self) -> Brought | _Bytes:
        """The next one. Looks up now and then: a wait without end is not woken by Ctrl-C once Polars listens for it too."""
        while True:
            try:
                return self._queue.get(timeout=_LOOK_SECONDS)
            except Empty:
                continue

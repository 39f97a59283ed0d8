"""What an engine is: it does tasks side by side and gives what they give as they are done."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

from article60.domain.answerable import Answerable

Task = tuple[Callable[..., Any], tuple[Any, ...]]
"""A function of some module, with its arguments, as a worker takes it; done twice, it leaves what it leaves done once."""


class UnusableEngine(Answerable, RuntimeError):
    """Tasks cannot be done where the user wants them done; the message says why and what to do."""


class Engine(Protocol):
    """Does tasks side by side."""

    @property
    def workers(self) -> int:
        """How many tasks are done at a time."""

    def do(self, tasks: Sequence[Task]) -> Iterator[Any]:
        """Yield what each task gives, as tasks are done. Raises what a task raises."""

    def rest(self) -> None:
        """Give back the memory that workers hold between lists of tasks, where that costs no more than to start them anew."""

    def must_see(self, shared: Path, files: Iterable[Path]) -> None:
        """Raise UnusableEngine unless all workers see the folder and the files, and would make of these what we would."""

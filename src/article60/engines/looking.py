"""Whether workers see what we see and would make of it what we would: asked before the work."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from article60.engines.engine import UnusableEngine
from article60.kept_by import PACKAGE, reads_with, version_of
from article60.sources.documents import recogniser
from article60.tables.runs import code_key


class NoAnswer(Exception):
    """A worker that does not say what it sees; the message is what came instead."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a worker sees: which of the paths that it needs are missing there, and versions of what decides what is read."""

    missing: tuple[Path, ...]
    versions: dict[str, str]


def look(here: Path, paths: Sequence[Path]) -> Seen:
    """On a worker: look for files, whose paths the driver gives as it sees them from the folder `here`, and for that folder."""
    missing = [path for path in paths if not (here / path).is_file()]
    return Seen((*([] if here.is_dir() else [here]), *missing), _versions())


def must_be_like_us(workers: Iterable[tuple[str, Callable[[], Seen]]], *, shared: Path) -> None:
    """Raises UnusableEngine for the first worker, of those given by name and answer, that sees or has other things than we."""
    for name, answer in workers:
        try:
            seen = answer()
        except NoAnswer as error:
            raise UnusableEngine(
                f"the worker {name} does not answer: {error}; install article60[cluster] on all workers"
            ) from error
        _must_see_all(name, seen, shared)
        _must_have_the_same(name, seen)


def _must_see_all(name: str, seen: Seen, shared: Path) -> None:
    if seen.missing:
        raise UnusableEngine(
            f"the worker {name} does not see {', '.join(map(str, seen.missing[:3]))}; all machines of a cluster must see "
            f"{shared} and the files named at the same places, in a shared folder"
        )


def _must_have_the_same(name: str, seen: Seen) -> None:
    ours = _versions()
    other = [f"{what} {there or 'missing'} (here {ours[what]})" for what, there in seen.versions.items() if there != ours[what]]
    if other:
        raise UnusableEngine(f"the worker {name} would read otherwise, it has {', '.join(other)}; install the same everywhere")


def _versions() -> dict[str, str]:
    return {
        "article60": _code(),
        "daft": version_of("daft"),
        "recogniser of scans": recogniser(),
        **reads_with(),
    }


@cache
def _code() -> str:
    return code_key(PACKAGE)[:12]

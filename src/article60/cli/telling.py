"""How a command speaks and ends: data to standard output, everything else to standard error, and an exit status."""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from time import monotonic
from typing import Any

from tqdm import tqdm

from article60.domain.run_note import RunNote

_LINE_SECONDS = 30
DONE, FELL_SHORT, UNUSABLE, BROKEN_OFF = 0, 1, 2, 130


def say(message: str) -> None:
    """Print to standard error, where everything goes that is not data."""
    print(message, file=sys.stderr, flush=True)  # noqa: T201 - the one place that prints


def show(line: Any) -> None:
    """Print one JSON line to standard output."""
    sys.stdout.write(json.dumps(line, ensure_ascii=False, default=str) + "\n")


def progress(things: Iterable[Any], label: str, total: int) -> Iterable[Any]:
    """A progress bar on a terminal; elsewhere a line every half minute, so that the log of long work tells that it goes on."""
    if not sys.stderr.isatty():
        return _lines.through(things, label, total)
    bar: Iterable[Any] = tqdm(things, desc=label, total=total, leave=False, file=sys.stderr)
    return bar


class Lines:
    """What is written in a log while long work goes on: at most a line each half minute, whatever is done after what."""

    def __init__(self) -> None:
        self._last = monotonic()

    def through(self, things: Iterable[Any], label: str, total: int) -> Iterator[Any]:
        """Give things on; say how many are done, or of a single one, before it is done, what is being done."""
        for number, thing in enumerate(things, start=1):
            if total == 1:
                self._say(label)
            yield thing
            if total > 1:
                self._say(f"{label}: {number} of {total}")

    def _say(self, line: str) -> None:
        if monotonic() - self._last >= _LINE_SECONDS:
            self._last = monotonic()
            say(line)


_lines = Lines()


def tell(notes: Iterable[RunNote], *, kept: Path | None = None) -> None:
    """Print what was refused, and count the notes that are kept in a file; print those that nothing keeps."""
    others = 0
    for note in notes:
        if note.severity == "refused" or kept is None:
            line = f", line {note.line}" if note.line is not None else ""
            # A message that was raised as an error begins with its subject.
            say(f"{note.severity}: {note.subject}{line}: {note.message.removeprefix(f'{note.subject}: ')}")
        else:
            others += 1
    if others:
        say(f"{others} further notes on the input, in {kept}")


def say_if_none(found: Sequence[object], named: Sequence[str], nothing: str) -> None:
    """Say so where nothing was found in what was named."""
    if not found:
        say(f"{', '.join(named)}: {nothing}")

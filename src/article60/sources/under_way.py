"""An update under way: for which files the source has answered, kept on the disk until the update has come to its end."""

import json
import time
from pathlib import Path
from threading import Lock

_GOES_ON_WITHIN_SECONDS = 24 * 3600


class UnderWay:
    """The addresses answered for by an update that was broken off less than a day ago, and those that are added now.

    Without it an update of a day that breaks off in the evening would ask again for all that it had asked for.
    """

    def __init__(self, kept: Path) -> None:
        self._kept, self._lock = kept, Lock()
        if kept.is_file() and time.time() - kept.stat().st_mtime > _GOES_ON_WITHIN_SECONDS:
            kept.unlink()
        self.answered = frozenset(_read(kept))

    def add(self, address: str) -> None:
        """The source has answered for the file of an address, and nothing is to be said of it."""
        if address not in self.answered:
            with self._lock, self._kept.open("a", encoding="utf-8") as kept:
                kept.write(json.dumps(address) + "\n")

    def end(self) -> None:
        """The update has come to its end: the next one asks for everything."""
        self._kept.unlink(missing_ok=True)
        self.answered = frozenset()


def _read(kept: Path) -> list[str]:
    """The addresses in it, whole lines only; one that cannot be read is asked for again."""
    try:
        whole, _, _ = kept.read_text(encoding="utf-8").rpartition("\n")
        return [str(json.loads(line)) for line in whole.splitlines()]
    except (OSError, ValueError):
        return []

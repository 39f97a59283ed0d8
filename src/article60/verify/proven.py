"""What was found to hold before, by the hash of what it was found of: kept beside the runs, never in a Release."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from article60.tables.runs import key_of, write_whole


@dataclass(slots=True)
class Proven:
    """Facts by name and by the hash of exactly what they follow from; only those of the last verification are kept on.

    A fact is never asked for by a file's name or date. One whose bytes or rows have changed is not found, and what it told is
    computed again.
    """

    known: Mapping[str, Any] = field(default_factory=dict)
    found: dict[str, Any] = field(default_factory=dict)
    sure: bool = False
    """Whether everything holds that is asked, as all checks have found nothing."""

    def get(self, name: str, *of: object) -> Any:
        """What was found of this; None where nothing was."""
        key = f"{name} {key_of(*of)}"
        fact = self.found.get(key, self.known.get(key))
        if fact is not None:
            self.found[key] = fact
        return fact

    def add(self, name: str, *of: object, fact: Any = True) -> None:
        """Keep what was found of this."""
        self.found[f"{name} {key_of(*of)}"] = fact

    def holds(self, name: str, *of: object, check: Callable[[], bool]) -> bool:
        """Whether something holds of this: as it was found before, or as a check finds now."""
        if self.get(name, *of):
            return True
        if self.sure or check():
            self.add(name, *of)
            return True
        return False

    def forget(self) -> None:
        """Know nothing any more."""
        self.known, self.found = {}, {}


def load(path: Path) -> Proven:
    """What was kept; nothing where no such file stands, or where it is not as it was written."""
    try:
        seal, _, kept = path.read_bytes().partition(b"\n")
    except OSError:
        return Proven()
    if hashlib.sha256(kept).hexdigest().encode() != seal:
        return Proven()
    return Proven(json.loads(kept))


def save(path: Path, proven: Proven) -> None:
    """Write what was found, whole or not at all, with its hash before it."""
    kept = json.dumps(proven.found, ensure_ascii=False).encode()
    write_whole(path, hashlib.sha256(kept).hexdigest().encode() + b"\n" + kept)

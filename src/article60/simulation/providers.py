"""Invented providers: bodies that report activities, some of them under an older and a newer prefix."""

import random
from dataclasses import dataclass

_COUNT = 140
_KINDS = ("10", "15", "21", "40", "40", "60", "80")


@dataclass(frozen=True, slots=True)
class Provider:
    """A body that gives assistance: identifier, name, IATI organisation type, and the prefix that it had before."""

    ref: str
    name: str
    kind: str
    older: str


def providers(chance: random.Random) -> list[Provider]:
    """The providers of an invented world; their identifiers are ones that no register holds."""
    return [
        Provider(f"ZZ-SIM-{number:04}", f"Simulated Provider {number}", chance.choice(_KINDS), f"ZZ-{number:04}")
        for number in range(_COUNT)
    ]

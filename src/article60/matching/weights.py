"""What each feature of a pair is worth, read from the one file in which the points stand with their history."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log
from typing import Any


@dataclass(frozen=True, slots=True)
class Worth:
    """What one feature is worth: points for each part of the score above or below `even`, and the score of each level."""

    weight: float
    even: float
    scores: Mapping[str, float]

    @property
    def levels(self) -> tuple[str, ...]:
        """Names of the levels, best first."""
        return tuple(self.scores)


@dataclass(frozen=True, slots=True)
class Weights:
    """The points of all features, and the bounds of what is compared and proposed, all from 0 to 1."""

    threshold: float
    near: float
    kept: float
    short: int
    long: int
    telling: float
    plain: float
    common: float
    base: float
    features: Mapping[str, Worth]

    @property
    def enough(self) -> float:
        """Points from which on a pair is proposed."""
        return log(self.threshold / (1 - self.threshold))


@cache
def read() -> Weights:
    """The weights as shipped."""
    return made(tomllib.loads(files(__package__).joinpath("weights.toml").read_text(encoding="utf-8")))


def made(written: Mapping[str, Any]) -> Weights:
    """The weights that a file of this form states."""
    features = {name: Worth(**worth) for name, worth in written["features"].items()}
    return Weights(**{**written, "features": features})

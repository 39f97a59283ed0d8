"""The weights of matching, read from the one file in which they stand with their history."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Weights:
    """Weight of each feature and the part that each degree of likeness gives, all from 0 to 1."""

    threshold: float
    telling: float
    plain: float
    weights: dict[str, float]
    same_provision: dict[str, float]
    same_type: dict[str, float]


@cache
def read() -> Weights:
    """The weights as shipped."""
    return Weights(**tomllib.loads(files(__package__).joinpath("weights.toml").read_text(encoding="utf-8")))

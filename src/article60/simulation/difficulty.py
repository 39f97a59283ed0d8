"""How hard an invented world is: the rates by which needs, activities and their reading are made, read from one file."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class Reading:
    """How well documents and aid data were read before the steps begin; see the file for each rate."""

    need_provision_missed: float
    need_type_wrong: float
    main_missed: float
    type_wrong: float
    wrong_tags: float
    right_strength: Sequence[float]
    wrong_strength: Sequence[float]


@dataclass(frozen=True, slots=True)
class Difficulty:
    """Rates of the needs and of the activities by name, and of how they were read."""

    needs: Mapping[str, float]
    activities: Mapping[str, float]
    reading: Reading


def difficulty(reading: str = DEFAULT) -> Difficulty:
    """The rates as shipped, with one of the readings that the file declares. Raises KeyError where it declares no such one."""
    written = _file()
    return Difficulty(written["needs"], written["activities"], Reading(**written["reading"][reading]))


def readings() -> tuple[str, ...]:
    """Names of the readings that the file declares."""
    return tuple(_file()["reading"])


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("difficulty.toml").read_text(encoding="utf-8"))

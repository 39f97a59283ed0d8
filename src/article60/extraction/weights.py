"""Reads how much each signal speaks for an aid activity being anti-corruption assistance."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp
from typing import Any


@dataclass(frozen=True, slots=True)
class Weights:
    """The numbers and sentences of `lexicons/signals.toml`."""

    threshold: float
    near: float
    base: float
    boilerplate_records: int
    many_mentions: int
    short_text: int
    small_share: float
    opening: int
    sure_provision: float
    likely_provision: float
    general_articles: tuple[int, ...]
    signals: Mapping[str, Mapping[str, Any]]
    neighbours: Mapping[str, float]

    def weight(self, signal: str) -> float:
        """Weight of a signal, negative where it speaks against."""
        return float(self.signals[signal]["weight"])

    def reason(self, signal: str, found: str) -> str:
        """What a reader is shown."""
        return str(self.signals[signal]["says"]).replace("{}", found)

    def relevance(self, total: float) -> float:
        """From the sum of weights to a figure between 0 and 1."""
        return round(1 / (1 + exp(-(self.base + total))), 4)


@cache
def weights() -> Weights:
    """The weights that ship with the project."""
    text = files("article60.extraction").joinpath("lexicons/signals.toml").read_text(encoding="utf-8")
    return Weights(**tomllib.loads(text))

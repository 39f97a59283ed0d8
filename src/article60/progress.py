"""How long work tells that it goes on: what is gone through, and what shows nothing."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

Made = TypeVar("Made")

Progress = Callable[[Iterable[Any], str, int], Iterable[Any]]
"""Gives things on, one by one, under a label, with how many there will be."""


def silent(things: Iterable[Any], label: str, total: int) -> Iterable[Any]:
    """Progress that shows nothing."""
    return things


def under(progress: Progress, label: str, do: Callable[[], Made]) -> Made:
    """Do something of which no part can be counted, under a label that is shown meanwhile."""
    made: list[Made] = [one() for one in progress([do], label, 1)]
    return made[0]

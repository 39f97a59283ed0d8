"""How long work tells that it goes on: what is gone through, and what shows nothing."""

from collections.abc import Callable, Iterable
from typing import Any

Progress = Callable[[Iterable[Any], str, int], Iterable[Any]]
"""Gives things on, one by one, under a label, with how many there will be."""


def silent(things: Iterable[Any], label: str, total: int) -> Iterable[Any]:
    """Progress that shows nothing."""
    return things

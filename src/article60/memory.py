"""Gives memory back to the machine that this process keeps for itself though nothing stands in it any more."""

import ctypes
from functools import cache
from typing import Any


def give_back() -> None:
    """Give back what was let go, after work that for a moment needed far more than it leaves behind.

    Only the C library of GNU can be asked to; others do it when they like. What it takes is some milliseconds.
    """
    trim = _trim()
    if trim is not None:
        trim(0)


@cache
def _trim() -> Any:
    try:
        return getattr(ctypes.CDLL(None), "malloc_trim", None)
    except (OSError, TypeError):  # no library that can be asked by name
        return None

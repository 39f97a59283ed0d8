"""Reads the word lists that stand beside the modules of this package."""

import csv
from collections.abc import Mapping
from functools import cache
from importlib import resources


@cache
def rows(name: str) -> tuple[Mapping[str, str], ...]:
    """The rows of `<name>.csv` in this package; lines that begin with `#` tell where it comes from and are left out."""
    lines = resources.files("article60.text").joinpath(f"{name}.csv").read_text(encoding="utf-8").splitlines()
    return tuple(csv.DictReader((line for line in lines if line and not line.startswith("#")), restval=""))

"""Reads the codelists of this package: CSV files whose first lines, marked `#`, say where and when each was read."""

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from itertools import dropwhile, takewhile
from types import MappingProxyType


class UnknownList(KeyError):
    """No codelist of that name stands in this package."""


def _lines(name: str) -> list[str]:
    """Lines of `codes/<name>.csv`; `name` may hold a folder, as `iati/Sector`."""
    resource = files("article60.codes").joinpath(f"{name}.csv")
    if not resource.is_file():
        raise UnknownList(f"codelist {name}: no such file in article60/codes")
    return resource.read_text(encoding="utf-8").splitlines()


def _is_header(line: str) -> bool:
    """Header lines stand before all others and begin with `#`."""
    return line.startswith("#")


@cache
def rows(name: str) -> tuple[Mapping[str, str], ...]:
    """All rows of `codes/<name>.csv` in the order of the file, by column name; every value is text, empty if unknown."""
    lines = dropwhile(_is_header, _lines(name))
    return tuple(MappingProxyType(row) for row in csv.DictReader(lines, strict=True))


@cache
def by_code(name: str) -> Mapping[str, Mapping[str, str]]:
    """The rows of a codelist by their code, which is always its first column."""
    listed = rows(name)
    key = next(iter(listed[0]))
    return MappingProxyType({row[key]: row for row in listed})


@cache
def header(name: str) -> Mapping[str, str]:
    """What the `# key: value` lines of a codelist say: always `source` and `date`, often `note`."""
    pairs = (line.lstrip("# ").partition(":") for line in takewhile(_is_header, _lines(name)))
    return MappingProxyType({key.strip(): value.strip() for key, _, value in pairs})

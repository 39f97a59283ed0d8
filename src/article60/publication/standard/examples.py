"""The example files of the needs standard: what each shows, and what the validator says of it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


class NoSuchExample(KeyError):
    """The standard has no example of that name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One file: a good one with the level that it reaches, a bad one with every finding."""

    file: str
    shows: str
    level: str | None
    findings: Sequence[Mapping[str, str]]


@cache
def examples() -> tuple[Example, ...]:
    """All examples, the good ones first, in the order in which a reader should meet them."""
    return tuple(Example(**one) for one in json.loads(_read("index.json")))


def content(file: str) -> bytes:
    """The bytes of an example, as `valid/minimal.json`. Raises NoSuchExample."""
    if file not in {one.file for one in examples()}:
        raise NoSuchExample(file)
    return _read(file)


def _read(file: str) -> bytes:
    return files("article60.publication.standard").joinpath("examples").joinpath(file).read_bytes()

"""Sentences in which the names of States are marked: [Sudan|SD]."""

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_MARKED = re.compile(r"\[([^|\]]*)\|([A-Z]{2})\]")


@dataclass(frozen=True)
class Sentence:
    """A sentence without its marks, and where which State is named in it."""

    language: str
    text: str
    names: tuple[tuple[int, int, str], ...]


@cache
def sentences() -> tuple[Sentence, ...]:
    return tuple(_read(row["language"], row["text"]) for row in beside("state_sentences"))


def beside(name: str) -> list[dict[str, str]]:
    """The rows of a file that stands with the tests of text."""
    with (Path(__file__).parent / "text" / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _read(language: str, marked: str) -> Sentence:
    text, names, done = "", [], 0
    for mark in _MARKED.finditer(marked):
        text += marked[done : mark.start()]
        names.append((len(text), len(text) + len(mark[1]), mark[2]))
        text, done = text + mark[1], mark.end()
    return Sentence(language, text + marked[done:], tuple(names))

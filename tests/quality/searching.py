"""How often the search finds, among the first ten of its kind, what a question in one of six languages must find."""

import csv
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from article60.publication.search import search

QUESTIONS = Path(__file__).parent / "search/QUESTIONS.tsv"
FIRST = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question with the records of the demo that it must find, and those of them that stood too far down or nowhere."""

    language: str
    half: str
    about: str
    question: str
    finds: tuple[str, ...]
    missing: tuple[str, ...] = ()


def questions(path: Path = QUESTIONS) -> list[Asked]:
    """The questions as they were written."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [Asked(**row | {"finds": tuple(row["finds"].split(" "))}) for row in rows]


def answered(connection: sqlite3.Connection, asked: Iterable[Asked], *, first: int = FIRST) -> list[Asked]:
    """Each question with what is missing from the first records of each kind."""
    return [_answered(connection, one, first) for one in asked]


def _answered(connection: sqlite3.Connection, one: Asked, first: int) -> Asked:
    found = {hit.id for hit in search(connection, one.question, language=one.language, limit=first).hits}
    return Asked(
        language=one.language,
        half=one.half,
        about=one.about,
        question=one.question,
        finds=one.finds,
        missing=tuple(identifier for identifier in one.finds if identifier not in found),
    )


def shares(asked: Sequence[Asked]) -> Mapping[str, float]:
    """Share of questions with nothing missing: of all, of the half held back, and in its worst language."""
    by_language: dict[str, list[Asked]] = defaultdict(list)
    for one in asked:
        if one.half == "held_back":
            by_language[one.language].append(one)
    return {
        "found": _share(asked),
        "held_back_found": _share([one for one in asked if one.half == "held_back"]),
        "worst_language": min(map(_share, by_language.values())),
    }


def _share(asked: Sequence[Asked]) -> float:
    return sum(not one.missing for one in asked) / len(asked)

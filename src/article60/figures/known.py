"""Counts that were made before: those over tables which stay the same from run to run are kept, and not made again."""

import json
import re
from collections.abc import Collection
from pathlib import Path
from typing import Any

Question = tuple[str, tuple[str | int, ...]]
"""A query and its values."""

Known = dict[Question, list[tuple[Any, ...]]]
"""What queries found on one set of rows."""

_TABLE = re.compile(r'\b(?:FROM|JOIN) "?(\w+)"?(?!\w|\()')


def tables_of(query: str) -> set[str]:
    """The tables that a query of a figure reads."""
    return set(_TABLE.findall(query))


def over(known: Known, tables: Collection[str]) -> Known:
    """Of what is known, that which follows from these tables alone."""
    return {question: found for question, found in known.items() if tables_of(question[0]) <= set(tables)}


def load(path: Path) -> Known:
    """What was saved; nothing where no such file stands."""
    if not path.is_file():
        return {}
    return {(query, tuple(values)): [tuple(row) for row in found] for query, values, found in json.loads(path.read_bytes())}


def save(path: Path, known: Known) -> None:
    """Write what is known, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(path.name + ".part")
    unfinished.write_text(json.dumps([[*question, found] for question, found in known.items()]), encoding="utf-8")
    unfinished.replace(path)

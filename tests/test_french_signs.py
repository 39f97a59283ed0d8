"""French signs stay with their words, wherever people read them: pages, codes, reports, the catalogue of data."""

import csv
import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from article60.web.words import catalogue

HOME = Path(str(files("article60")))
PARTED = re.compile(r"\S [;!?»]|« | :(?:\s|$)|\d %")
TOLD = [path.relative_to(HOME) for path in sorted(HOME.rglob("*.toml"))]
CODES = [path.relative_to(HOME) for path in sorted((HOME / "codes").glob("*.csv"))]


def test_on_pages() -> None:
    forms = [text for one in catalogue("fr") for text in ([one.string] if isinstance(one.string, str) else one.string)]
    assert [text for text in forms if PARTED.search(text)] == []


@pytest.mark.parametrize("path", CODES, ids=str)
def test_in_codes(path: Path) -> None:
    lines = (line for line in (HOME / path).read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    assert [row["fr"] for row in csv.DictReader(lines) if PARTED.search(row.get("fr") or "")] == []


@pytest.mark.parametrize("path", TOLD, ids=str)
def test_in_reports_and_figures(path: Path) -> None:
    told = tomllib.loads((HOME / path).read_text(encoding="utf-8"))
    assert [text for text in _french(told) if PARTED.search(text)] == []


def _french(told: Any) -> Iterator[str]:
    """Every text that stands under `fr`, however deep."""
    for name, inner in told.items():
        if name == "fr" and isinstance(inner, str):
            yield inner
        elif isinstance(inner, dict):
            yield from _french(inner)
        elif isinstance(inner, list):
            yield from (text for one in inner if isinstance(one, dict) for text in _french(one))

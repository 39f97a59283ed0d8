"""Passages that carry the words of needs and state none, each under the heading of the section in which such passages stand."""

import csv
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from article60.domain.statement import Statement

_HERE = Path(__file__).parent
_SENTENCES, _PASSAGES = (
    list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    for path in (_HERE / "hard_negatives.csv", _HERE.parents[1] / "reviews/hard_negatives.csv")
)


def _name(row: dict[str, str]) -> str:
    return f"{row['language']}: {row['text'][:40]}"


def test_there_are_as_many_passages_in_every_language() -> None:
    assert Counter(row["language"] for row in _PASSAGES) == dict.fromkeys(("ar", "en", "es", "fr", "ru", "zh"), 12)


@pytest.mark.parametrize("row", _SENTENCES, ids=_name)
def test_sentence_is_neither_a_need_nor_a_statement_of_no_need(
    row: dict[str, str], stated: Callable[..., list[Statement]]
) -> None:
    found = stated(row["text"], language=row["language"])
    assert [s.text for s in found if s.kind in ("need", "no_needs")] == []


@pytest.mark.parametrize("row", _PASSAGES, ids=_name)
def test_passage_of_a_section_is_no_need(row: dict[str, str], stated: Callable[..., list[Statement]]) -> None:
    found = stated(row["text"], language=row["language"], section=row["section"])
    assert [s.text for s in found if s.kind == "need"] == []

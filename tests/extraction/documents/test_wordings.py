"""Sentences that state a need or that nothing is needed, each standing under a heading on technical assistance needs."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from article60.domain.statement import Statement

_ROWS = list(csv.DictReader((Path(__file__).parent / "wordings.csv").read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("row", _ROWS, ids=lambda row: f"{row['language']}: {row['text'][:40]}")
def test_sentence_is_read_as_what_it_states(row: dict[str, str], stated: Callable[..., list[Statement]]) -> None:
    assert [s.kind for s in stated(row["text"], language=row["language"])] == [row["kind"]]

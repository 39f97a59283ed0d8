"""Sentences that look like needs and are none, each standing under a heading on technical assistance needs."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from article60.domain.passage import Passage
from article60.extraction.documents import extract

_HEADINGS = {
    "ar": "الاحتياجات من المساعدة التقنية",
    "en": "Technical assistance needs",
    "es": "Necesidades de asistencia técnica",
    "fr": "Besoins d’assistance technique",
    "ru": "Потребности в технической помощи",
    "zh": "技术援助需求",
}
_TITLES = {"ar": "القصيرة", "en": "Ndara", "es": "San Telmo", "fr": "Oromba", "ru": "Хорван", "zh": "兰海"}
_ROWS = list(csv.DictReader((Path(__file__).parent / "hard_negatives.csv").read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("row", _ROWS, ids=lambda row: f"{row['language']}: {row['text'][:40]}")
def test_look_alike_is_neither_a_need_nor_a_statement_of_no_need(
    row: dict[str, str], page: Callable[[str, str], list[Passage]]
) -> None:
    language = row["language"]
    text = f"H2 | {_TITLES[language]}\nH4 2.4. | {_HEADINGS[language]}\nP | {row['text']}"

    found = extract(page(text, language), file="f.txt", sha256="0" * 64, media_type="text/plain", pages=None)

    assert [s.text for s in found.statements if s.kind in ("need", "no_needs")] == []

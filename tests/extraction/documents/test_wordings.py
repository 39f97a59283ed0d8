"""Sentences that state a need or that nothing is needed, each standing under a heading on technical assistance needs."""

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
_ROWS = list(csv.DictReader((Path(__file__).parent / "wordings.csv").read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("row", _ROWS, ids=lambda row: f"{row['language']}: {row['text'][:40]}")
def test_sentence_is_read_as_what_it_states(row: dict[str, str], page: Callable[[str, str], list[Passage]]) -> None:
    language = row["language"]
    text = f"H2 | {_TITLES[language]}\nH4 2.4. | {_HEADINGS[language]}\nP | {row['text']}"

    found = extract(page(text, language), file="f.txt", sha256="0" * 64, media_type="text/plain", pages=None)

    assert [s.kind for s in found.statements] == [row["kind"]]

"""Passages that carry the words of needs, each under the heading of the section in which such passages stand."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from article60.domain.passage import Passage
from article60.extraction.documents import extract

_HEADINGS = {
    "needs": {
        "ar": "الاحتياجات من المساعدة التقنية",
        "en": "Technical assistance needs",
        "es": "Necesidades de asistencia técnica",
        "fr": "Besoins d’assistance technique",
        "ru": "Потребности в технической помощи",
        "zh": "技术援助需求",
    },
    "good_practices": {
        "ar": "التجارب الناجحة والممارسات الجيدة",
        "en": "Successes and good practices",
        "es": "Logros y buenas prácticas",
        "fr": "Succès et bonnes pratiques",
        "ru": "Успешные результаты и виды успешной практики",
        "zh": "成功经验和良好做法",
    },
    "challenges": {
        "ar": "التحديات التي تواجه التنفيذ",
        "en": "Challenges in implementation",
        "es": "Problemas en la aplicación",
        "fr": "Difficultés d’application",
        "ru": "Проблемы в осуществлении",
        "zh": "实施方面的挑战",
    },
    "observations": {
        "ar": "ملاحظات على تنفيذ المواد قيد الاستعراض",
        "en": "Observations on the implementation of the articles under review",
        "es": "Observaciones sobre la aplicación de los artículos objeto de examen",
        "fr": "Observations sur l’application des articles examinés",
        "ru": "Замечания по осуществлению статей, являющихся предметом обзора",
        "zh": "对所审议条款实施情况的意见",
    },
    "introduction": {
        "ar": "مقدمة",
        "en": "Introduction",
        "es": "Introducción",
        "fr": "Introduction",
        "ru": "Введение",
        "zh": "导言",
    },
}
_TITLES = {"ar": "القصيرة", "en": "Ndara", "es": "San Telmo", "fr": "Oromba", "ru": "Хорван", "zh": "兰海"}
_ROWS = list(
    csv.DictReader((Path(__file__).parents[2] / "reviews/hard_negatives.csv").read_text(encoding="utf-8").splitlines())
)


def test_there_are_enough_of_them_in_every_language() -> None:
    assert {language: sum(row["language"] == language for row in _ROWS) for language in _TITLES} == dict.fromkeys(_TITLES, 12)


@pytest.mark.parametrize("row", _ROWS, ids=lambda row: f"{row['language']}: {row['text'][:40]}")
def test_look_alike_is_no_need(row: dict[str, str], page: Callable[[str, str], list[Passage]]) -> None:
    language = row["language"]
    words = row["text"].replace("|", "/")
    text = f"H2 | {_TITLES[language]}\nH4 2.4. | {_HEADINGS[row['section']][language]}\nP | {words}"

    found = extract(page(text, language), file="f.txt", sha256="0" * 64, media_type="text/plain", pages=None)

    assert [s.text for s in found.statements if s.kind == "need"] == []

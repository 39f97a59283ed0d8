"""Passages made from a short notation, so that a test shows a page as a reader sees it."""

from collections.abc import Callable, Sequence

import pytest

from article60.domain.passage import Passage
from article60.domain.statement import Statement
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
_KINDS = {"P": "paragraph", "I": "list_item", "R": "table_row", "F": "footnote", "C": "contents"}


def passages_of(page: str, language: str) -> list[Passage]:
    """One passage a line: `H2 2.4 | Technical assistance needs`, `I1 (a) | words`, `P | words`, `R | cell | cell`."""
    made: list[Passage] = []
    head_cells: tuple[str, ...] = ()
    for position, line in enumerate(line for line in page.splitlines() if line.strip()):
        mark, *rest = (piece.strip() for piece in line.split("|"))
        sign, _, label = mark.partition(" ")
        cells = tuple(rest) if sign == "R" else ()
        head_cells = (head_cells or cells) if cells else ()
        made.append(_passage(position, sign, label, rest, language=language, cells=cells, head_cells=head_cells))
    return made


def _passage(
    position: int,
    sign: str,
    label: str,
    rest: Sequence[str],
    *,
    language: str,
    cells: tuple[str, ...],
    head_cells: tuple[str, ...],
) -> Passage:
    return Passage(
        document_sha256="0" * 64,
        position=position,
        kind="heading" if sign.startswith("H") else _KINDS[sign[0]],
        text=" ".join(cell for cell in rest if cell),
        label=label or None,
        level=int(sign[1:] or 0) if sign[1:].isdigit() else 0,
        section=None,
        section_path=(),
        cells=cells,
        head_cells=head_cells,
        page=position // 20 + 1,
        page_index=position // 20,
        boxes=(),
        language=language,
        direction="rtl" if language == "ar" else "ltr",
        bold=sign.startswith("H"),
        italic=False,
        size=None,
        how="text",
    )


@pytest.fixture(scope="session")
def page() -> Callable[[str, str], list[Passage]]:
    """The maker of passages."""
    return passages_of


@pytest.fixture(scope="session")
def stated() -> Callable[..., list[Statement]]:
    """The reader of one paragraph under the heading of a section, in a document about an invented State."""

    def read(text: str, *, language: str, section: str = "needs") -> list[Statement]:
        words = text.replace("|", "/")  # the notation parts cells with it
        page = f"H2 | {_TITLES[language]}\nH4 2.4. | {_HEADINGS[section][language]}\nP | {words}"
        found = extract(passages_of(page, language), file="f.txt", sha256="0" * 64, media_type="text/plain", pages=None)
        return list(found.statements)

    return read

"""Rows of tables of needs: what is wanted, the row as printed, the body named."""

from collections.abc import Callable

import pytest

from article60.domain.passage import Passage
from article60.domain.statement import Statement
from article60.extraction.documents import extract
from article60.extraction.documents.lines import statement_line

Page = Callable[[str, str], list[Passage]]
_HEADINGS = {
    "ar": "H2 | القصيرة\nH4 2.4. | الاحتياجات من المساعدة التقنية",
    "en": "H2 | Ndara\nH4 2.4. | Technical assistance needs",
    "fr": "H2 | Oromba\nH4 2.4. | Besoins d’assistance technique",
    "zh": "H2 | 兰海\nH4 2.4. | 技术援助需求",
}


def _only(page: Page, language: str, head: str, row: str) -> Statement:
    text = f"{_HEADINGS[language]}\nR | {head}\nR | {row}"
    (found,) = extract(page(text, language), file="x", sha256="0" * 64, media_type="text/plain", pages=None).statements
    return found


@pytest.mark.parametrize(
    ("language", "head", "row", "wanted"),
    [
        ("en", "Article | Assistance needed | Type", "57 | Model agreement on the return of assets | Model agreements",
         "Model agreement on the return of assets"),
        ("en", "Article | Type of assistance | Remarks", "Art. 11 | Capacity-building | Joint seminars for inspectors",
         "Joint seminars for inspectors"),
        ("en", "Article | Type of assistance | Remarks", "Art. 11 | Legal advice | on the handling of complaints",
         "Legal advice | on the handling of complaints"),
        ("en", "Article | Type of assistance | Institution", "Art. 11 | Legal advice | Judicial Council", "Legal advice"),
        ("en", "Article | Type of assistance | Priority", "Art. 11 | Legal advice | High", "Legal advice"),
        ("en", "Article | Legal advice | Training", "Art. 11 | x | x", "Legal advice | Training"),
        ("fr", "Article | Objet | Forme d’assistance", "Art. 9 | Réclamations des soumissionnaires | Plateforme électronique",
         "Réclamations des soumissionnaires | Plateforme électronique"),
        ("ar", "المادة | نوع المساعدة | ملاحظات", "المادة 58 | برامجيات | اقتناء برامجية لتحليل بلاغات المعاملات المشبوهة",
         "اقتناء برامجية لتحليل بلاغات المعاملات المشبوهة"),
        ("zh", "条款 | 所需援助 | 援助类型", "第八条第五款 | 开发财产申报核查系统 | 科技援助", "开发财产申报核查系统"),
    ],
)  # fmt: skip
def test_text_is_what_is_wanted(page: Page, language: str, head: str, row: str, wanted: str) -> None:
    assert _only(page, language, head, row).text == wanted


def test_quote_is_the_row_as_printed_with_its_borders(page: Page) -> None:
    row = "57 | Model agreement on the return of assets | Model agreements"

    assert _only(page, "en", "Article | Assistance needed | Type", row).evidence[0].quote == row


def test_line_holds_the_words_as_printed(page: Page) -> None:
    text = f"{_HEADINGS['en']}\nR | Article | Assistance needed | Type\nR | 57 | Training of judges | Capacity-building"
    found = extract(page(text, "en"), file="x", sha256="0" * 64, media_type="text/plain", pages=None)

    lines = [statement_line(s, found.document) for s in found.statements]
    assert [line["text"] for line in lines] == ["57 | Training of judges | Capacity-building"]


def test_head_of_its_column_stands_before_a_tick(page: Page) -> None:
    found = _only(page, "en", "Article | Legal advice | Training", "Art. 11 | x | -")

    assert found.evidence[0].quote == "Art. 11 | Legal advice x"


@pytest.mark.parametrize(
    ("head", "row", "body"),
    [
        ("Article | Assistance needed | Type", "6 | An adviser in the Audit Office | On-site assistance", "Audit Office"),
        ("Article | Assistance needed | Institution", "Art. 6 | An adviser | The Audit Office", "Audit Office"),
        ("Article | Assistance needed | Institution", "Art. 6 | An adviser | All offices", None),
        ("Article | Assistance needed | Remarks", "Art. 6 | An adviser | Audit Office", "Audit Office"),
        ("Article | Assistance needed | Type", "9 | Amendment of the Audit Office Act | Legislative assistance", None),
    ],
)
def test_body_is_named_within_one_cell(page: Page, head: str, row: str, body: str | None) -> None:
    assert _only(page, "en", head, row).beneficiary == body


def test_second_row_of_heads_is_no_need(page: Page) -> None:
    text = (
        f"{_HEADINGS['en']}\nR | Annex | 2 | \nR | | Type of assistance | Remarks\nR | Art. 11 | Legal advice | Rules of court"
    )
    found = extract(page(text, "en"), file="x", sha256="0" * 64, media_type="text/plain", pages=None).statements

    assert [s.provisions for s in found] == [("11",)]

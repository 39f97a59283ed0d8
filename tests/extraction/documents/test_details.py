"""Rank, body and provider of statements, and the JSON lines in which they are printed."""

import json
from collections.abc import Callable

import pytest

from article60.domain.passage import Passage
from article60.extraction.documents import extract
from article60.extraction.documents.beneficiary import beneficiary
from article60.extraction.documents.lines import document_line, statement_line
from article60.extraction.documents.priority import priority
from article60.extraction.documents.wording import Reader, words_of

Page = Callable[[str, str], list[Passage]]


@pytest.mark.parametrize(
    ("language", "text", "rank"),
    [
        ("en", "Legal advice (art. 16) is the top priority", "top priority"),
        ("fr", "Formation des juges, demandée en priorité", "en priorité"),
        ("es", "Capacitación de jueces (prioridad alta)", "prioridad alta"),
        ("ru", "обучение судей в первую очередь", "в первую очередь"),
        ("ar", "تدريب القضاة على سبيل الأولوية", "على سبيل الأولوية"),
        ("zh", "最优先的是法官培训", "最优先"),
        ("en", "Training on the prior use of funds", None),
    ],
)
def test_rank_is_given_in_the_words_of_the_document(language: str, text: str, rank: str | None) -> None:
    reader = Reader(tongues=(language,))

    assert priority(words_of(text, reader), reader) == rank


@pytest.mark.parametrize(
    ("language", "text", "body"),
    [
        ("en", "Training for the Office of the Ombudsman (art. 36)", "Office of the Ombudsman"),
        ("en", "Software for the OSC", "OSC"),
        ("en", "The Audit Office would need a manual", "Audit Office"),
        ("en", "prosecutors, in the application of the Act on the Liability of Corporate Bodies", None),
        ("en", "Comments on sections 4 and 11 of the Financial Services Ordinance", None),
        ("en", "Help for the Law Commission", "Law Commission"),
        ("en", "Training for authorities responsible for asset management", None),
        ("fr", "Formation au profit de la Cour des comptes", "Cour des comptes"),
        ("fr", "Le Parquet général aurait besoin d’un logiciel", "Parquet général"),
        ("fr", "Rédaction d’une loi portant création de la Commission nationale de probité", None),
        ("fr", "La Banque mondiale a aidé à créer un registre", None),
        ("es", "Capacitación de la Fiscalía General", "Fiscalía General"),
        ("es", "Modificación de la Ley de la Comisión de Integridad", None),
        ("ru", "создание в Главной прокуратуре подразделения по возвращению активов", "Главная прокуратура"),
        ("ru", "обучение сотрудников Генеральной прокуратуры (статья 36)", "Генеральная прокуратура"),
        ("ru", "помощь Высшему судебному совету", "Высший судебный совет"),
        ("ru", "компьютеры для Национального бюро по борьбе с коррупцией", "Национальное бюро по борьбе с коррупцией"),
        ("ar", "مشورة قانونية لوزارة العدل", "وزارة العدل"),
        ("zh", "为最高检察院举办培训班", "最高检察院"),
        ("zh", "增设投标人申诉模块，并教会中央采购局审查员使用该模块", "中央采购局"),
    ],
)
def test_body_is_named_only_where_it_is_definite(language: str, text: str, body: str | None) -> None:
    assert beneficiary(text, language) == body


def test_providers_are_joined_in_the_order_of_the_words(page: Page) -> None:
    heading = "H4 2.1. | Observations on the implementation of the articles"
    text = f"H2 | Ndara\n{heading}\nP | UNODC and the World Bank financed a course."

    found = extract(page(text, "en"), file="x", sha256="0" * 64, media_type="text/plain", pages=None)

    assert [s.provider for s in found.statements] == ["UNODC; World Bank"]


def test_lines_are_those_of_the_contract(page: Page) -> None:
    text = "H2 | Ndara\nH4 2.4. | Technical assistance needs\nI1 – | Legal advice (art. 16)"
    found = extract(page(text, "en"), file="x.txt", sha256="0" * 64, media_type="text/plain", pages=None)

    head = json.loads(json.dumps(document_line(found.document)))
    line = json.loads(json.dumps(statement_line(found.statements[0], found.document)))

    assert (head["kind"], head["document"], head["state"]) == ("document", "x.txt", "XA")
    assert (line["kind"], line["provisions"], line["state"], line["section"]) == ("need", ["16"], "XA", "2.4")
    assert line["evidence"][0]["how"] == "text; list item under the needs heading"
    assert 0 < line["evidence"][0]["confidence"] <= 1


@pytest.mark.parametrize(
    ("lead", "item", "types"),
    [
        ("Capacity-building programmes for:", "prosecutors, in the application of the Act on Legal Persons (art. 26)",
         ("capacity_building",)),
        ("Capacity-building programmes for:", "legal advice on article 26", ("legal_advice",)),
        ("Capacity-building:", "software for the registry (art. 26)", ("technological",)),
    ],
)  # fmt: skip
def test_item_has_the_type_of_the_lead_that_it_completes(lead: str, item: str, types: tuple[str, ...], page: Page) -> None:
    text = f"H2 | Ndara\nH4 2.4. | Technical assistance needs\nI1 – | {lead}\nI2 – | {item}"
    (found,) = extract(page(text, "en"), file="x", sha256="0" * 64, media_type="text/plain", pages=None).statements

    assert found.types == types

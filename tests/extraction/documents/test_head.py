"""The head of a document in six languages, and its checks against the body."""

from collections.abc import Callable
from datetime import date

import pytest

from article60.domain.document import Document
from article60.domain.passage import Passage
from article60.extraction.documents import extract

Page = Callable[[str, str], list[Passage]]

_PAGES = {
    "en": """
P | United Nations DEMO/IRG/II/4/1/Add.3
P | Distr.: General
P | 4 June 2021
P | Original: English
P | Vienna, 14–18 June 2021
H1 | Executive summary
F | * DEMO/IRG/2021/1.
H1 II. | Executive summary
H2 | Velmora
H3 1. | Introduction: overview of the legal and institutional framework of Velmora
P | The first-cycle review of Velmora was carried out by Ndara and Oromba.
P | The present review was conducted by Norvald and Sudrovia in the fourth year of the second review cycle.
H3 2. | Chapter II: preventive measures
H4 2.4. | Technical assistance needs
P | No technical assistance needs were identified.
""",
    "fr": """
P | Nations Unies DEMO/IRG/II/4/1/Add.3
P | Distr. générale
P | 4 juin 2021
P | Original : anglais
P | Vienne, 14-18 juin 2021
H1 | Résumé analytique
H1 II. | Résumé analytique
H2 | Velmora
P | L’examen de Velmora a été effectué par Norvald et la Sudrovie au cours de la quatrième année du deuxième cycle d’examen.
H3 2. | Chapitre II : mesures préventives
H4 2.4. | Besoins d’assistance technique
P | Aucun besoin n’a été recensé.
""",
    "es": """
P | Naciones Unidas DEMO/IRG/II/4/1/Add.3
P | Distr. general
P | 4 de junio de 2021
P | Original: inglés
P | Viena, 14 a 18 de junio de 2021
H1 | Resumen
H1 II. | Resumen
H2 | Velmora
P | El examen de Velmora fue realizado por Norvald y Sudrovia en el cuarto año del segundo ciclo de examen.
H3 2. | Capítulo II: medidas preventivas
H4 2.4. | Necesidades de asistencia técnica
P | No se determinaron necesidades de asistencia técnica.
""",
    "ru": """
P | Организация Объединенных Наций DEMO/IRG/II/4/1/Add.3
P | Distr.: General
P | 4 June 2021
P | Original: English
P | Вена, 14–18 июня 2021 года
H1 | Резюме
H1 II. | Резюме
H2 | Вельмора
P | Обзор по Вельморе проводили Норвальд и Судровия в четвертый год второго цикла обзора.
H3 2. | Глава II: меры по предупреждению коррупции
H4 2.4. | Потребности в технической помощи
P | Потребностей в технической помощи выявлено не было.
""",
    "ar": """
P | الأمم المتحدة DEMO/IRG/II/4/1/Add.3
P | Distr.: General
P | 4 June 2021
P | Original: English
P | فيينا، 14-18 حزيران/يونيه 2021
H1 | خلاصة وافية
H1 ثانياً- | خلاصة وافية
H2 | فيلمورا
P | واستعرضت نورفالد وسودروفيا تنفيذ فيلمورا للاتفاقية في السنة الرابعة من الدورة الثانية.
H3 2- | الفصل الثاني: التدابير الوقائية
H4 2-4- | الاحتياجات من المساعدة التقنية
P | ولم تُحدَّد أي احتياجات من المساعدة التقنية.
""",
    "zh": """
P | 联合国 DEMO/IRG/II/4/1/Add.3
P | Distr.: General
P | 4 June 2021
P | Original: English
P | 2021年6月14日至18日，维也纳
H1 | 内容提要
H1 二. | 内容提要
H2 | 韦尔莫拉
P | 对韦尔莫拉的审议由诺瓦尔德和苏德罗维亚在第二个审议周期的第四年进行。
H3 2. | 第二章：预防措施
H4 2.4. | 技术援助需求
P | 没有查明技术援助需求。
""",
}


def _read(page: Page, text: str, language: str) -> Document:
    passages = page(text, language)
    return extract(passages, file="x.txt", sha256="0" * 64, media_type="text/plain", pages=None).document


@pytest.mark.parametrize("language", sorted(_PAGES))
def test_head_is_read_in_six_languages(language: str, page: Page) -> None:
    document = _read(page, _PAGES[language], language)

    assert document.symbol == "DEMO/IRG/II/4/1/Add.3"
    assert (document.document_kind, document.series) == ("executive_summary", "document")
    assert (document.language, document.original_language) == (language, "en")
    assert (document.cycle, document.year_of_cycle) == (2, 4)
    assert (document.states, document.reviewers) == (("XG",), ("XL", "XH"))
    assert document.issued_on == date(2021, 6, 4)
    assert document.notes == ()


def test_symbol_and_body_that_disagree_are_noted(page: Page) -> None:
    document = _read(page, _PAGES["en"].replace("fourth year of the second", "third year of the second"), "en")

    assert document.year_of_cycle == 4
    assert document.notes == ("the symbol is of year 4 of the cycle, the text says year 3",)


def test_conference_room_paper_takes_cycle_and_year_from_the_body(page: Page) -> None:
    text = _PAGES["en"].replace("DEMO/IRG/II/4/1/Add.3", "DEMO/IRG/2021/CRP.5").replace("Original: English", "English only")

    document = _read(page, text, "en")

    assert (document.series, document.cycle, document.year_of_cycle) == ("conference_room_paper", 2, 4)
    assert document.original_language == "en"


def test_corrigendum_names_the_document_it_corrects(page: Page) -> None:
    document = _read(page, _PAGES["en"].replace("Add.3", "Add.3/Corr.1", 1), "en")

    assert document.revision_of == "DEMO/IRG/II/4/1/Add.3"


def test_two_states_of_one_document_keep_their_statements_apart(page: Page) -> None:
    text = """
P | United Nations DEMO/IRG/I/1/1
H1 | Executive summary
H1 II. | Executive summaries
H2 A. | Ndara
H3 2. | Chapter III: criminalization and law enforcement
H4 2.4 | Technical assistance needs
I1 • | Legal advice (art. 16)
H2 B. | Qasira
H3 2. | Chapter III: criminalization and law enforcement
H4 2.4 | Technical assistance needs
I1 • | Model legislation (art. 20)
"""

    found = extract(page(text, "en"), file="x.txt", sha256="0" * 64, media_type="text/plain", pages=None)

    assert found.document.states == ("XA", "XD")
    assert [(s.state, s.provisions, s.chapter) for s in found.statements] == [("XA", ("16",), "III"), ("XD", ("20",), "III")]


@pytest.mark.parametrize(
    ("headings", "states", "doubt"),
    [
        (("Ndara", "Oromba", "Norvald"), (), "no State party named in title or headings"),
        (("Ndara", "Ndara"), (), "no State party named in title or headings"),
        (("Ndara",) * 3 + ("Oromba",) * 3, (), "no State party named in title or headings"),
        (("Ndara",) * 4 + ("Oromba",) * 3, ("XA",), "no title names the State party; taken for XA, which is named most"),
    ],
)
def test_state_without_a_title_is_the_one_named_again_and_again_and_more_than_all_others(
    page: Page, headings: tuple[str, ...], states: tuple[str, ...], doubt: str
) -> None:
    text = "P | A budget of a programme\n" + "".join(
        f"H1 {number}. | Assistance that was given over the years, and in the course of several programmes, to {name}\n"
        for number, name in enumerate(headings, start=1)
    )

    document = _read(page, text, "en")

    assert document.states == states and doubt in document.notes


def test_document_in_another_language_is_read_as_english_with_a_doubt(page: Page) -> None:
    words = (
        "Der Bericht über die Umsetzung des Übereinkommens beschreibt, welche Gesetze die Regierung inzwischen geändert hat."
    )
    found = _read(page, f"P | {words}", "de")

    assert found.language == "en"
    assert "in none of the six languages of the United Nations, as far as can be told; read as English" in found.notes


def test_missing_heading_on_needs_is_noted(page: Page) -> None:
    text = _PAGES["en"].split("H4 2.4.")[0]

    assert "no heading on technical assistance needs was found" in _read(page, text, "en").notes

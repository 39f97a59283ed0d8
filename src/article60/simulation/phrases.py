"""The words of invented needs and activities: statements labelled for the head of tagging, kept apart for the two sides."""

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from article60.codes.languages import LANGUAGES
from article60.domain.provision import article_of, sort_key
from article60.extraction.head.examples import statements

NEEDS, AID = "needs", "aid"

FALLBACK, NOTHING = "en", ""

BODIES: Mapping[str, Sequence[str]] = {
    "ar": ("هيئة مكافحة الفساد", "النيابة العامة", "وحدة الاستخبارات المالية", "ديوان المحاسبة", "هيئة المشتريات العامة",
           "وزارة العدل", "المحكمة العليا", "لجنة الخدمة المدنية", "الشرطة القضائية", "مصلحة الجمارك"),
    "en": ("Anti-Corruption Commission", "Office of the Prosecutor General", "Financial Intelligence Unit", "Court of Audit",
           "Public Procurement Authority", "Ministry of Justice", "Supreme Court", "Civil Service Commission",
           "Criminal Police Directorate", "Customs Service"),
    "es": ("Comisión Anticorrupción", "Fiscalía General", "Unidad de Inteligencia Financiera", "Tribunal de Cuentas",
           "Autoridad de Contratación Pública", "Ministerio de Justicia", "Corte Suprema", "Comisión de la Función Pública",
           "Policía de Investigaciones", "Servicio de Aduanas"),
    "fr": ("Commission anticorruption", "Parquet général", "Cellule de renseignement financier", "Cour des comptes",
           "Autorité des marchés publics", "Ministère de la justice", "Cour suprême", "Commission de la fonction publique",
           "Police judiciaire", "Service des douanes"),
    "ru": ("Антикоррупционная комиссия", "Генеральная прокуратура", "Подразделение финансовой разведки", "Счетная палата",
           "Управление государственных закупок", "Министерство юстиции", "Верховный суд", "Комиссия по гражданской службе",
           "Управление уголовной полиции", "Таможенная служба"),
    "zh": ("反腐败委员会", "总检察院", "金融情报中心", "审计法院", "公共采购管理局", "司法部", "最高法院", "公务员委员会",
           "刑事警察局", "海关总署"),
}  # fmt: skip
"""Bodies that benefit, in the same order in every language."""


class Phrases:
    """Draws words about a subject in a language; those of needs never serve for an activity, nor the other way round."""

    def __init__(self, side: str) -> None:
        self._by_subject: dict[tuple[str, str], list[str]] = defaultdict(list)
        for number, example in enumerate(statements()):
            if (number % 2 == 0) == (side == NEEDS):
                self._by_subject[(subject_of(example.provision), example.language)].append(example.text)

    def about(self, subject: str | None, language: str, chance: random.Random) -> tuple[str, str]:
        """Words about a subject, or about nothing in particular, and the language in which they could be had."""
        for tongue in (language, FALLBACK, *LANGUAGES):
            if found := self._by_subject.get((subject or NOTHING, tongue)):
                return chance.choice(found), tongue
        raise LookupError(f"no words about {subject}")


def subject_of(provision: str) -> str:
    """The paragraph in which a clause stands, or the article itself: what one piece of assistance can be about."""
    article, *letters = provision.split("(")
    return f"{article}({letters[0]}" if letters and letters[0].rstrip(")").isdigit() else article


def related(one: str, other: str) -> bool:
    """Whether two subjects are so near that work on the one may answer a need for the other: of one article."""
    return article_of(one) == article_of(other)


@cache
def subjects() -> tuple[str, ...]:
    """What needs and activities can be about: the subjects about which there are words on both sides."""
    sides = [{subject_of(example.provision) for n, example in enumerate(statements()) if n % 2 == side} for side in (0, 1)]
    return tuple(sorted(sides[0] & sides[1] - {NOTHING}, key=sort_key))


@cache
def articles() -> tuple[str, ...]:
    """The articles of all subjects."""
    return tuple(dict.fromkeys(map(article_of, subjects())))

"""Languages of short texts."""

import csv
from pathlib import Path

import pytest

from article60.codes.languages import LANGUAGES
from article60.text.language import detect

_DOCUMENTS = Path(__file__).parents[1] / "extraction" / "documents"
_STATEMENTS = [
    row
    for name in ("wordings", "hard_negatives")
    for row in csv.DictReader((_DOCUMENTS / f"{name}.csv").read_text(encoding="utf-8").splitlines())
]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Courses for judges on the seizure of virtual assets", "en"),
        ("Renforcement des capacités des juges d’instruction", "fr"),
        ("Cursos para jueces sobre el decomiso de activos virtuales", "es"),
        ("Мероприятия по подготовке", "ru"),
        ("دورات للقضاة بشأن حجز الأصول الافتراضية", "ar"),
        ("为法官举办扣押虚拟资产的培训班", "zh"),
        ("Utbildning för domare om beslag av virtuella tillgångar", "sv"),
        ("Підготовка суддів з питань арешту активів", "uk"),
        ("آموزش قضات در زمینه توقیف دارایی‌های مجازی", "fa"),
        ("UNODC 支持反腐败机构", "zh"),
        ("汚職防止に関する研修", "ja"),
        ("판사를 위한 가상자산 몰수 교육", "ko"),
        ("ججوں اور استغاثہ کے لیے اثاثوں کی ضبطی پر تربیت", "ur"),
        ("آموزش قضات در زمينه پيشگيري از فساد و همكاري بين المللي", "fa"),  # with the Arabic kaf and ya
        ("Обучение на съдии по отнемане на незаконно придобито имущество", "bg"),
        ("Навчання слідчих та прокурорів з питань повернення активів", "uk"),
        ("Подготовка прокуроров по вопросам возврата активов", "ru"),
        ("Formação de magistrados em matéria de recuperação de ativos", "pt"),
        ("Formazione dei magistrati in materia di recupero dei beni", "it"),
        ("Schulung von Richterinnen und Richtern zur Vermögensabschöpfung", "de"),
        ("Opleiding van rechters over de inbeslagneming van virtuele activa", "nl"),
        ("CAPACITACION DE JUECES Y FISCALES EN MATERIA DE RECUPERACION DE ACTIVOS", "es"),
        ("RENFORCEMENT DES CAPACITES DES JUGES D’INSTRUCTION ET DES ENQUETEURS", "fr"),
        ("追回被盗资产倡议（Stolen Asset Recovery Initiative）", "zh"),
        ("Инициатива СтАР (Stolen Asset Recovery Initiative, UNODC)", "ru"),
        ("The Supreme People’s Procuratorate (最高人民检察院) answered", "en"),
        ("联合国毒品和犯罪问题办公室https://www.unodc.org/unodc/en/corruption/index.html", "zh"),
        (
            "O projeto de formação dos juízes e dos procuradores que se ocupam da recuperação de ativos no país",
            "pt",
        ),
        (
            "Il progetto di formazione dei giudici che si occupano del recupero dei beni e della cooperazione con la giustizia",
            "it",
        ),
        ("Proiectul de formare a judecătorilor care se ocupă de recuperarea bunurilor și de cooperarea cu alte state", "ro"),
        (
            "Het project voor de opleiding van rechters die zich bezighouden met het terugvorderen van activa",
            "nl",
        ),
        ("Projet « Tools for the Courts »: la formation des juges et des procureurs sur le recouvrement des avoirs", "fr"),
        ("Proyecto «Tools for the Courts»: la formación de los jueces y de los fiscales en la recuperación de activos", "es"),
        ("The project “Justice pour les victimes de la traite” is for judges and for those of the courts that hear them", "en"),
        ("Напишите нам: the.secretariat.of.the.conference@example.org", "ru"),
        ("通过 goAML、SIENA 和 GlobE Network 平台交换信息", "zh"),
    ],
)
def test_language_is_told(text, language):
    assert detect(text) == language


@pytest.mark.parametrize("text", ["", "12.4", "Training", "UNODC, FATF", "…"])
def test_too_short_to_tell(text):
    assert detect(text) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_language_of_forty_letters_is_told_also_in_capitals(language):
    texts = [_opening(row["text"], 13 if language == "zh" else 40) for row in _STATEMENTS if row["language"] == language]

    wrong = [text for text in texts for printed in (text, text.upper()) if text and detect(printed) != language]

    assert texts
    assert not wrong


def _opening(text: str, letters: int) -> str:
    """The text up to its so manieth letter; nothing of a shorter one."""
    ends = [place for place, character in enumerate(text, start=1) if character.isalpha()]
    return text[: ends[letters - 1]] if len(ends) >= letters else ""

"""Languages of short texts."""

import pytest

from article60.text.language import detect


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
    ],
)
def test_language_is_told(text, language):
    assert detect(text) == language


@pytest.mark.parametrize("text", ["", "12.4", "Training", "UNODC, FATF", "…"])
def test_too_short_to_tell(text):
    assert detect(text) is None

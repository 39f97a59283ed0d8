"""Items that hold several needs, and items that do not."""

import pytest

from article60.extraction.documents.run_in import letters
from article60.extraction.documents.segments import segments


@pytest.mark.parametrize(
    ("text", "language", "parts"),
    [
        ("Art. 17: legal advice; art. 18: training", "en", [("17",), ("18",)]),
        ("Legal advice on asset forfeiture (art. 31) and training of auditors (art. 12)", "en", [("31",), ("12",)]),
        ("Training for judges (art. 11) and for auditors (art. 9)", "en", [None]),
        ("Legal advice and training (art. 20)", "en", [None]),
        ("Conseils juridiques (art. 17), et formation des juges (art. 11)", "fr", [("17",), ("11",)]),
        ("Asesoramiento jurídico (art. 17) y capacitación de los jueces (art. 11)", "es", [("17",), ("11",)]),
        ("Arts. 48 y 50: acuerdos modelo y asesoramiento jurídico, respectivamente", "es", [("48",), ("50",)]),
        ("юридические консультации (статья 17) и обучение судей (статья 11)", "ru", [("17",), ("11",)]),
        ("المادة 17: مشورة قانونية؛ المادة 11: تدريب القضاة", "ar", [("17",), ("11",)]),
        ("就第十七条提供法律咨询，并就第十一条举办培训", "zh", [("17",), ("11",)]),
    ],
)
def test_item_is_cut_only_where_each_part_keeps_its_citation(
    text: str, language: str, parts: list[tuple[str, ...] | None]
) -> None:
    assert [segment.provisions for segment in segments(text, tongues=(language,))] == parts


def test_part_that_leans_on_the_article_of_the_other_carries_the_whole_words() -> None:
    text = "Article 31, paragraphs 1 and 3: legal advice and, with regard to paragraph 3, training of managers"

    found = segments(text, tongues=("en",))

    assert [segment.provisions for segment in found] == [("31(1)", "31(3)"), ("31(3)",)]
    assert {segment.text for segment in found} == {text}


def test_letters_of_a_citation_are_no_letters_of_a_list() -> None:
    assert letters("Training (art. 23, paras. 2 (a) and 2 (b))", language="en") == []


def test_run_in_list_is_cut_at_its_letters() -> None:
    text = "Needs: (a) legal advice; (b) training"

    assert [text[start:end].strip("; ") for _, start, end in letters(text, language="en")] == ["legal advice", "training"]

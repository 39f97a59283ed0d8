"""The likeliest language is the one that py3langid itself ranks first, once leads are added."""

import csv
from pathlib import Path

import pytest
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from article60.text.likeliest import Likeliest

LATIN = {"en": 4.0, "es": 4.0, "fr": 4.0, "de": 0.0, "pt": 0.0, "it": 0.0, "vi": 0.0}
CYRILLIC = {"ru": 9.0, "uk": 0.0, "sr": 0.0, "bg": 0.0}  # the model has two columns for Serbian
WORDINGS = Path(__file__).parents[1] / "extraction" / "documents" / "wordings.csv"
SENTENCES = [row["text"] for row in csv.DictReader(WORDINGS.read_text(encoding="utf-8").splitlines())]
TEXTS = [
    *SENTENCES[::3],
    *(sentence[:12] for sentence in SENTENCES[::7]),
    *(sentence.upper() for sentence in SENTENCES[::11]),
    "Đào tạo thẩm phán  về thu hồi tài sản",
    "e\N{COMBINING ACUTE ACCENT}tude des be\N{COMBINING ACUTE ACCENT}soins",
    "a",
    "",
    "\ud800 lone",
]


@pytest.fixture(scope="module")
def model() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE)


@pytest.mark.parametrize("leads", [LATIN, CYRILLIC], ids=["latin", "cyrillic"])
def test_likeliest_is_the_first_of_the_model_with_leads(leads: dict[str, float], model: LanguageIdentifier) -> None:
    model.set_languages(list(leads))
    ranked = {text: {language: float(score) + leads[language] for language, score in model.rank(text)} for text in TEXTS}
    likeliest = Likeliest(leads)

    assert {text: likeliest.of(text) for text in TEXTS} == {
        text: max(led, key=lambda one: led[one]) for text, led in ranked.items()
    }

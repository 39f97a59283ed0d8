"""One thing has one name in each language, wherever words are shown: no second name for it has crept in."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import article60
from article60.codes.languages import LANGUAGES
from article60.codes.reader import rows

ROOT = Path(article60.__file__).parent
SECOND_NAMES = {
    "ar": r"المبداة|حاجة قائمة|مانح|مقدم[يو] المساعدة|المساعدة الواردة|منسق الدولة|محفوظة هنا|الفصل [IV]|دون تلبية",
    "es": r"necesidades abiertas|punto focal|punto de contacto|insatisfech|por medios automáticos",
    "fr": r"nregistrement|[bB]esoins? non encore satisfaits?|répond.{0,12} à un besoin non satisfait|peut-être connexe",
    "ru": r"ё|изученн|донор|остающ\w+ потребност|остающиеся неудовлетворенными| — |координатор государства",
    "zh": r"执行摘要|需求|联络人|尚未满足的需要|未满足需要|尚未了结|已获得的援助|本期发布|第[IV]+章|[\u4e00-\u9fff）]: ",
}
"""What another word stands for in each language; see docs/words.md."""


def shown(language: str) -> Iterator[tuple[str, str]]:
    """Words of a language with the file in which they stand: catalogues, code lists and templates of reports."""
    for path in sorted((ROOT / "web" / "locale" / language).glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=language):
                forms = [message.string] if isinstance(message.string, str) else list(message.string or ())
                yield from ((path.name, form) for form in forms if message.id)
    for path in sorted((ROOT / "codes").glob("*.csv")):
        if path.stem == "licences":  # their names are as their authors translated them
            continue
        yield from ((path.name, row[language]) for row in rows(path.stem) if row.get(language))
    for path in sorted((ROOT / "publication" / "reports" / "templates").glob(f"*/{language}.jinja")):
        words = re.sub(r"\{%.*?%\}", "", path.read_text(encoding="utf-8"))
        yield path.parent.name, re.sub(r"^[=:^#>-]+ ", "", words, flags=re.MULTILINE)


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_no_thing_has_a_second_name(language: str) -> None:
    found = [(file, word.group()) for file, text in shown(language) for word in re.finditer(SECOND_NAMES[language], text)]

    assert found == []

"""How each language is set: direction, fonts, sizes, tags for those who spell."""

from dataclasses import replace

import pytest

from article60.codes.languages import LANGUAGES
from article60.publication.reports.model import Text, Words
from article60.publication.reports.word.xml import NAMESPACES, named
from invented_report import report

VAL = named("w:val")


def of(run, name, attribute="val"):
    found = run.find(f"{named('w:rPr')}/{named(f'w:{name}')}")
    return None if found is None else found.get(named(f"w:{attribute}"), "")


def runs(opened, words):
    return [run for run in opened.find("//w:r[w:t]") if words in opened.words(run)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_paper_and_paragraphs_run_as_the_language_does(written, language):
    rtl = language == "ar"
    opened = written[language]
    (normal,) = opened.find("//w:style[@w:styleId='Normal']", "styles")
    assert bool(normal.xpath("w:pPr/w:bidi", namespaces=NAMESPACES)) is rtl
    assert bool(opened.find("//w:sectPr/w:bidi")) is rtl
    tables = opened.find("//w:tblPr")
    assert [bool(one.xpath("w:bidiVisual", namespaces=NAMESPACES)) for one in tables] == [rtl] * len(tables)


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_in_a_column_end_on_the_right_in_every_language(written, language):
    """Where one reads from the right, Word calls the right side left."""
    sides = written[language].find("//w:style[@w:styleId='TableNumber' or @w:styleId='TableHeadNumber']//w:jc/@w:val", "styles")
    assert sides == ["left" if language == "ar" else "right"] * 2


def test_arabic_line_may_break_before_a_number_of_several_digits_and_nowhere_in_it(written):
    """LibreOffice 7.4 tears digits apart that stand in a control with no place to break before it."""
    before = {}
    for language in ("ar", "en"):
        first = written[language].styled("NumberedParagraph")[0]
        text = "".join(written[language].words(run) for run in first.iter(named("w:r")))
        before[language] = [text[: text.index(number)][-1:] for number in ("12", "1,234" if language == "en" else "1")]
    assert before["ar"][0] == "\u200b" and before["en"][0] != "\u200b"


def test_arabic_words_are_set_as_such_and_symbols_are_not(written):
    opened = written["ar"]
    assert all(of(run, "rtl") == "" for run in runs(opened, "المساعدة"))
    symbols = runs(opened, "CAC/COSP")
    assert symbols
    assert all(of(run, "rtl") is None for run in symbols)


def test_bold_and_size_are_said_of_arabic_letters_too(written):
    for opened in written.values():
        for one in opened.find("//w:rPr", "styles"):
            names = {child.tag for child in one}
            assert (named("w:b") in names) is (named("w:bCs") in names)
            assert (named("w:sz") in names) is (named("w:szCs") in names)


@pytest.mark.parametrize(
    ("language", "script", "tag"), [("ar", "bidi", "ar-SA"), ("zh", "eastAsia", "zh-CN"), ("fr", "val", "fr-FR")]
)
def test_words_are_spelt_in_the_language_of_the_report(written, language, script, tag):
    (default,) = written[language].find("//w:docDefaults//w:lang", "styles")
    assert default.get(named(f"w:{script}")) == tag


def test_words_of_another_language_say_so(written):
    (arabic,) = runs(written["en"], "تحتاج")
    assert of(arabic, "lang", "bidi") == "ar-SA"
    (english,) = runs(written["zh"], "The State party")
    assert of(english, "lang") == "en-GB"


def test_quote_runs_as_its_language_does(written):
    found = {language: [of_paragraph(one) for one in written[language].styled("Quote")] for language in ("en", "ar", "zh")}
    assert found == {"en": ["1", None], "ar": ["0", None], "zh": [None, None]}


def of_paragraph(paragraph):
    found = paragraph.find(f"{named('w:pPr')}/{named('w:bidi')}")
    return None if found is None else found.get(VAL)


def test_chinese_signs_are_taken_from_chinese_letters(written):
    (run,) = runs(written["zh"], "“司法协助”")
    assert of(run, "rFonts", "hint") == "eastAsia"


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_script_has_a_font_of_its_own(written, language):
    (fonts,) = written[language].find("//w:docDefaults//w:rFonts", "styles")
    assert len({fonts.get(named(f"w:{script}")) for script in ("ascii", "eastAsia", "cs")}) == 3
    told = written[language].find("//w:font/@w:name", "fontTable")
    assert {fonts.get(named(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia", "cs")} <= set(told)


def test_words_of_an_unknown_language_are_not_spelt(write):
    words = Text(kind="plain", line=(Words(text="Qwerty", language=""),))
    opened = write(replace(report("en"), blocks=[words], numbers=[], notes=[]))
    (run,) = runs(opened, "Qwerty")
    assert of(run, "noProof") == ""

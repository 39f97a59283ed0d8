"""The pages as LibreOffice lays them out: what they say, in their languages' letters, within their margins."""

import pypdfium2
import pytest

from invented_report import SYMBOL, WORDS

LOOKED_AT = ("ar", "en", "zh")


@pytest.fixture(scope="session")
def pages(written, office):
    """The PDF of each language looked at."""
    made = office([written[language].path for language in LOOKED_AT], "pdf")
    return {language: pypdfium2.PdfDocument(path) for language, path in zip(LOOKED_AT, made, strict=True)}


def said(document):
    """All words of the pages, without blanks and marks of direction, which programs place as they like."""
    text = "".join(page.get_textpage().get_text_bounded() for page in document)
    return "".join(letter for letter in text if letter.isalnum())


def bare(words):
    return "".join(letter for letter in words if letter.isalnum())


@pytest.mark.parametrize("language", ["en", "zh"])
def test_pages_say_what_the_report_says(pages, language):
    text = said(pages[language])
    for key in ("title", "subtitle", "first_heading", "caption", "strong", "own_quote", "comment", "body_text", "annex"):
        assert bare(WORDS[language][key]) in text, key
    assert bare(SYMBOL) in text


def test_arabic_pages_say_what_the_report_says(pages):
    """A PDF holds lam and alef as one letter and vowels apart, so that only some words are found as they are written."""
    text = said(pages["ar"])
    for key in ("own_quote", "third_heading", "rests_on", "before"):
        words = [
            bare(word) for word in WORDS["ar"][key].split() if "لا" not in word and "لإ" not in word and len(bare(word)) > 3
        ]
        found = [word for word in words if word in text]
        assert len(found) >= 0.8 * len(words) > 0, (key, words, found)
    assert bare(SYMBOL) in text


@pytest.mark.parametrize("language", LOOKED_AT)
def test_every_page_bears_the_notice_and_its_number(pages, language):
    for number, page in enumerate(pages[language], start=1):
        text = page.get_textpage().get_text_bounded()
        foot = page.get_textpage().get_text_bounded(bottom=0, top=60)
        assert str(number) in foot.replace("2026-06-30-03979489", "")
        if language != "ar":
            assert bare({"en": "not a United Nations document", "zh": "并非联合国文件"}[language]) in bare(text)


@pytest.mark.parametrize("language", LOOKED_AT)
def test_nothing_stands_in_the_margins_and_no_page_is_empty(pages, language):
    for page in pages[language]:
        picture = page.render(scale=1).to_pil().convert("L")
        ink = picture.point(lambda grey: 255 if grey < 200 else 0).getbbox()
        left, top, right, bottom = ink
        assert picture.width == pytest.approx(595, abs=1)
        assert left >= 70
        assert right <= 595 - 70
        assert top >= 30
        assert bottom <= 842 - 25
        inner = picture.crop((0, 70, 595, 770)).point(lambda grey: 255 if grey < 200 else 0)
        assert inner.getbbox() is not None


def test_arabic_begins_on_the_right_and_english_on_the_left(pages):
    """The title alone on its lines: where its ink begins."""
    sides = {}
    for language in ("ar", "en"):
        picture = pages[language][0].render(scale=1).to_pil().convert("L")
        lines = picture.crop((0, 135, 595, 190)).point(lambda grey: 255 if grey < 128 else 0)
        sides[language] = lines.getbbox()
    assert 595 - sides["ar"][2] == pytest.approx(74, abs=4)
    assert sides["en"][0] == pytest.approx(74, abs=4)
    assert sides["ar"][0] > 120


def test_long_table_repeats_its_head_on_the_next_page(pages):
    texts = [page.get_textpage().get_text_bounded() for page in pages["en"]]
    assert sum("States parties" in text and "Chapter" in text for text in texts) >= 1
    heads = sum(text.count(WORDS["en"]["needs"]) for text in texts)
    assert heads >= 3

"""The six catalogues: nothing missing, nothing uncertain, compiled files in step."""

import re
from collections.abc import Iterator
from functools import cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from django.utils import translation

import article60.web
from article60.codes.labels import codes, label
from article60.codes.languages import LANGUAGES
from article60.domain.usd import KINDS
from article60.figures.declarations import declarations
from article60.figures.words import part_label
from article60.web import words
from article60.web.common import wording
from article60.web.words import catalogue, compiled, parts, place

WEB = Path(article60.web.__file__).parent
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "noop": None}


@cache
def used() -> set[str | tuple[str, ...]]:
    """Every message in templates and modules."""
    with (WEB / "locale" / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(str(WEB), method_map=methods, options_map=options, keywords=KEYWORDS)
    return {tuple(message) if isinstance(message, list | tuple) else message for _, _, message, _, _ in found}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated_and_none_is_left_over(language: str) -> None:
    whole = catalogue(language)
    known = {message.id: message for message in whole if message.id}

    assert set(known) == used()
    for message in known.values():
        forms = [message.string] if isinstance(message.string, str) else message.string
        assert all(forms) and not message.fuzzy, message.id
        assert list(message.check(whole)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_compiled_catalogue_is_in_step(language: str) -> None:
    assert place(language).read_bytes() == compiled(language), "compile the catalogues: make words"


def test_every_language_has_the_same_parts() -> None:
    assert {frozenset(parts(language)) for language in LANGUAGES} == {frozenset(parts("en"))}


def test_message_that_two_parts_translate_differently_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "fr").mkdir()
    monkeypatch.setattr(words, "LOCALE", tmp_path)
    (tmp_path / "fr" / "a.po").write_text('msgid "State"\nmsgstr "État"\n')
    (tmp_path / "fr" / "b.po").write_text('msgid "State"\nmsgstr "État"\n')
    assert [message.string for message in words.catalogue("fr") if message.id] == ["État"]

    (tmp_path / "fr" / "b.po").write_text('msgid "State"\nmsgstr "Pays"\n')
    with pytest.raises(words.TwiceTranslated, match=r"'State' differs between a\.po and b\.po"):
        words.catalogue("fr")


def test_forms_of_a_count_are_ours_whatever_the_library_says(monkeypatch: pytest.MonkeyPatch) -> None:
    before = {language: dict(gettext_of(language)) for language in LANGUAGES}
    monkeypatch.setattr("babel.messages.catalog.get_plural", lambda *_: (4, "(n == 1 ? 0 : n == 2 ? 1 : n % 7 == 0 ? 2 : 3)"))

    assert {language: dict(gettext_of(language)) for language in LANGUAGES} == before


def gettext_of(language: str) -> Iterator[tuple[int, str]]:
    """What is said of each number, by a catalogue that is compiled now."""
    said = GNUTranslations(BytesIO(compiled(language)))
    return ((n, said.ngettext("%(many)s need", "%(many)s needs", n)) for n in (0, 1, 2, 3, 7, 11, 77, 100, 102, 1_000_000))


def test_counted_message_without_words_for_some_number_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "fr").mkdir()
    monkeypatch.setattr(words, "LOCALE", tmp_path)
    counted = 'msgid "%(n)s need"\nmsgid_plural "%(n)s needs"\nmsgstr[0] "%(n)s besoin"\n'
    (tmp_path / "fr" / "a.po").write_text(counted + 'msgstr[1] "%(n)s besoins"\n')
    assert [message.string for message in words.catalogue("fr") if message.id] == [("%(n)s besoin", "%(n)s besoins")]

    (tmp_path / "fr" / "a.po").write_text(counted)
    with pytest.raises(words.FormMissing, match=r"fr: '%\(n\)s need' in a\.po has no words for some number"):
        words.catalogue("fr")


def test_every_reason_for_leaving_amounts_out_has_its_words() -> None:
    assert set(wording.LEFT_OUT) == set(codes("money_in_totals")) - {"counted"}
    assert tuple(wording.MONEY_KINDS) == KINDS


@pytest.mark.parametrize(
    ("language", "count", "expected"),
    [("ru", 2, "2 страницы"), ("ru", 5, "5 страниц"), ("ar", 2, "صفحتان"), ("ar", 11, "11 صفحة")],
)
def test_plural_forms_are_right(language: str, count: int, expected: str) -> None:
    with translation.override(language):
        assert translation.ngettext("%(shown)s page", "%(shown)s pages", count) % {"shown": count} == expected


ARABIC_NOUNS = {
    "record": ("قيد واحد", "قيدين", "قيود", "قيدا", "قيد"),
    "file": ("ملف واحد", "ملفان", "ملفات", "ملفا", "ملف"),
    "amount": ("مبلغ واحد", "مبلغان", "مبالغ", "مبلغا", "مبلغ"),
    "page": ("صفحة واحدة", "صفحتان", "صفحات", "صفحة", "صفحة"),
    "row": ("سطر واحد", "سطرين", "أسطر", "سطرا", "سطر"),
    "State": ("دولة", "دولتان", "دول", "دولة", "دولة"),
    "publisher": ("جهة", "جهتان", "جهات", "جهة", "جهة"),
    "activity": ("نشاط", "نشاط", "أنشطة", "نشاطا", "نشاط"),
    "need": ("احتياج", "احتياج", "احتياجات", "احتياجا", "احتياج"),
    "day": ("يوم كامل واحد", "يومان كاملان", "أيام كاملة", "يوما كاملا", "يوم كامل"),
}
"""Of each noun the form for one, what the form for two begins with, and the forms after 3 to 10, 11 to 99, and 100 to 102."""
ARABIC_COUNTED = {
    "%(number)s record found": "record",
    "%(shown)s file": "file",
    "%(many)s amount as published": "amount",
    "%(shown)s page": "page",
    "%(confirmed)s of %(all)s row confirmed by a person": "row",
    "Reading confirmed by a person: %(confirmed)s of %(all)s row": "row",
    "%(many)s State": "State",
    "and %(shown)s more State": "State",
    "and %(shown)s more publisher": "publisher",
    "%(shown)s activity has no dates and is not in the drawing.": "activity",
    "of these, %(shown)s not included, wholly or in part: the State’s share is not known": "activity",
    "%(number)s need": "need",
    "%(many)s need": "need",
    "%(many)s more need passes, but nobody has confirmed it for 36 months, and it does not count as current.": "need",
    "Among these is %(many)s need that nobody has confirmed for 36 months; it does not count as current.": "need",
    "The documents of this review state %(shown)s need for technical assistance.": "need",
    "The State has entered %(shown)s need itself, outside any document.": "need",
    "possibly related to %(shown)s need, found by machine, not confirmed": "need",
    "related to %(shown)s need, confirmed by people": "need",
    "Others see it after a waiting period of %(shown)s whole day, in which your State can still stop it.": "day",
    "It waits for %(shown)s whole day, in which your State can still stop it. What others read afterwards cannot be "
    "called back.": "day",
}
"""Messages in which a number stands before a noun; in the others no noun follows it."""


@pytest.mark.parametrize("message", [m for m in catalogue("ar") if m.id and m.pluralizable], ids=lambda m: m.id[0])
def test_arabic_noun_has_the_form_that_its_number_asks_for(message: Message) -> None:
    forms = {count: _arabic(message, count) for count in (1, 2, 3, 11, 42, 100, 102)}
    if message.id[0] not in ARABIC_COUNTED:
        assert not any(re.search(r"\d+ (?!جميعها|التي)[\u0621-\u064a]", form) for form in forms.values()), forms
        return
    one, two, few, many, hundred = ARABIC_NOUNS[ARABIC_COUNTED[message.id[0]]]
    assert one in forms[1] and two in forms[2]
    for count, noun in ((3, few), (11, many), (42, many), (100, hundred), (102, hundred)):
        assert re.search(rf"{count} {noun}(?![\u0621-\u065f])", forms[count]), forms[count]


def _arabic(message: Message, count: int) -> str:
    names = ("number", "shown", "many", "all", "confirmed", "places")
    with translation.override("ar"):
        return translation.ngettext(*message.id, count) % dict.fromkeys(names, count)


@pytest.mark.parametrize(
    ("language", "expected"), [("en", "1 June 2025"), ("ar", "1 حزيران/يونيو 2025"), ("zh", "2025年6月1日")]
)
def test_day_is_written_as_the_reader_writes_it(language: str, expected: str) -> None:
    with translation.override(language):
        assert wording.day("2025-06-01") == expected


@pytest.mark.parametrize(("language", "colon"), [("en", ": "), ("ar", ": "), ("fr", "\N{NO-BREAK SPACE}: "), ("zh", "：")])
def test_label_is_followed_by_the_colon_of_the_language(language: str, colon: str) -> None:
    with translation.override(language):
        assert wording.colon() == colon


def test_no_template_writes_the_colon_of_one_language_after_a_label() -> None:
    templates = sorted((WEB / "templates").rglob("*.html"))
    assert templates and [path.name for path in templates if "}}: " in path.read_text(encoding="utf-8")] == []


@pytest.mark.parametrize(
    ("language", "chapter", "cycle"),
    [
        ("ar", "الفصل الثالث: التجريم وإنفاذ القانون", "الدورة الأولى"),
        ("en", "Chapter III: Criminalization and law enforcement", "Cycle 1"),
        ("es", "Capítulo III: Penalización y aplicación de la ley", "Primer ciclo"),
        ("fr", "Chapitre III\N{NO-BREAK SPACE}: Incrimination, détection et répression", "Premier cycle"),
        ("ru", "Глава III: Криминализация и правоохранительная деятельность", "Первый цикл"),
        ("zh", "第三章：定罪和执法", "第一周期"),
    ],
)
def test_chapters_and_cycles_are_called_as_in_the_authentic_texts(language: str, chapter: str, cycle: str) -> None:
    with translation.override(language):
        assert (wording.chapter("III"), wording.cycle(1)) == (chapter, cycle)
    assert label("cycles", "1", language) == part_label(declarations()["needs_stated.cycle"], "1", language)


def test_amount_in_dollars_is_written_alike_wherever_it_stands() -> None:
    with translation.override("en"):
        assert wording.measured("1200000.50", "USD") == f"{wording.money('1200000.50')} US dollars" == "1,200,000 US dollars"
        assert wording.measured(1200000, None) == "1,200,000"

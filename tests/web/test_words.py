"""The six catalogues: nothing missing, nothing uncertain, compiled files in step."""

from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from django.utils import translation

import article60.web
from article60.codes.labels import codes
from article60.codes.languages import LANGUAGES
from article60.domain.usd import KINDS
from article60.web import words
from article60.web.common import wording
from article60.web.words import catalogue, compiled, parts, place

WEB = Path(article60.web.__file__).parent
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "noop": None}


def used() -> set[str | tuple[str, ...]]:
    """Every message in templates and modules."""
    with (WEB / "locale" / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(str(WEB), method_map=methods, options_map=options, keywords=KEYWORDS)
    return {tuple(message) if isinstance(message, list | tuple) else message for _, _, message, _, _ in found}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated_and_none_is_left_over(language: str) -> None:
    known = {message.id: message for message in catalogue(language) if message.id}

    assert set(known) == used()
    for message in known.values():
        forms = [message.string] if isinstance(message.string, str) else message.string
        assert all(forms) and not message.fuzzy, message.id
        assert list(message.check(catalogue(language))) == []


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


@pytest.mark.parametrize(
    ("language", "expected"), [("en", "1 June 2025"), ("ar", "1 حزيران/يونيو 2025"), ("zh", "2025年6月1日")]
)
def test_day_is_written_as_the_reader_writes_it(language: str, expected: str) -> None:
    with translation.override(language):
        assert wording.day("2025-06-01") == expected


def test_amount_in_dollars_is_written_alike_wherever_it_stands() -> None:
    with translation.override("en"):
        assert wording.measured("1200000.50", "USD") == f"{wording.money('1200000.50')} US dollars" == "1,200,000 US dollars"
        assert wording.measured(1200000, None) == "1,200,000"

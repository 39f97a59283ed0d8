from datetime import date
from pathlib import Path

import pytest

import article60
from article60.codes.languages import LANGUAGES
from article60.publication.reports import html
from article60.publication.reports.wording import Wording, direction_of
from article60.text.days import write_day

RELEASE = "2026-06-30-03979489"


def test_arabic_enumeration_repeats_the_conjunction():
    assert (
        Wording("ar", "report").codes("coarse_types", ["capacity_building", "institution_building"])
        == "بناء القدرات وبناء المؤسسات"
    )


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "Policymaking; Research, data-gathering and analysis"),
        ("zh", "政策制定；研究、数据收集和分析"),
    ],
)
def test_codes_of_which_one_is_an_enumeration_are_kept_apart_by_semicolons(language, written):
    assert Wording(language, "report").codes("types", ["policymaking", "research_data"]) == written


@pytest.mark.parametrize(("language", "written"), [("ar", f"\u2066{RELEASE}\u2069"), ("en", RELEASE), ("zh", RELEASE)])
def test_name_in_figures_is_isolated_where_the_words_around_it_run_from_the_right(language, written):
    assert Wording(language, "report").latin(RELEASE) == written


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("القصيرة: training", "rtl"),
        ("Qasira: تدريب", "ltr"),
        (RELEASE, "ltr"),
        ("\u2066DEMO/1\u2069، الصفحة 3", "rtl"),
        ("\u2066DEMO/1\u2069", "ltr"),
    ],
)
def test_direction_is_that_of_the_first_letter_outside_isolates(text, direction):
    assert direction_of(text) == direction


def test_isolated_name_becomes_an_element_on_one_line_and_is_escaped():
    assert html._apart("من \u2066a<b\u2069.") == 'من <span class="name" dir="ltr">a&lt;b</span>.'


def test_words_of_a_source_are_told_their_direction_where_their_language_is_not_known():
    assert html._quoted("تدريب", "") == ' dir="rtl"'
    assert html._quoted("training", "en") == ' lang="en" dir="ltr"'


@pytest.mark.parametrize(("language", "written"), [("ar", "3 -"), ("en", "3."), ("zh", "3.")])
def test_paragraph_is_numbered_as_the_languages_documents_do(language, written):
    assert Wording(language, "report").paragraph(3) == written


@pytest.mark.parametrize(
    ("language", "amount", "written"),
    [
        ("en", "1500000.5", "1,500,000.50"),
        ("en", "1200000", "1,200,000"),
        ("en", "1200000.00", "1,200,000"),
        ("en", "0.125", "0.125"),
        ("es", "1500000.5", "1.500.000,50"),
        ("fr", "1500000.5", "1\u202f500\u202f000,50"),
    ],
)
def test_amount_that_people_gave_is_never_rounded(language, amount, written):
    assert Wording(language, "design").exactly(amount) == written


@pytest.mark.parametrize("language", LANGUAGES)
def test_days_of_reports_are_those_of_all_pages(language):
    first = date(2027, 1, 1)

    assert Wording(language, "design").day(first) == write_day(first, language=language)


def test_days_are_written_out_in_one_place():
    source = Path(article60.__file__).parent

    assert [path.name for path in source.rglob("*.py") if "babel.dates" in path.read_text()] == ["days.py"]

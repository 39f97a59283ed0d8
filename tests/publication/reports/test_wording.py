import pytest

from article60.publication.reports import html
from article60.publication.reports.wording import Wording, direction_of

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

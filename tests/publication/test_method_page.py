import pytest
from lxml import html

from article60.figures.declarations import declarations, range_declarations
from article60.figures.words import explained
from invented_tables import BEFORE


@pytest.fixture
def page(folder):
    return html.parse(str(folder / "method.html")).getroot()


def test_every_figure_is_explained_under_its_name(page):
    ranges = [f"range-{name}" for name in range_declarations()]
    assert [one.get("id") for one in page.iter("h3")] == [*declarations(), *ranges]
    assert explained(declarations()["gaps"]) in page.text_content()


def test_page_names_invented_content_and_asks_nothing_of_other_hosts(page):
    assert "invented" in page.find(".//p[@class='notice']").text
    assert page.xpath("//script | //link | //img | //@src | //a") == []


def test_arabic_titles_run_from_right_to_left(page):
    assert {row.get("dir") for row in page.xpath("//tr[@lang='ar']")} == {"rtl"}


def test_sources_are_named_with_their_licence(page):
    assert page.xpath("//tr[td='demo.xml']/td/text()") == ["aid", "demo.xml", "not recorded", "invented"]


def test_share_confirmed_by_people_stands_beside_every_figure(page):
    said = [one.text_content() for one in page.iter("small")]
    assert len(said) == len(declarations()) + len(range_declarations())
    assert all("confirmed by people: " in one or "people do not confirm one by one" in one for one in said)


def test_range_is_told_with_what_its_ends_count(page):
    (shown,) = page.xpath("//h3[@id='range-needs_open']/following-sibling::p[1]/span")
    assert shown.text == "1 to 4"


def test_number_of_the_release_before_stands_beside_its_figure_or_the_reason_why_not(page):
    def said(name):
        return page.xpath(f"//h3[@id='{name}']/following-sibling::p[2]")[0].text_content()

    assert said("states_with_needs") == f"Release {BEFORE}: 6"
    assert said("needs_stated") == f"Release {BEFORE}: not comparable. It was counted otherwise then."


@pytest.mark.parametrize(
    "rule",
    [
        "Aid records that were read and not kept as anti-corruption assistance are in no Release",
        "Records that come near being kept are compared by the command article60 match alone",
        "Documents, decisions and the operator’s facts of later days are passed over",
        "One updated after the day tells of the day by its start and end alone",
    ],
)
def test_page_tells_what_is_not_compared_and_what_a_day_looked_back_on_passes_over(page, rule):
    assert len([item for item in page.iter("li") if rule in item.text_content()]) == 1

import pytest
from lxml import html

from article60.figures.declarations import declarations, range_declarations
from article60.figures.words import explained


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

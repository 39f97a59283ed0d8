"""What each user comes for, in English, French and Arabic: with a pointer, without scripts, and by the keyboard alone."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from tests.browser.hands import HANDS, Hand
from tests.browser.sites import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a reader of a language looks for on the pages."""

    find: str
    narrow: str
    islands: str
    by_chapter: str
    recovery: str
    needs: str
    computed: str
    rows: str
    before: str
    after: str
    state: str
    hand_out: str


WORDS = {
    "en": Words(
        find="Find needs", narrow="Narrow the list", islands="Small island developing States",
        by_chapter="Chapter of the Convention", recovery="Chapter V: Asset recovery",
        needs="Needs for technical assistance stated", computed="How this is computed", rows="The rows behind it",
        before="Previous page", after="Next page", state="San Telmo", hand_out="Hand-out for the launch",
    ),
    "fr": Words(
        find="Trouver des besoins", narrow="Restreindre la liste", islands="Petits États insulaires en développement",
        by_chapter="Chapitre de la Convention", recovery="Chapitre V : Recouvrement d’avoirs",
        needs="Besoins d’assistance technique exprimés", computed="Mode de calcul", rows="Les lignes dont il provient",
        before="Page précédente", after="Page suivante", state="San Telmo",
        hand_out="Document à distribuer lors de la présentation",
    ),
    "ar": Words(
        find="البحث عن احتياجات", narrow="تضييق القائمة", islands="الدول الجزرية الصغيرة النامية",
        by_chapter="فصل الاتفاقية", recovery="الفصل الخامس: استرداد الموجودات",
        needs="الاحتياجات المذكورة من المساعدة التقنية", computed="كيفية حساب هذا الرقم", rows="السطور التي يستند إليها",
        before="الصفحة السابقة", after="الصفحة التالية", state="سان تيلمو", hand_out="نشرة للتوزيع عند الإطلاق",
    ),
}  # fmt: skip
WAYS = [(hand, scripts) for hand, scripts in (("pointer", True), ("pointer", False), ("keys", True))]
ASSET_RECOVERY_OF_SMALL_ISLANDS = 8


@dataclass(frozen=True, slots=True)
class Reader:
    """Someone on the first page of the site, in a language."""

    hand: Hand
    words: Words

    @property
    def page(self) -> Page:
        return self.hand.page

    def link(self, words: str, within: str = "main") -> Locator:
        return self.page.locator(within).get_by_role("link", name=words, exact=True)


@pytest.fixture(params=WAYS, ids=lambda way: f"{way[0]}{'' if way[1] else '-without-scripts'}")
def way(request: pytest.FixtureRequest) -> tuple[str, bool]:
    return request.param


@pytest.fixture(params=WORDS)
def reader(request: pytest.FixtureRequest, browser: Browser, site: Site, way: tuple[str, bool]) -> Iterator[Reader]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=way[1])
    page = context.new_page()
    page.set_default_timeout(15_000)
    page.goto(f"{site.address}/{request.param}/")
    yield Reader(HANDS[way[0]](page), WORDS[request.param])
    context.close()


def test_donor_takes_home_needs_on_asset_recovery_of_small_islands(reader: Reader, site: Site) -> None:
    page, words, hand = reader.page, reader.words, reader.hand

    hand.follow(reader.link(words.find, "nav.sections"))
    hand.jump(reader.link(words.narrow))
    hand.follow(reader.link(words.islands))
    hand.jump(reader.link(words.narrow))
    hand.follow(page.locator("summary").get_by_text(words.by_chapter, exact=True))
    hand.follow(reader.link(words.recovery))
    shown = page.locator("article.need").evaluate_all("all => all.map(one => one.id)")
    asked = site.release.connection.execute(
        "SELECT COUNT(*) FROM needs JOIN states USING (state) WHERE sids AND chapter = 'V'"
        " AND timing = 'current' AND grade NOT IN ('met', 'withdrawn', 'superseded', 'not_updated')"
    ).fetchone()[0]
    lines = list(csv.reader(hand.take(reader.link("CSV")).read_text(encoding="utf-8-sig").splitlines()))
    rows = list(openpyxl.load_workbook(moved(hand.take(reader.link("XLSX")))).worksheets[0].iter_rows(values_only=True))

    assert len(shown) == asked == ASSET_RECOVERY_OF_SMALL_ISLANDS
    assert [line[0] for line in lines[1:]] == shown
    assert [row[0] for row in rows if row[0] in shown] == shown and len(rows) <= len(shown) + 3
    assert all(line[-1] == f"{site.address}{page.url.removeprefix(site.address)[:3]}/needs/{line[0]}" for line in lines[1:])


def moved(file: Path) -> Path:
    """The same file with the ending that a workbook must have."""
    return file.rename(file.with_suffix(".xlsx"))


def test_journalist_follows_a_figure_to_the_words_on_the_page(reader: Reader) -> None:
    page, words, hand = reader.page, reader.words, reader.hand
    figure = page.locator(".figures > li").filter(has=page.get_by_text(words.needs, exact=True))
    value = figure.locator(".value").inner_text()

    hand.follow(figure.get_by_role("link", name=words.computed, exact=True))
    expect(page.locator("h1")).to_have_text(words.needs)
    expect(page.locator("strong.number").first).to_have_text(value)
    hand.follow(reader.link(words.rows))
    quoted = page.locator("ol.rows a").first.inner_text()
    counted = [page.locator("ol.rows > li").count()]
    while reader.link(words.after).count():
        hand.follow(reader.link(words.after))
        counted.append(page.locator("ol.rows > li").count())
    for _ in counted[1:]:
        hand.follow(reader.link(words.before))
    hand.follow(page.locator("ol.rows a").first)

    assert str(sum(counted)) == value
    expect(page.locator("h1 q")).to_have_text(quoted)
    picture = page.locator(".leaf-drawn").first
    picture.scroll_into_view_if_needed()
    expect(picture.locator("img")).to_have_js_property("complete", True)
    assert picture.locator("img").evaluate("one => one.naturalWidth") > 500
    assert quoted in picture.locator("img").get_attribute("alt").replace("\u2068", "").replace("\u2069", "")
    for mark in picture.locator("rect").all():
        expect(mark).to_be_visible()
        assert lies_in(mark, picture)


def lies_in(mark: Locator, picture: Locator) -> bool:
    inner, outer = mark.bounding_box(), picture.bounding_box()
    assert inner and outer
    return (
        outer["x"] <= inner["x"] and inner["x"] + inner["width"] <= outer["x"] + outer["width"] + 1
        and outer["y"] <= inner["y"] and inner["y"] + inner["height"] <= outer["y"] + outer["height"] + 1
    )  # fmt: skip


def test_focal_point_prints_the_hand_out_for_the_launch(reader: Reader, tmp_path: Path) -> None:
    page, words, hand = reader.page, reader.words, reader.hand

    hand.follow(page.locator("a.tile").filter(has=page.locator(".state", has_text=words.state)))
    expect(page.locator("h1")).to_contain_text(words.state)
    hand.follow(reader.link(words.hand_out))
    expect(page.locator("h1")).to_contain_text(words.state)
    page.pdf(path=tmp_path / "launch.pdf", prefer_css_page_size=True, print_background=True)

    with pypdfium2.PdfDocument(tmp_path / "launch.pdf") as paper:
        assert 2 <= len(paper) <= 4

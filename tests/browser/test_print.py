"""What comes out on paper: every kind of page on A4 with nothing cut, and the hand-out for the launch page by page."""

from collections.abc import Iterator
from io import BytesIO

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page
from tests.browser.sites import KINDS, Site

from article60.codes.languages import LANGUAGES

A4_INSIDE = 658
"""Width between margins of 18 mm on A4, in CSS pixels of 1/96 inch."""
MARGIN = 28
"""Points: no sign may stand nearer to an edge of the sheet."""
CUT = """() => [...document.querySelectorAll("body *")].filter(one => {
  const style = getComputedStyle(one);
  return style.overflowX !== "visible" && style.position !== "absolute" && one.scrollWidth > one.clientWidth + 1;
}).map(one => `${one.tagName} ${one.className} ${one.scrollWidth} > ${one.clientWidth}: ${one.innerText.slice(0, 80)}`)"""
OVERLAID = """() => {
  const all = [...document.querySelectorAll("main > *")];
  const shown = all.filter(one => one.getClientRects().length && !one.matches(".shapes"));
  const under = one => Math.max(...[...one.querySelectorAll("*"), one].map(part => part.getBoundingClientRect().bottom));
  return shown.slice(1).filter((one, before) => one.getBoundingClientRect().top < under(shown[before]) - 1)
    .map(one => `${one.tagName} ${one.className}: ${one.innerText.slice(0, 80)}`);
}"""
OVER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def paper(browser: Browser) -> Iterator[Page]:
    """A page as wide as what can be printed on A4, with the styles of paper."""
    context = browser.new_context(viewport={"width": A4_INSIDE, "height": 930})
    page = context.new_page()
    page.emulate_media(media="print")
    yield page
    context.close()


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_cut_or_overlaid_on_paper(paper: Page, site: Site, kind: str) -> None:
    for language, address in site.pages(kind):
        if language in ("ar", "en"):
            paper.goto(address)

            assert not (cut := paper.evaluate(CUT)), (address, cut)
            assert not (overlaid := paper.evaluate(OVERLAID)), (address, overlaid)
            assert paper.evaluate(OVER) == 0, address


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("state", "least"), [("XA", 2), ("XM", 1)])
def test_launch_view_has_few_sheets_and_nothing_is_cut(page: Page, site: Site, language: str, state: str, least: int) -> None:
    page.goto(f"{site.address}/{language}/states/{state}/launch")
    words = page.locator(".said .words:not(:lang(ar))").all_inner_texts()  # a PDF does not keep the order of Arabic signs

    with pypdfium2.PdfDocument(BytesIO(page.pdf(prefer_css_page_size=True, print_background=True))) as sheets:
        assert least <= len(sheets) <= 4
        printed = ""
        for sheet in sheets:
            width, height = sheet.get_size()
            assert (round(width), round(height)) == (595, 842)
            text = sheet.get_textpage()
            printed += text.get_text_range()
            for number in range(text.count_rects()):
                left, bottom, right, top = text.get_rect(number)
                inside = left > MARGIN and right < width - MARGIN and bottom > MARGIN and top < height - MARGIN
                assert inside, text.get_text_bounded(left, bottom, right, top)
    missing = [one for one in words if letters(one) not in letters(printed)]
    assert not missing, missing


def letters(text: str) -> str:
    """Letters and digits alone: how lines are broken and hyphenated is of no matter."""
    return "".join(sign for sign in text if sign.isalnum())


def test_paper_has_no_navigation_and_shows_what_was_folded(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/en/states/XJ")
    folded = page.locator("article.need details.rest").count()
    with pypdfium2.PdfDocument(BytesIO(page.pdf(prefer_css_page_size=True))) as sheets:
        printed = "".join(sheet.get_textpage().get_text_range() for sheet in sheets)

    assert folded and printed.count("Stated:") == folded
    assert not any(words in printed for words in ("Skip to the content", "Find needs", "Search"))
